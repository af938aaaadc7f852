"""The writes of single records, those of `loaddata` and of cascades among them, heard."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from claims import search
from claims.models import names

from .refresh import borne_on, refresh_after


def connect() -> None:
    from claims import models

    for model in (
        models.Actor,
        models.Alias,
        models.Affiliation,
        models.Article,
        models.ArticleText,
        models.Passage,
        models.Claim,
        models.Denial,
        models.Evidence,
        models.Attribution,
        models.Anchor,
        models.Mention,
        models.Correction,
    ):
        pre_save.connect(_before, sender=model)
        post_save.connect(_after, sender=model)
        pre_delete.connect(_before, sender=model)
        post_delete.connect(_gone, sender=model)


def _before(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        _check_what_is_loaded(instance)
    # What the record as it stands bears on: a write may move it to another claim.
    instance.bore_on = borne_on(sender, [instance.pk]) if instance.pk else {}


def _check_what_is_loaded(record: Any) -> None:
    """`loaddata` calls no `save`, and runs no validator. Its own messages name no record."""
    references = [field for field in record._meta.fields if field.is_relation]
    try:
        # A query for each reference would slow the load down: the database checks them in one.
        record.clean_fields(exclude=[field.name for field in references])
        for field in references:
            if not field.null and getattr(record, field.attname) is None:
                raise ValidationError(f"{field.name}: there is no such record, here or before it.")
        record.fill()
    except ValidationError as error:
        why = getattr(error, "error_dict", None) and [
            f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items()
        ]
        raise ValidationError(f"{names.name(record)}: {' '.join(why or error.messages)}") from error


def _after(sender: Any, instance: Any, **kwargs: Any) -> None:
    refresh_after(sender, [instance.pk], instance.bore_on)


def _gone(sender: Any, instance: Any, **kwargs: Any) -> None:
    name = sender._meta.model_name
    if name == "actor":
        _forget_names_of(instance)
        return
    if name == "claim":
        _forget_words_of(instance)
    if name == "anchor":
        _drop_mentions_of(instance)
    refresh_after(sender, [], instance.bore_on)


def _forget_names_of(actor: Any) -> None:
    """Its aliases go before it does, and as they went its words were written anew."""
    from claims.models import ActorWords

    ActorWords.objects.filter(actor=actor.pk).delete()


def _forget_words_of(claim: Any) -> None:
    """The rows about a claim go before it does, and as they went its words were written anew."""
    from claims.models import ClaimWords

    ClaimWords.objects.filter(claim=claim.pk).delete()
    search.forget("default", [claim.pk])


def _drop_mentions_of(anchor: Any) -> None:
    """A statement that no longer rests on a passage is not made in it under any name."""
    from claims.models import Mention

    Mention.objects.filter(
        attribution__claim=anchor.claim_id,
        attribution__denial=anchor.denial_id,
        attribution__evidence=anchor.evidence_id,
        passage=anchor.passage_id,
    ).delete()
