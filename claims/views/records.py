"""Single records: a claim, an article, an actor."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from claims import marking
from claims.models import Actor, Article, Claim, Passage, Role
from claims.querysets import ClaimQuerySet

from .grounds import add_deciding_evidence

# What an actor's page says of each role, in its order.
SECTIONS = {
    Role.CLAIMANT: "What it claims",
    Role.SUBJECT: "What is claimed about it",
    Role.DENIER: "What it denies",
    Role.SOURCE: "Evidence of which it tells",
    Role.HOLDER: "Evidence that it showed, or was asked for",
    Role.REQUESTER: "Evidence that it asked for",
    Role.DISPUTER: "Evidence that it disputes",
    Role.EXAMINER: "Evidence that it examined",
}

# How many claims an actor's page shows of each role; the list has all of them.
MOST_OF_A_ROLE = 10


def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """A claim with its passages, its denials, and its evidence."""
    found = get_object_or_404(Claim.objects.published().as_case_file(), slug=slug)
    add_deciding_evidence([found])
    return render(request, "claims/claim.html", {"claim": found})


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article's whole text, its passages marked; the newest revision unless one is asked for."""
    found = get_object_or_404(Article.objects.published().with_publishers(), slug=slug)
    texts = list(found.texts.latest_first())
    wanted = request.GET.get("revision")
    text = next((text for text in texts if wanted in (None, str(text.revision))), None)
    if wanted is not None and text is None:
        raise Http404(f"No revision {wanted} of this article")
    passages = []
    if text is not None:
        marked = Passage.objects.of_text(text).with_published_records()
        passages = list(marked.in_reading_order())
    return render(
        request,
        "claims/article.html",
        {
            "article": found,
            "text": text,
            "newest": texts[0] if texts else None,
            "texts": texts,
            "passages": passages,
            "marks": list(marking.marks(text.body, passages)) if text else [],
        },
    )


def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """What an actor claimed, what was claimed about it, what it denied, and evidence it has a
    part in; for whom it acts, and who acts for it."""
    found = get_object_or_404(Actor.objects.published().with_affiliations(), slug=slug)
    return render(
        request,
        "claims/actor.html",
        {"actor": found, "sections": _sections(found)},
    )


@dataclass(frozen=True)
class Section:
    """The claims in which an actor has one role: how many, and the newest of them."""

    role: str
    label: str
    count: int
    claims: list[Any]


def _sections(actor: Actor) -> list[Section]:
    """The roles that the actor has, in the order of SECTIONS; two queries a role, and the answers
    to all of their claims at once."""
    found = []
    for role, label in SECTIONS.items():
        claims = Claim.objects.published().involving(actor, role)
        if count := claims.count():
            newest = list(claims.newest_first()[:MOST_OF_A_ROLE])
            found.append(Section(role, label, count, newest))
    shown = [claim for section in found for claim in section.claims]
    prefetch_related_objects(shown, *ClaimQuerySet.answers())
    add_deciding_evidence(shown)
    return found
