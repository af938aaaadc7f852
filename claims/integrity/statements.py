"""What each statement rests on, and who is said to make it."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Greatest, Length, StrIndex, Substr

from claims import publishing
from claims.models import (
    Actor,
    Anchor,
    Attribution,
    Claim,
    Denial,
    EvidenceState,
    FormerSlug,
    Mention,
    Passage,
    PassedOver,
    PublicationState,
)
from claims.models.names import name

from .records import Problem, broken

_PARTS = ("denial", "evidence")


def published_statements_have_their_grounds() -> Iterator[Problem]:
    """They rest on a passage or a source, and are attributed: see `claims.publishing`."""
    for model in publishing.STATEMENTS:
        published = model._default_manager.filter(publication_state=PublicationState.PUBLISHED)
        rows = publishing.with_obstacles(published.only("slug", "source_url")).order_by("pk")
        # All in one query: batch by batch, PostgreSQL would read all anchors and attributions for
        # each.
        for statement in rows.iterator():
            why = " ".join(publishing.obstacles(statement))
            yield Problem(name(statement), f"it is published. {why}")


def passages_say_what_their_text_says() -> Iterator[Problem]:
    long = Greatest(F("end") - F("start"), Value(0))
    there = Substr("text__body", F("start") + 1, long)
    yield from broken(
        Passage.objects.annotate(there=there).exclude(exact=F("there")),
        "its words are {exact}, but its text has {there} there. Correct its start, end and words.",
        exact="exact",
        there="there",
    )


def passed_over_stretches_are_within_their_text() -> Iterator[Problem]:
    yield from broken(
        PassedOver.objects.annotate(long=Length("text__body")).filter(end__gt=F("long")),
        "it ends at {end}, but its text has {long} characters. Correct it, or remove it.",
        end="end",
        long="long",
    )


def former_slugs_are_no_records_slugs() -> Iterator[Problem]:
    for model in (Actor, Claim):
        kind = str(model._meta.model_name)
        living = model._default_manager.filter(slug=OuterRef("slug"))
        yield from broken(
            FormerSlug.objects.of_kind(kind).filter(Exists(living)).select_related(kind),
            f"it leads to {{to}}, but is the address of another {kind}. Remove it, or give that "
            f"{kind} another address.",
            to=f"{kind}__slug",
        )


def parts_and_what_is_about_them_are_of_one_claim() -> Iterator[Problem]:
    for model in (Attribution, Anchor):
        for part in _PARTS:
            strayed = model.objects.filter(**{f"{part}__isnull": False})
            yield from broken(
                strayed.exclude(claim=F(f"{part}__claim")),
                f"its claim is {{own}}, but its {part} belongs to {{other}}. Save the {part} anew.",
                own="claim__slug",
                other=f"{part}__claim__slug",
            )


def names_and_titles_stand_in_their_passages() -> Iterator[Problem]:
    for field in ("name", "title"):
        # Not `contains`: on SQLite that would take KIEV for Kiev.
        place = StrIndex("passage__exact", F(field))
        yield from broken(
            Mention.objects.exclude(**{field: ""}).alias(place=place).filter(place=0),
            f"the {field} {{printed}} does not occur in the passage {{exact}}. Write it as it is "
            "printed there, or leave it blank.",
            printed=field,
            exact="passage__exact",
        )


def mentions_are_in_passages_of_their_statement() -> Iterator[Problem]:
    of_a_claim = Q(attribution__denial=None, attribution__evidence=None)
    anchors = Anchor.objects.filter(passage=OuterRef("passage"))
    kinds = (
        (
            of_a_claim,
            anchors.filter(claim=OuterRef("attribution__claim"), denial=None, evidence=None),
        ),
        (
            Q(attribution__denial__isnull=False),
            anchors.filter(denial=OuterRef("attribution__denial")),
        ),
        (
            Q(attribution__evidence__isnull=False),
            anchors.filter(evidence=OuterRef("attribution__evidence")),
        ),
    )
    for kind, own in kinds:
        yield from broken(
            Mention.objects.filter(kind).exclude(Exists(own)),
            "its statement does not rest on this passage. Let the statement rest on it, or remove "
            "the mention.",
        )


def denials_refuse_requests() -> Iterator[Problem]:
    refusing = Denial.objects.filter(refuses__isnull=False)
    yield from broken(
        refusing.exclude(refuses__state=EvidenceState.REQUESTED).select_related("refuses"),
        "it refuses {refused}, whose state is {state}. Only a request can be refused: choose one, "
        "or none.",
        refused="refuses__slug",
        state="refuses__state",
    )
