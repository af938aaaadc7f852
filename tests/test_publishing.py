"""What may be published, and what becomes of what may not; by actions and by rule."""

from itertools import product

import pytest

from claims import publishing
from claims.models import Article, Change, Claim, Denial, Evidence
from tests import factories as make
from tests.editing import act, list_address, told

pytestmark = pytest.mark.django_db


# The rule ----------------------------------------------------------------------------------------


def test_what_has_a_passage_and_somebody_has_no_obstacles(db):
    for statement in (
        make.make_claim(claimants=[make.make_actor()]),
        make.make_denial(),
        make.make_evidence(),
    ):
        assert publishing.obstacles(statement) == []


def test_nobody_need_claim_what_a_passage_presupposes_or_answers_but_a_denial_is_somebodys(db):
    claim, denial = make.make_claim(), make.make_denial()
    denial.attributions.all().delete()

    assert publishing.obstacles(claim) == []
    claim.anchors.update(relation="states")
    assert ["nobody" in why for why in publishing.obstacles(claim)] == [True]
    assert ["nobody" in why for why in publishing.obstacles(denial)] == [True]


def test_what_is_about_its_denials_and_evidence_does_not_count_for_a_claim(db):
    claim = make.make_claim(anchored=False)
    make.make_denial(claim=claim)
    make.make_evidence(claim=claim)

    assert len(publishing.obstacles(claim)) == 2


def test_a_source_stands_for_a_passage_and_a_passage_of_a_draft_does_not(db):
    imported = make.make_denial(anchored=False, source_url="https://example.org/")
    denial = make.make_denial()
    assert publishing.obstacles(imported) == []

    Article.objects.update(publication_state="draft")

    assert ["drafts" in why for why in publishing.obstacles(denial)] == [True]


def test_the_rule_asks_as_many_queries_of_many_as_of_one(db, django_assert_num_queries):
    for _ in range(5):
        make.make_denial()

    with django_assert_num_queries(1):
        rows = list(publishing.with_grounds(Denial.objects.order_by("pk")))
        assert [publishing.obstacles(row) for row in rows] == [[]] * 5


@pytest.mark.parametrize("kind", ["claim", "denial", "evidence"])
def test_sql_finds_the_statements_that_have_obstacles_and_no_others(db, kind):
    made = {"claim": make.make_claim, "denial": make.make_denial, "evidence": make.make_evidence}
    of_its_own = {"claimants": [make.make_actor()]} if kind == "claim" else {}
    for anchored, source in product([True, False], ["", "https://example.org/"]):
        values = {"anchored": anchored, "source_url": source}
        made[kind](**values, **of_its_own)
        made[kind](**values).attributions.all().delete()
        for state, relation in (("draft", "states"), ("published", "states"), ("draft", "answers")):
            statement = made[kind](**values, **of_its_own)
            for anchor in statement.anchors.all():
                Article.objects.filter(texts__passages=anchor.passage).update(
                    publication_state=state
                )
            if kind == "claim":
                statement.anchors.update(relation=relation)

    statements = type(statement).objects.order_by("pk")
    found = list(publishing.with_obstacles(statements))

    assert found == [one for one in statements if publishing.obstacles(one)]
    assert 0 < len(found) < statements.count()


# Actions -----------------------------------------------------------------------------------------


def test_drafts_are_published_and_what_may_not_be_is_named_and_stays_a_draft(editor):
    ready = make.make_claim(publication_state="draft")
    bare = make.make_claim(text="Bare.", publication_state="draft", anchored=False)

    response = act(editor, "claim", "publish", ready, bare)

    said = told(response)
    assert said[0] == "Now published: 1."
    assert said[1].startswith("“Bare.” stays as it was. It rests on no passage")
    states = dict(Claim.objects.values_list("pk", "publication_state"))
    assert states == {ready.pk: "published", bare.pk: "draft"}
    moved = Change.objects.filter(fields__has_key="publication_state", action="changed")
    assert [change.key for change in moved] == [ready.pk]


def test_a_faulty_record_that_is_public_already_is_left_as_it_is(editor):
    faulty = make.make_claim(anchored=False)

    response = act(editor, "claim", "publish", faulty)

    assert told(response) == ["All of them are that already."]
    assert Claim.objects.get().publication_state == "published"


def test_the_status_follows_what_actions_publish_and_take_back(editor):
    claim = make.make_claim()
    evidence = make.make_evidence(claim=claim, state="presented", publication_state="draft")

    act(editor, "evidence", "publish", evidence)
    assert Claim.objects.get().evidence_status == "presented"
    act(editor, "evidence", "put_back_to_draft", evidence)
    assert Claim.objects.get().evidence_status == "unrecorded"


def test_the_status_follows_deletion_of_what_is_selected(editor):
    claim = make.make_claim()
    rows = [make.make_evidence(claim=claim, state=state) for state in ("presented", "not_shown")]
    assert Claim.objects.get().evidence_status == "contested"

    act(editor, "evidence", "delete_selected", rows[0], post="yes")

    assert Evidence.objects.get() == rows[1]
    assert Claim.objects.get().evidence_status == "not_shown"


def test_an_article_under_something_published_stays_and_the_message_says_under_what(editor):
    claim, free = make.make_claim(text="Rests on it."), make.make_article()
    article = claim.anchors.get().passage.text.article

    response = act(editor, "article", "put_back_to_draft", article, free)

    said = told(response)
    assert said[0] == "Now draft: 1."
    assert "claim “Rests on it.”" in said[1]
    assert Article.objects.get(pk=article.pk).publication_state == "published"
    assert Article.objects.get(pk=free.pk).publication_state == "draft"


def test_an_article_goes_back_to_draft_where_another_one_carries_the_claim_too(editor):
    claim = make.make_claim()
    article = claim.anchors.get().passage.text.article
    make.anchor(statement=claim, passage=make.make_passage())

    act(editor, "article", "put_back_to_draft", article)

    assert Article.objects.get(pk=article.pk).publication_state == "draft"
    assert publishing.obstacles(claim) == []


@pytest.mark.parametrize("kind", ["claim", "denial", "evidence", "article"])
def test_every_kind_with_a_state_has_both_actions(editor, kind):
    page = editor.get(list_address(kind))
    make_one = getattr(make, f"make_{kind}")
    make_one()

    page = editor.get(list_address(kind)).content.decode()

    assert 'value="publish"' in page
    assert 'value="put_back_to_draft"' in page


def test_selected_claims_that_are_denied_are_not_deleted(editor):
    denial, free = make.make_denial(), make.make_claim()

    response = act(editor, "claim", "delete_selected", denial.claim, free, post="yes")

    assert denial.slug in response.content.decode()
    assert Claim.objects.filter(pk__in=[denial.claim_id, free.pk]).count() == 2


def test_selected_attributions_are_not_deleted_if_a_published_statement_would_be_nobodys(editor):
    denial = make.make_denial()
    free = make.attribute(statement=make.make_claim(), actor=make.make_actor(), role="claimant")

    response = act(
        editor, "attribution", "delete_selected", denial.attributions.get(), free, post="yes"
    )

    assert "attributed to nobody" in told(response)[0]
    assert denial.attributions.exists()
    assert free.claim.attributions.exists()
