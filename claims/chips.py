"""The filters that are on, in words, each with the address of the list without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims import addresses
from claims.facets import DENIAL_LABELS
from claims.models import ClaimKind, EvidenceState, EvidenceStatus
from claims.parameters import MOST_VALUES

PARAMETER_LABELS = {
    "q": _("words"),
    "actor": _("involving"),
    "claimant": _("claimant"),
    "subject": _("about"),
    "denier": _("denied by"),
    "source": _("evidence according to"),
    "holder": _("evidence held by"),
    "requester": _("evidence requested by"),
    "examiner": _("evidence examined by"),
    "acting_for": _("with those who act for an actor"),
    "after": _("from"),
    "before": _("until"),
    "evidence": _("evidence"),
    "state": _("some evidence is"),
    "kind": _("kind"),
    "denial": _("answer"),
    "publisher": _("published by"),
    "article": _("in the article"),
}

_CODES: dict[str, dict[str, Any]] = {
    "evidence": dict(EvidenceStatus.choices),
    "state": dict(EvidenceState.choices),
    "kind": dict(ClaimKind.choices),
    "denial": DENIAL_LABELS,
}


@dataclass(frozen=True)
class Chip:
    """A filter that is on: its value in words, and the address without it."""

    name: str
    label: str
    value: str
    address: str
    refused: bool


def chips(filterset: Any) -> list[Chip]:
    """The filters of the URL that are on, refused ones among them, in the order of the form."""
    return [
        chip
        for name, label in PARAMETER_LABELS.items()
        if name in filterset.filters
        for chip in _chips_of(filterset, name, label)
    ]


def _chips_of(filterset: Any, name: str, label: Any) -> Iterator[Chip]:
    given = [value.strip() for value in dict.fromkeys(filterset.data.getlist(name))]
    given = [value for value in given if value]
    refused = name in filterset.form.errors
    if len(given) > MOST_VALUES:
        # An address without each of them would cost the square of their number.
        whole = addresses.removing(filterset.data, name)
        many = ngettext("%(n)s value", "%(n)s values", len(given)) % {"n": len(given)}
        yield Chip(name, str(label), many, whole, refused)
        return
    named = {} if refused else _names(filterset.form.cleaned_data.get(name))
    for value in given:
        text = named.get(value) or _CODES.get(name, {}).get(value, value)
        if name == "acting_for" and not refused:
            text = ""
        address = addresses.removing(filterset.data, name, value)
        yield Chip(name, str(label), str(text), address, refused)


def _names(value: Any) -> dict[str, str]:
    """From the slug of each record in a cleaned value to its name."""
    records = value if isinstance(value, list) else [value]
    return {record.slug: str(record) for record in records if hasattr(record, "slug")}
