"""The claims that stand near a claim, in groups, with the lists that have all of them."""

from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from claims.bitmaps.involved import of_the_same_parties
from claims.bitmaps.shelf import shelf
from claims.models import Claim
from claims.querysets import ClaimQuerySet

from .grounds import add_deciding_evidence

# How many claims a group shows, and how many lists it leads to.
MOST_CLAIMS = 5
MOST_LISTS = 4


@dataclass(frozen=True)
class Group:
    """Claims that are near for one reason, newest first, and (words, address) of lists that have
    all of them."""

    label: str
    claims: list[Any]
    lists: list[tuple[str, str]] = field(default_factory=list)


def related(claim: Any, articles: list[Any]) -> list[Group]:
    """The groups that have any claims, none of which stands in two of them; one query a group, and
    three for who says so in all of them."""
    groups: list[Group] = []
    shown: list[Any] = []
    for group in (_same_parties, _same_articles, _denied_alike):
        label, rows, lists = group(claim, articles)
        but = [claim.pk, *(other.pk for other in shown)]
        if claims := list(rows.but(but).newest_first()[:MOST_CLAIMS]):
            groups.append(Group(label, claims, lists))
            shown.extend(claims)
    prefetch_related_objects(shown, *ClaimQuerySet.in_short())
    add_deciding_evidence(shown)
    return groups


Found = tuple[str, Any, list[tuple[str, str]]]


def _same_parties(claim: Any, articles: list[Any]) -> Found:
    claimants, subjects = _actors(claim, "claimant"), _actors(claim, "subject")
    by, about = ([actor.pk for actor in people] for people in (claimants, subjects))
    newest = of_the_same_parties(by, about, MOST_CLAIMS + 1, shelf())
    rows = Claim.objects.published().filter(pk__in=newest)  # the claim itself may be among them
    lists = [
        (
            gettext("What %(claimant)s claims about %(subject)s")
            % {"claimant": claimant.name, "subject": subject.name},
            _list(claimant=claimant.slug, subject=subject.slug),
        )
        for claimant, subject in islice(product(claimants, subjects), MOST_LISTS)
    ]
    return gettext("By the same, about the same"), rows, lists


def _same_articles(claim: Any, articles: list[Any]) -> Found:
    rows = Claim.objects.published().in_the_same_articles([article.pk for article in articles])
    lists = [
        (
            gettext("All of “%(headline)s”") % {"headline": article.headline},
            _list(article=article.slug),
        )
        for article in articles[:MOST_LISTS]
    ]
    return gettext("In the same article"), rows, lists


def _denied_alike(claim: Any, articles: list[Any]) -> Found:
    denied = {
        (denier.pk, denial.form): (denier, denial)
        for denial in claim.denials.all()
        for denier in _actors(denial, "denier")
    }
    rows = Claim.objects.published().denied_alike(denied)
    deniers = {denier.slug: denier.name for denier, _ in denied.values()}
    lists = [
        (
            # No list has those of this form alone: by whom and how are asked of any denial.
            gettext("All that %(denier)s denied") % {"denier": name},
            _list(denier=slug),
        )
        for slug, name in islice(deniers.items(), MOST_LISTS)
    ]
    return gettext("Denied by the same, in the same form"), rows, lists


def _actors(statement: Any, role: str) -> list[Any]:
    return [row.actor for row in statement.attributions.all() if row.role == role]


def _list(**parameters: str) -> str:
    query = QueryDict(mutable=True)
    query.update(parameters)
    return f"{reverse('claims')}?{query.urlencode()}"
