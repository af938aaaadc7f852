"""Denials, claims, articles."""

from random import Random

from django.db.models import F, Value
from django.db.models.functions import Concat

from claims.models import (
    Actor,
    Article,
    Claim,
    Denial,
)
from tests import factories as make

from .paths import (
    DATES,
    address,
    assign,
    dated,
    form_save,
    load,
    some,
    write,
)


@write
def a_denial_is_made(dice: Random) -> None:
    make.make_denial(claim=some(dice, Claim), deniers=[some(dice, Actor)], **dated(dice))


@write
def a_denial_is_saved_to_another_claim(dice: Random) -> None:
    assign(some(dice, Denial), claim=some(dice, Claim), **dated(dice)).save()


@write
def denials_are_updated_to_another_claim(dice: Random) -> None:
    Denial.objects.filter(claim=some(dice, Claim)).update(claim=some(dice, Claim))


@write
def a_denial_is_loaded_to_another_claim(dice: Random) -> None:
    load(some(dice, Denial), claim=[some(dice, Claim).slug])


@write
def a_denial_is_deleted(dice: Random) -> None:
    some(dice, Denial).delete()


@write
def denials_change_their_publication_state(dice: Random) -> None:
    Denial.objects.filter(claim=some(dice, Claim)).update(
        publication_state=dice.choice(["draft", "published"])
    )


@write
def a_claim_is_made(dice: Random) -> None:
    make.make_claim(claimants=[some(dice, Actor)], **dated(dice))


@write
def claims_are_created_in_bulk(dice: Random) -> None:
    Claim.objects.bulk_create(
        Claim(slug=address(dice), text="So.", kind="fact", **dated(dice)) for _ in range(2)
    )


@write
def a_claim_is_saved(dice: Random) -> None:
    assign(some(dice, Claim), text=f"It was {dice.random()}.", **dated(dice)).save()


@write
def a_claim_is_saved_with_a_status_of_its_own(dice: Random) -> None:
    assign(some(dice, Claim), evidence_status="verified").save()


@write
def a_claim_is_saved_by_a_form(dice: Random) -> None:
    form_save(some(dice, Claim), text=f"Form {dice.random()}.", kind="act", **dated(dice))


@write
def claims_are_updated(dice: Random) -> None:
    Claim.objects.filter(kind="fact").update(text=f"All of it {dice.random()}.", **dated(dice))


@write
def claims_are_updated_by_an_expression(dice: Random) -> None:
    Claim.objects.update(text=Concat(F("slug"), Value(" and so on")))


@write
def claims_are_updated_to_a_status(dice: Random) -> None:
    Claim.objects.update(evidence_status="contested")


@write
def claims_are_updated_to_a_day(dice: Random) -> None:
    Claim.objects.exclude(date="").update(earliest_on="1999-01-01")


@write
def claims_are_updated_to_a_date_by_an_expression(dice: Random) -> None:
    Claim.objects.update(date=Concat(Value("2022"), Value("")), date_basis="said")


@write
def claims_change_their_publication_state(dice: Random) -> None:
    Claim.objects.filter(pk=some(dice, Claim).pk).update(
        publication_state=dice.choice(["draft", "published"])
    )


@write
def a_claim_is_loaded(dice: Random) -> None:
    load(some(dice, Claim), text=f"Loaded {dice.random()}.", **dated(dice))


@write
def a_claim_is_deleted(dice: Random) -> None:
    some(dice, Claim).delete()


@write
def claims_without_answers_are_deleted(dice: Random) -> None:
    Claim.objects.filter(denials=None, evidence=None).delete()


@write
def an_article_changes_its_headline_and_state(dice: Random) -> None:
    article = some(dice, Article)
    values = {
        "headline": f"Headline {dice.random()}",
        "publication_state": dice.choice(["draft", "published"]),
        "published": dice.choice(["", *DATES]),
    }
    if dice.random() < 0.5:
        assign(article, **values).save()
    else:
        Article.objects.filter(pk=article.pk).update(**values)


@write
def an_article_is_loaded(dice: Random) -> None:
    load(
        some(dice, Article),
        headline="Loaded",
        published=dice.choice(DATES),
        published_earliest_on=None,
        published_latest_on=None,
    )
