"""Whether what is stored follows from what it was derived from."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from claims import derived, search
from claims.affiliations import CycleError, Tie, closure
from claims.models import Actor, ActorWords, Affiliation, ArticleText, Claim, ClaimWords, CountsAs
from claims.models.fields import EDTFField
from claims.models.names import name

from .records import WRITTEN, Problem, batches, each, named, problems_of, shown

_ANEW = "Run check_integrity --refresh to derive it anew."


def texts_have_their_sha256() -> Iterator[Problem]:
    # A text may have a megabyte.
    for text in each(named(ArticleText.objects.all()), 20):
        sha256 = hashlib.sha256(text.body.encode()).hexdigest()
        if text.sha256 != sha256:
            yield Problem(
                name(text),
                f"its SHA-256 is {shown(text.sha256)}, but that of its words is {shown(sha256)}. "
                "The words were changed: restore them, and add a revision for a correction.",
            )


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
    for some in batches(model._default_manager.exclude(**undated)):
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


def evidence_statuses_follow_from_the_evidence() -> Iterator[Problem]:
    for some in batches(Claim.objects.only("slug", "evidence_status"), 500):
        due = derived.statuses([claim.pk for claim in some])
        for claim in some:
            if claim.evidence_status != due[claim.pk]:
                yield Problem(
                    name(claim),
                    f"its evidence status is {shown(claim.evidence_status)}, but its evidence "
                    f"makes it {shown(due[claim.pk])}. {_ANEW}",
                )


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
    for some in batches(Actor.objects.only("slug"), 500):
        due = derived.names_to_search([actor.pk for actor in some])
        kept = ActorWords.objects.in_bulk(list(due))
        for actor in some:
            own = kept.get(actor.pk)
            if own is None or own.names != due[actor.pk]:
                yield Problem(name(actor), f"its words are not those of its names. {_ANEW}")


def search_words_are_those_of_the_texts() -> Iterator[Problem]:
    for some in batches(Claim.objects.only("slug", "text"), 500):
        due = {entry.claim_id: entry for entry in search.entries(derived.texts_to_search(some))}
        kept = ClaimWords.objects.in_bulk(list(due))
        indexed = search.indexed("default", list(due))
        for claim in some:
            words = (due[claim.pk].sentence, due[claim.pk].everything)
            own = kept.get(claim.pk)
            if own is None or (own.sentence, own.everything) != words:
                yield Problem(name(claim), f"its search words are not those of its texts. {_ANEW}")
            if indexed is not None and indexed.get(claim.pk) != [words]:
                yield Problem(name(claim), f"the full-text index has other words of it. {_ANEW}")
    for key in search.stray("default"):
        yield Problem(f"full-text entry {key}", f"there is no such claim. {_ANEW}")
