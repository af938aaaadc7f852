"""The page on method, and what robots may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims import facets, glossary
from claims.models import (
    ActorKind,
    ClaimKind,
    DateBasis,
    EvidenceKind,
    EvidenceState,
    EvidenceStatus,
    Relation,
    Role,
    Side,
)

Label = str | Promise

# The lists of words on the page on method, by their names in the glossary, in the page's order:
# what each is a list of, and the labels that the other pages show.
LISTS: Mapping[str, tuple[Label, Mapping[str, Label]]] = {
    "kind": (_("Kinds of claim"), dict(ClaimKind.choices)),
    "role": (_("Parts that an actor has"), dict(Role.choices)),
    "denial": (_("How a claim is answered"), facets.DENIAL_LABELS),
    "evidence_kind": (_("Kinds of evidence"), dict(EvidenceKind.choices)),
    "state": (_("What is said to have become of it"), dict(EvidenceState.choices)),
    "side": (_("For what it is brought forward"), dict(Side.choices)),
    "evidence": (_("Where the evidence of a claim stands"), dict(EvidenceStatus.choices)),
    "date_basis": (_("Of what a date is the date"), dict(DateBasis.choices)),
    "relation": (_("How a passage carries a record"), dict(Relation.choices)),
    "actor_kind": (_("Kinds of actor"), dict(ActorKind.choices)),
}


@dataclass(frozen=True)
class Term:
    """One code as the page on method explains it; `rule`: when a claim has this status."""

    id: str
    label: Label
    words: Label
    rule: Label = ""


@dataclass(frozen=True)
class TermList:
    """All codes of one kind, in their own order; `#<id>` leads to the list."""

    id: str
    title: Label
    terms: list[Term]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    lists = {name: _terms(name, *titled) for name, titled in LISTS.items()}
    return render(request, "claims/about.html", {"lists": lists})


def _terms(name: str, title: Label, labels: Mapping[str, Label]) -> TermList:
    rules = glossary.STATUS_RULE if name == "evidence" else {}
    return TermList(
        name,
        title,
        [
            Term(f"{name}-{code}", label, glossary.WORDS[name][code], rules.get(code, ""))
            for code, label in labels.items()
        ],
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may ask for (RFC 9309): every record, and no list under a filter: there
    are more of those than there are claims."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /choose-actor/",
        "Disallow: /*?",
        "Allow: /sitemap-*.xml?p=",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
