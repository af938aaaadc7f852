"""Every page asks the database a fixed number of questions, whatever the number of rows."""

import pytest

from claims.models import Anchor, Attribution, Denial, Evidence, Mention
from tests import factories as make
from tests.asking import questions

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/", 21),
        ("/claims/", 21),
        ("/claims/?acting_for=1&sort=oldest", 21),
        ("/evidence/", 19),
        ("/articles/", 2),
        ("/actors/", 3),
    ],
)
def test_a_list_asks_as_much_of_ten_rows_as_of_a_hundred(client, address, number):
    make.make_many_claims(10)
    of_few = len(questions(client, address))
    make.make_many_claims(90)
    assert len(questions(client, address)) == of_few == number


def test_an_actors_page_asks_as_much_of_ten_claims_as_of_a_hundred(client):
    claims = make.make_many_claims(10)
    actor = claims[0].attributions.get(denial=None, evidence=None, role="claimant").actor
    for claim in claims:
        Attribution.objects.get_or_create(claim=claim, actor=actor, role="claimant")
    few = len(questions(client, actor.get_absolute_url()))
    for claim in make.make_many_claims(90):
        Attribution.objects.get_or_create(claim=claim, actor=actor, role="claimant")
    assert len(questions(client, actor.get_absolute_url())) == few == 48


def _many_parts(claim, passages, actor):
    """As many denials and pieces of evidence of one claim as there are passages, each with its
    passage, its actor and the actor's name."""
    for model, role, what in (
        (Denial, "denier", {"form": "literal"}),
        (Evidence, "source", {"kind": "any", "state": "presented"}),
    ):
        name = model._meta.model_name
        parts = model.objects.bulk_create(
            model(slug=f"{name}-{passage.pk}", claim=claim, publication_state="published", **what)
            for passage in passages
        )
        Anchor.objects.bulk_create(
            Anchor(claim=claim, passage=passage, **{name: part})
            for part, passage in zip(parts, passages, strict=True)
        )
        attributions = Attribution.objects.bulk_create(
            Attribution(claim=claim, actor=actor, role=role, **{name: part}) for part in parts
        )
        Mention.objects.bulk_create(
            Mention(attribution=attribution, passage=passage)
            for attribution, passage in zip(attributions, passages, strict=True)
        )


@pytest.mark.parametrize("record", ["claim", "article"])
def test_a_record_asks_as_much_of_ten_parts_as_of_a_hundred(client, record):
    counts = []
    for number in (10, 120):
        sentences = [f"Sentence number {i:04d} says so." for i in range(number)]
        text = make.make_text(article=make.make_article(), body="\n".join(sentences))
        passages = [make.make_passage(text=text, quote=sentence) for sentence in sentences]
        claim = make.make_claim(passage=passages[0])
        _many_parts(claim, passages, make.make_actor())
        address = claim if record == "claim" else text.article
        counts.append(len(questions(client, address.get_absolute_url())))
    assert counts[0] == counts[1] == {"claim": 17, "article": 10}[record]
