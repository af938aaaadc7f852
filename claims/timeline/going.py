"""Where one goes from the timeline: to other dates of it, and to the lists."""

from django.http import QueryDict
from django.urls import reverse

from claims import addresses
from claims.charts.bins import Bin

DATES = ("after", "before")


def zoomed(data: QueryDict, bin: Bin) -> str:
    """The address of the same page over the days of `bin`."""
    copy = data.copy()
    copy["before"] = bin.before
    return addresses.setting(copy, "after", bin.after)


def without_dates(data: QueryDict) -> QueryDict:
    copy = data.copy()
    for name in DATES:
        copy.pop(name, None)
    return copy


def of_all_dates(data: QueryDict) -> str:
    return addresses.removing(without_dates(data), "cursor")


def list_of(kind: str, data: QueryDict) -> str:
    """The list of the lane's records under the same filters. Denials have none of their own: it
    is that of the claims that were denied, whenever that was."""
    if kind == "denial":
        copy = without_dates(data)
        if not copy.getlist("denial"):
            copy["denial"] = "any"
        return reverse("claims") + addresses.removing(copy, "cursor")
    page = {"claim": "claims", "evidence": "evidence"}[kind]
    return reverse(page) + addresses.removing(data, "cursor")
