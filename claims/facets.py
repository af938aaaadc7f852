"""The counts beside a list: what one would get by adding each value, under all other filters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims import addresses
from claims.bitmaps.filterset import IndexedFilter
from claims.glossary import WORDS
from claims.models import ClaimKind, DenialForm, Evidence, EvidenceState, EvidenceStatus
from claims.parameters import NOBODY


@dataclass(frozen=True)
class Entry:
    """One value of a facet: how many rows it would give, and the address that adds it, or
    takes it away where it is `on`."""

    value: str
    label: str
    count: int
    address: str
    on: bool


@dataclass(frozen=True)
class Facet:
    """The values of one parameter."""

    name: str
    label: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def of_records(self) -> bool:
        """Whether its values are records, whose names are nobody's to translate."""
        return self.name not in WORDS

    @property
    def explained(self) -> list[tuple[str, str]]:
        """(label, meaning) of its values, where they are codes of a closed list."""
        words = WORDS.get(self.name, {})
        return [
            (entry.label, str(words[entry.value])) for entry in self.entries if entry.value in words
        ]

    @property
    def on(self) -> bool:
        return any(entry.on for entry in self.entries)


DENIAL_LABELS: dict[str, Any] = {
    "none": _("Not answered"),
    "any": _("Denied, in whatever form"),
    **dict(DenialForm.choices),
}

ROLE_FACETS = {
    "claimant": _("Who claims"),
    "subject": _("About whom"),
    "denier": _("Who denies"),
    "source": _("Who tells of evidence"),
}


def facets(filterset: IndexedFilter) -> Iterator[Facet]:
    """The facets of a list, in the order of the page; a fixed number of queries."""
    counted = filterset.counted
    ledger = filterset.queryset.model is Evidence
    if ledger:
        states = counted.by_evidence_state()
        yield _of_codes(filterset, "state", _("Evidence"), dict(EvidenceState.choices), states)
    evidence = counted.by_evidence_status()
    # Of a claim with several pieces of evidence, each of which the ledger lists by its own state.
    label = _("All evidence of the claim") if ledger else _("Evidence")
    yield _of_codes(filterset, "evidence", label, dict(EvidenceStatus.choices), evidence)
    denial = counted.by_denial_form()
    yield _of_codes(filterset, "denial", _("Answer"), DENIAL_LABELS, denial)
    kind = counted.by_claim_kind()
    yield _of_codes(filterset, "kind", _("Kind of claim"), dict(ClaimKind.choices), kind)
    acting_for = filterset.form.cleaned_data.get("acting_for") == "1"
    # Several actors narrow the list: each count is taken under those that are on already.
    by_role = counted.by_actor([*ROLE_FACETS], acting_for=acting_for)
    for role, label in ROLE_FACETS.items():
        counts = by_role[role]
        if role == "claimant":
            nobody = counted.nobody(role)
            counts = [*counts, *[(NOBODY.slug, str(NOBODY), nobody)] * bool(nobody)]
        yield _of_records(filterset, role, label, counts)
    publishers = counted.by_publisher()
    yield _of_records(filterset, "publisher", _("Publisher"), publishers)


def _of_codes(
    filterset: IndexedFilter,
    name: str,
    label: str | Promise,
    labels: dict[str, Any],
    counts: dict[str, int],
) -> Facet:
    """A facet of a closed list, in the list's own order; values without rows are left out,
    unless they are on."""
    on = filterset.data.getlist(name)
    return Facet(
        name,
        str(label),
        [
            _entry(filterset, name, code, str(text), counts.get(code, 0), on)
            for code, text in labels.items()
            if counts.get(code) or code in on
        ],
    )


def _of_records(
    filterset: IndexedFilter,
    name: str,
    label: str | Promise,
    counts: Iterable[tuple[str, str, int]],
) -> Facet:
    on = filterset.data.getlist(name)
    single = name == "publisher"
    return Facet(
        name,
        str(label),
        [
            _entry(filterset, name, slug, text, count, on, single=single)
            for slug, text, count in counts
        ],
    )


def _entry(
    filterset: IndexedFilter,
    name: str,
    value: str,
    label: str,
    count: int,
    on: list[str],
    *,
    single: bool = False,
) -> Entry:
    if value in on:
        address = addresses.removing(filterset.data, name, value)
    else:
        add = addresses.setting if single else addresses.adding
        address = add(filterset.data, name, value)
    return Entry(value, label, count, address, value in on)
