"""What a statement needs before the public sees it (DESIGN, invariant 1), and the way there.

A published statement rests on a passage of a published article, or on the address of its source,
and has at least one attribution; a claim that a passage only presupposes or answers may lack it,
and so may one of which somebody's assessment is kept.
The rule is asked after a write, in the write's transaction: writers to one claim take turns there
(see `claims.derived`), so that none of two can overlook what the other does.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from claims.models import (
    Anchor,
    Article,
    Attribution,
    Claim,
    Denial,
    Evidence,
    EvidenceKind,
    PublicationState,
    Relation,
    Role,
)

Statement = Claim | Denial | Evidence
STATEMENTS: tuple[type[Statement], ...] = (Claim, Denial, Evidence)


class Refused(NamedTuple):
    """A record that stayed as it was, and why: whole sentences, each with its remedy."""

    record: Statement | Article
    why: list[str]


def with_grounds(statements: QuerySet) -> QuerySet:
    """Each with what `obstacles` looks at, so that it asks the database nothing of its own:
    `has_passage` (of whatever article), `has_public_passage`, `has_attribution`, `is_implied`
    (some passage presupposes or answers it, or somebody reviewed it)."""
    name = str(statements.model._meta.model_name)
    about = Q(**{name: OuterRef("pk")})
    if name == "claim":
        about &= Q(denial=None, evidence=None)
    anchors = Anchor.objects.filter(about)
    return statements.annotate(
        has_passage=Exists(anchors),
        has_public_passage=Exists(
            anchors.filter(passage__text__article__publication_state=PublicationState.PUBLISHED)
        ),
        has_attribution=Exists(Attribution.objects.filter(about)),
        is_implied=Exists(anchors.filter(relation__in=(Relation.PRESUPPOSES, Relation.ANSWERS)))
        | _is_reviewed(name),
    )


def _is_reviewed(name: str) -> Exists | Value:
    """Whether somebody's assessment of the claim is kept: who reviews it says that it is made."""
    if name != "claim":
        return Value(False)
    reviews = Attribution.objects.filter(
        claim=OuterRef("pk"), role=Role.SOURCE, evidence__kind=EvidenceKind.ASSESSMENT
    )
    return Exists(reviews)


def obstacles(statement: Statement) -> list[str]:
    """Why the statement may not be published: whole sentences, each with its remedy; [] if it may.

    One query, unless it comes from `with_grounds`.
    """
    found: list[str] = []
    grounds: Any = statement
    if not hasattr(statement, "has_public_passage"):
        grounds = with_grounds(type(statement)._default_manager.filter(pk=statement.pk)).get()
    if not grounds.has_public_passage and not statement.source_url:
        found.append(
            "Its passages are all in articles that are drafts or withdrawn: publish one of these "
            "first."
            if grounds.has_passage
            else "It rests on no passage: add one, or the address of its source."
        )
    if not grounds.has_attribution and not (isinstance(statement, Claim) and grounds.is_implied):
        found.append(
            "It is attributed to nobody: add who claims it, or a passage that presupposes or "
            "answers it."
            if isinstance(statement, Claim)
            else "It is attributed to nobody: add an actor and its role."
        )
    return found


def with_obstacles(statements: QuerySet) -> QuerySet:
    """Those of `statements` of which `obstacles` says something, each as from `with_grounds`: asked
    in SQL, so that of a million nobody reads those that have their grounds."""
    unattributed = Q(has_attribution=False)
    if statements.model is Claim:
        unattributed &= Q(is_implied=False)
    unrested = Q(has_public_passage=False, source_url="")
    return with_grounds(statements).filter(unrested | unattributed)


def refuse_obstacles(statement: Statement) -> None:
    """Raise ValidationError, with what `obstacles` finds, if the statement is published as the
    database has it now."""
    refuse_obstacles_among(type(statement)._default_manager.filter(pk=statement.pk))


def refuse_obstacles_among(statements: QuerySet) -> None:
    """Likewise for the first of `statements` that has some, by key. One query, however many."""
    published = statements.filter(publication_state=PublicationState.PUBLISHED)
    for statement in with_grounds(published).order_by("pk"):
        if why := obstacles(statement):
            raise ValidationError(
                [
                    ValidationError(
                        "It cannot be published. %(why)s", "unpublishable", {"why": sentence}
                    )
                    for sentence in why
                ]
            )


def stranded_without(articles: Iterable[Article]) -> list[Statement]:
    """The published statements that rest on passages of `articles` and now lack what `obstacles`
    asks for: those that would lose their last public passage with them. By kind, then by key."""
    keys = [article.pk for article in articles]
    return [
        statement
        for model in STATEMENTS
        for statement in with_grounds(
            model._default_manager.filter(
                anchors__passage__text__article__in=keys,
                publication_state=PublicationState.PUBLISHED,
            ).distinct()
        ).order_by("pk")
        if obstacles(statement)
    ]


def refuse_stranding(article: Article) -> None:
    """Raise ValidationError, naming the statements, if the article is not public as the database
    has it now, and published statements rest on nothing else."""
    hidden = Article.objects.filter(pk=article.pk).exclude(
        publication_state=PublicationState.PUBLISHED
    )
    if hidden.exists() and (stranded := stranded_without([article])):
        raise ValidationError(stranding(stranded), code="stranding")


def stranding(statements: list[Statement]) -> str:
    """What is said of an article without which the published `statements` rest on nothing."""
    named = "; ".join(f"{s._meta.verbose_name} “{s}”" for s in statements[:5])
    more = f"; and {len(statements) - 5} more" if len(statements) > 5 else ""
    return (
        "It stays public, for what is published would rest on no passage. Put these back to draft, "
        f"or withdraw them, first: {named}{more}."
    )


@transaction.atomic
def publish(records: QuerySet) -> list[Refused]:
    """Publish the drafts among `records`; those that may not be stay drafts, and are returned."""

    def refused(written: QuerySet) -> list[Refused]:
        if written.model is Article:
            return []
        return [
            Refused(statement, why)
            for statement in with_grounds(written).order_by("pk")
            if (why := obstacles(statement))
        ]

    return _move(records, (PublicationState.DRAFT,), PublicationState.PUBLISHED, refused)


@transaction.atomic
def put_back_to_draft(records: QuerySet) -> list[Refused]:
    """Make `records` drafts, published and withdrawn ones; articles without which something
    published would rest on nothing stay published, and are returned."""
    states = (PublicationState.PUBLISHED, PublicationState.WITHDRAWN)
    return _move(records, states, PublicationState.DRAFT, _stranding)


@transaction.atomic
def withdraw(records: QuerySet) -> list[Refused]:
    """Take the published ones among `records` from every public page, on record. Returned are the
    drafts, which the public never saw, and the articles without which something published would
    rest on nothing: they stay as they are."""
    drafts = records.filter(publication_state=PublicationState.DRAFT).order_by("pk")
    why = "It is a draft, which the public does not see: there is nothing to withdraw."
    never_seen = [Refused(draft, [why]) for draft in drafts]
    states = (PublicationState.PUBLISHED,)
    return never_seen + _move(records, states, PublicationState.WITHDRAWN, _stranding)


def _stranding(written: QuerySet) -> list[Refused]:
    """Those of the articles without which something published rests on nothing."""
    if written.model is not Article:
        return []
    return [
        Refused(article, [stranding(stranded)])
        for article in written.order_by("pk")
        if (stranded := stranded_without([article]))
    ]


class _Refusal(Exception):
    """Takes back a write of which a part is refused."""


def _move(
    records: QuerySet,
    states: Iterable[PublicationState],
    state: PublicationState,
    refused: Callable[[QuerySet], list[Refused]],
) -> list[Refused]:
    """Give `state` to those of `records` that are in one of `states`; not to those that `refused`
    names, once it is written: these are returned. The history has nothing of what is refused."""
    model = records.model
    keys = set(records.filter(publication_state__in=states).values_list("pk", flat=True))
    stay: list[Refused] = []
    while keys:
        written = model._default_manager.filter(pk__in=keys)
        with suppress(_Refusal), transaction.atomic():
            written.update(publication_state=state)
            if not (found := refused(written)):
                break
            raise _Refusal
        stay += found
        keys -= {record.pk for record, _ in found}
    return sorted(stay, key=lambda one: one.record.pk)
