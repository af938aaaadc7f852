"""Whether what is stored follows from what it was derived from."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from claims import derived, search
from claims.affiliations import CycleError, Tie, closure
from claims.models import (
    Actor,
    ActorWords,
    Affiliation,
    ArticleText,
    Claim,
    ClaimWords,
    CountsAs,
    TextLikeness,
)
from claims.models.fields import EDTFField
from claims.models.names import name

from .records import WRITTEN, Problem, batches, each, named, problems_of, rows_of, shown

_ANEW = "Run check_integrity --refresh to derive it anew."
# Together: a planner that joins small tables in full does it for each batch.
_CLAIMS = 5000


def texts_have_their_sha256() -> Iterator[Problem]:
    # A text may have a megabyte.
    for some in rows_of(ArticleText, ["sha256", "body"], 20):
        whys = {}
        for key, stored, body in some:
            sha256 = hashlib.sha256(body.encode()).hexdigest()
            if stored != sha256:
                whys[key] = [
                    f"its SHA-256 is {shown(stored)}, but that of its words is {shown(sha256)}. "
                    "The words were changed: restore them, and add a revision for a correction."
                ]
        yield from problems_of(ArticleText, whys)


def texts_have_lf_line_ends() -> Iterator[Problem]:
    for text in each(named(ArticleText.objects.filter(body__contains="\r")), 20):
        yield Problem(name(text), "it has CR line ends. Add a revision with LF line ends.")


def days_are_those_of_the_date() -> Iterator[Problem]:
    for model in WRITTEN:
        for field in model._meta.concrete_fields:
            if isinstance(field, EDTFField):
                yield from _other_days(model, field)


def _other_days(model: type[models.Model], field: EDTFField) -> Iterator[Problem]:
    days = [day for day in (field.earliest, field.latest) if day]
    undated = {field.name: "", **{f"{day}__isnull": True for day in days}}
    dated = model._default_manager.exclude(**undated)
    # Records share their dates: where each date has its days, so has each record.
    dates = dated.order_by().values_list(field.name, *days).distinct()
    # To the end, even after a wrong one: PostgreSQL's cursor would stay open.
    if not sum(not _is_of_days(field, written, kept) for written, *kept in dates.iterator()):
        return
    for some in batches(dated):
        whys: dict[Any, list[str]] = defaultdict(list)
        for record in some:
            written = getattr(record, field.name)
            try:
                due = field.days(written)
            except ValidationError as error:
                whys[record.pk].append(f"{field.name}: {error.messages[0]}.")
                continue
            whys[record.pk] += [
                f"{day} is {getattr(record, day)}, but {field.name} {shown(written)} makes it "
                f"{due[day]}. Save {field.name} anew."
                for day in days
                if getattr(record, day) != due[day]
            ]
        yield from problems_of(model, whys)


def _is_of_days(field: EDTFField, written: str, kept: list[Any]) -> bool:
    try:
        return list(field.days(written).values()) == kept
    except ValidationError:
        return False


def evidence_statuses_follow_from_the_evidence() -> Iterator[Problem]:
    for some in rows_of(Claim, ["evidence_status"], _CLAIMS):
        due = derived.statuses([key for key, _ in some])
        whys = {
            key: [
                f"its evidence status is {shown(stored)}, but its evidence makes it "
                f"{shown(due[key])}. {_ANEW}"
            ]
            for key, stored in some
            if stored != due[key]
        }
        yield from problems_of(Claim, whys)


def nobody_acts_for_themselves() -> Iterator[Problem]:
    try:
        closure(_ties())
    except CycleError as error:
        actors = Actor.objects.in_bulk(error.path)
        path = " → ".join(actors[key].slug if key in actors else f"#{key}" for key in error.path)
        yield Problem(
            f"actor {path.split(' ')[0]}",
            f"it acts for itself on some day: {path}. Remove one of these affiliations, or give "
            "them dates that do not meet.",
        )


def actors_count_as_those_they_act_for() -> Iterator[Problem]:
    """Each as itself, always, and as those of the closure of the affiliations; each once."""
    yield from _actors_that_do_not_count_as_themselves()
    try:
        due = closure(_ties())
    except CycleError:
        return  # named by `nobody_acts_for_themselves`
    others = CountsAs.objects.exclude(actor=F("principal"))
    kept = Counter(_ties_of(others, "actor_id", "principal_id", "since_on", "until_on"))
    slugs = _slugs({key for tie in due ^ kept.keys() for key in (tie.actor, tie.principal)})
    for tie in sorted(due ^ kept.keys(), key=repr):
        lacks = "is missing" if tie in due else "follows from no affiliation"
        yield Problem(
            f"actor {slugs.get(tie.actor, tie.actor)}",
            f"that it counts as {slugs.get(tie.principal, tie.principal)} since {tie.since or '…'} "
            f"until {tie.until or '…'} {lacks}. {_ANEW}",
        )
    for tie, times in kept.items():
        if times > 1:
            slug = _slugs([tie.actor]).get(tie.actor, tie.actor)
            yield Problem(
                f"actor {slug}", f"a row of what it counts as stands {times} times. {_ANEW}"
            )


def _actors_that_do_not_count_as_themselves() -> Iterator[Problem]:
    own = CountsAs.objects.filter(actor=OuterRef("pk"), principal=OuterRef("pk"))
    always = Q(since_on=None, until_on=None)
    counted = own.order_by().values("actor").annotate(n=Count("pk")).filter(n__gt=1)
    wrong: QuerySet[Any] = Actor.objects.filter(
        ~Exists(own.filter(always)) | Exists(own.exclude(always)) | Exists(counted)
    )
    for actor in each(wrong):
        yield Problem(name(actor), f"it does not count as itself, once and always. {_ANEW}")


def _ties() -> Iterator[Tie]:
    return _ties_of(Affiliation.objects, "actor_id", "principal_id", "since_on", "until_on")


def _ties_of(rows: Any, *fields: str) -> Iterator[Tie]:
    return (Tie(*row) for row in rows.order_by("pk").values_list(*fields))


def _slugs(keys: Any) -> dict[int, str]:
    return dict(Actor.objects.filter(pk__in=list(keys)).values_list("pk", "slug"))


def actor_words_are_those_of_the_names() -> Iterator[Problem]:
    for some in rows_of(Actor, [], 500):
        due = derived.names_to_search([key for (key,) in some])
        kept = dict(ActorWords.objects.filter(pk__in=list(due)).values_list("pk", "names"))
        why = f"its words are not those of its names. {_ANEW}"
        yield from problems_of(Actor, {k: [why] for k in due if kept.get(k) != due[k]})


def likenesses_are_those_of_the_texts() -> Iterator[Problem]:
    # A text may have a megabyte.
    for some in rows_of(ArticleText, [], 20):
        due = derived.bands_of_texts([key for (key,) in some])
        rows = TextLikeness.objects.filter(pk__in=list(due))
        kept = {
            key: tuple(bands)
            for key, *bands in rows.values_list("pk", "band_0", "band_1", "band_2", "band_3")
        }
        why = f"its likeness is not that of its words. {_ANEW}"
        yield from problems_of(ArticleText, {k: [why] for k in due if kept.get(k) != due[k]})


class _Sentence(NamedTuple):
    """A claim, as far as its search words are made of it."""

    pk: int
    text: str


def search_words_are_those_of_the_texts() -> Iterator[Problem]:
    for some in rows_of(Claim, ["text"], _CLAIMS):
        texts = derived.texts_to_search([_Sentence(*row) for row in some])
        due = {entry.claim: entry for entry in search.entries(texts)}
        rows = ClaimWords.objects.filter(pk__in=list(due))
        kept = {key: words for key, *words in rows.values_list("pk", "sentence", "everything")}
        indexed = search.indexed("default", list(due))
        whys: dict[Any, list[str]] = defaultdict(list)
        for key, sentence, everything in due.values():
            if kept.get(key) != [sentence, everything]:
                whys[key].append(f"its search words are not those of its texts. {_ANEW}")
            if indexed is not None and indexed.get(key) != [(sentence, everything)]:
                whys[key].append(f"the full-text index has other words of it. {_ANEW}")
        yield from problems_of(Claim, whys)
    for key in search.stray("default"):
        yield Problem(f"full-text entry {key}", f"there is no such claim. {_ANEW}")
