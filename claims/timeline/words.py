"""What the timeline calls its records, its numbers and its dates."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from claims.charts.bins import Bin, Unit
from claims.charts.lanes import shortened
from claims.models import Claim, Denial, Evidence

LONGEST_TITLE = 200

UNITS = {
    Unit.DAY: gettext_lazy("day"),
    Unit.MONTH: gettext_lazy("month"),
    Unit.YEAR: gettext_lazy("year"),
    Unit.DECADE: gettext_lazy("decade"),
    Unit.CENTURY: gettext_lazy("century"),
    Unit.MILLENNIUM: gettext_lazy("millennium"),
}


@dataclass(frozen=True)
class Shown:
    """A record as the timeline names it: who, what, when, and where it leads."""

    who: str
    what: str
    text: str
    date: str
    address: str
    language: str = ""

    @property
    def title(self) -> str:
        who = f"{self.who} ({self.what})" if self.what else self.who
        return shortened(f"{who}: {self.text}", LONGEST_TITLE)

    @property
    def line(self) -> str:
        """What it is, and of what claim."""
        return shortened(f"{self.what}: {self.text}" if self.what else self.text, LONGEST_TITLE)


def counted(kind: str, number: int) -> str:
    """So many records of a kind, in words."""
    if kind == "claim":
        words = ngettext("%(n)s claim", "%(n)s claims", number)
    elif kind == "denial":
        words = ngettext("%(n)s denial", "%(n)s denials", number)
    else:
        words = ngettext("%(n)s record of evidence", "%(n)s records of evidence", number)
    return words % {"n": number_format(number, force_grouping=True)}


def label(bin: Bin, *, long: bool = False) -> str:
    """What stands at a unit of the axis; `long` where nothing else tells its year."""
    if bin.unit == Unit.DAY:
        return str(bin.first.day)
    if bin.unit == Unit.MONTH:
        return date_format(bin.first, "F Y" if long else "M")
    if bin.unit == Unit.DECADE:
        return f"{bin.first.year}–{bin.last.year % 100:02d}"
    years = dict.fromkeys((bin.first.year, bin.last.year))
    return "–".join(str(year) for year in years)


def shown(row: Any) -> Shown:
    role = {Claim: "claimant", Denial: "denier", Evidence: "source"}[type(row)]
    who = _names(row, role) or gettext("no source says who")
    if isinstance(row, Claim):
        return Shown(who, "", row.text, row.date, row.get_absolute_url())
    if isinstance(row, Denial):
        what = str(row.get_form_display()).lower()
    else:
        what = f"{row.get_kind_display()}, {row.get_state_display()}".lower()
        if asking := _names(row, "requester"):
            # Whoever tells of a request need not have made it.
            what = gettext("%(what)s by %(names)s") % {"what": what, "names": asking}
            who = gettext("according to %(names)s") % {"names": who}
    return Shown(who, what, row.claim.text, row.date, row.get_absolute_url())


def _names(row: Any, role: str) -> str:
    people = (attribution for attribution in row.attributions.all() if attribution.role == role)
    return ", ".join(attribution.actor.name for attribution in people)
