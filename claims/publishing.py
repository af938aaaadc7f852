"""What a statement needs before the public sees it (DESIGN, invariant 1), and the way there.

A published statement rests on a passage of a published article, or on the address of its source,
and has at least one attribution; a claim that a passage only presupposes or answers may lack it.
The rule is asked after a write, in the write's transaction: writers to one claim take turns there
(see `claims.derived`), so that none of two can overlook what the other does.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import (
    Anchor,
    Article,
    Attribution,
    Claim,
    Denial,
    Evidence,
    PublicationState,
    Relation,
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
    (some passage presupposes or answers it)."""
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
        is_implied=Exists(anchors.filter(relation__in=(Relation.PRESUPPOSES, Relation.ANSWERS))),
    )


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
            "Its passages are all in articles that are drafts: publish one of these first."
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


def refuse_obstacles(statement: Statement) -> None:
    """Raise ValidationError, with what `obstacles` finds, if the statement is published as the
    database has it now."""
    published = type(statement)._default_manager.filter(
        pk=statement.pk, publication_state=PublicationState.PUBLISHED
    )
    kept = with_grounds(published).first()
    if kept and (why := obstacles(kept)):
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
    """Raise ValidationError, naming the statements, if the article is a draft as the database has
    it now, and published statements rest on nothing else."""
    draft = Article.objects.filter(pk=article.pk, publication_state=PublicationState.DRAFT)
    if draft.exists() and (stranded := stranded_without([article])):
        raise ValidationError(stranding(stranded), code="stranding")


def stranding(statements: list[Statement]) -> str:
    """What is said of an article without which the published `statements` rest on nothing."""
    named = "; ".join(f"{s._meta.verbose_name} “{s}”" for s in statements[:5])
    more = f"; and {len(statements) - 5} more" if len(statements) > 5 else ""
    return (
        "It cannot go back to draft: what is published would rest on no passage. "
        f"Put these back to draft first: {named}{more}."
    )


@transaction.atomic
def publish(records: QuerySet) -> list[Refused]:
    """Publish the drafts among `records`; those that may not be stay drafts, and are returned."""
    model = records.model
    keys = list(
        records.filter(publication_state=PublicationState.DRAFT).values_list("pk", flat=True)
    )
    written = model._default_manager.filter(pk__in=keys)
    written.update(publication_state=PublicationState.PUBLISHED)
    if model is Article:
        return []
    refused = [
        Refused(statement, why)
        for statement in with_grounds(written).order_by("pk")
        if (why := obstacles(statement))
    ]
    written.filter(pk__in=[record.pk for record, _ in refused]).update(
        publication_state=PublicationState.DRAFT
    )
    return refused


@transaction.atomic
def put_back_to_draft(records: QuerySet) -> list[Refused]:
    """Make `records` drafts; articles without which something published would rest on nothing
    stay published, and are returned."""
    model = records.model
    keys = list(
        records.filter(publication_state=PublicationState.PUBLISHED).values_list("pk", flat=True)
    )
    written = model._default_manager.filter(pk__in=keys)
    written.update(publication_state=PublicationState.DRAFT)
    if model is not Article:
        return []
    refused = [
        Refused(article, [stranding(stranded)])
        for article in written.order_by("pk")
        if (stranded := stranded_without([article]))
    ]
    written.filter(pk__in=[record.pk for record, _ in refused]).update(
        publication_state=PublicationState.PUBLISHED
    )
    return refused
