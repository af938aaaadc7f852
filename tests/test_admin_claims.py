"""Editors at claims: what is saved, what is refused, what is protected."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Attribution, Claim
from tests import factories as make
from tests.editing import (
    add_address,
    change_address,
    delete,
    errors,
    save,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ARTICLE = (
    "Kiev Showed No Proof\n\nKiev showed none, the minister said on Monday.\n\nTehran said “no”.\n"
)


@pytest.fixture
def text(db):
    return make.make_text(body=ARTICLE)


def a_claim(**changes):
    return {
        "text": "Kiev showed no proof.",
        "slug": "kiev-showed-no-proof",
        "kind": "evidence",
        "publication_state": "published",
        "anchors_0_quote": "Kiev showed none",
        **changes,
    }


# Claims ------------------------------------------------------------------------------------------


def test_a_claim_is_added_with_its_people_and_a_passage(editor, text):
    minister, ukraine = make.make_actor(name="Minister"), make.make_actor(name="Ukraine")
    changes = a_claim(
        date="2022-12-12",
        date_basis="said",
        date_note="“on Monday”",
        anchors_0_text=text,
        attributions_0_actor=minister,
        attributions_0_role="claimant",
        attributions_1_actor=ukraine,
        attributions_1_role="subject",
        **{"attributions-TOTAL_FORMS": 2},
    )

    assert save(editor, add_address("claim"), **changes).status_code == 302

    claim = Claim.objects.get(slug="kiev-showed-no-proof")
    assert (str(claim.earliest_on), str(claim.latest_on)) == ("2022-12-12", "2022-12-12")
    assert set(claim.attributions.values_list("actor__name", "role")) == {
        ("Minister", "claimant"),
        ("Ukraine", "subject"),
    }
    passage = claim.anchors.get().passage
    assert (passage.start, passage.exact) == (ARTICLE.index("Kiev showed none"), "Kiev showed none")


def test_a_changed_claim_is_found_by_its_new_words(editor):
    claim = make.make_claim(text="It was so.")

    assert save(editor, change_address(claim), text="It was otherwise.").status_code == 302

    assert [row.text for row in claims_matching("otherwise")] == ["It was otherwise."]


def claims_matching(words):
    from claims import search

    return Claim.objects.published().matching(search.parse(words))


def test_a_published_claim_without_passage_is_refused_and_nothing_is_written(editor):
    changes = a_claim(
        anchors_0_quote="", attributions_0_actor=make.make_actor(), attributions_0_role="claimant"
    )

    response = save(editor, add_address("claim"), **changes)

    assert errors(response) == [
        "It cannot be published. It rests on no passage: add one, or the address of its source."
    ]
    assert not Claim.objects.exists()
    assert not Attribution.objects.exists()


def test_a_published_claim_of_nobody_is_refused(editor, text):
    response = save(editor, add_address("claim"), **a_claim(anchors_0_text=text))

    assert "attributed to nobody" in errors(response)[0]
    assert not Claim.objects.exists()


def test_a_claim_that_is_only_presupposed_may_be_nobodys(editor, text):
    changes = a_claim(anchors_0_text=text, anchors_0_relation="presupposes")

    assert save(editor, add_address("claim"), **changes).status_code == 302


def test_a_draft_may_lack_passage_and_people(editor):
    changes = a_claim(publication_state="draft", anchors_0_quote="")

    assert save(editor, add_address("claim"), **changes).status_code == 302


def test_an_imported_claim_rests_on_the_address_of_its_source(editor):
    changes = a_claim(
        source_url="https://example.org/check",
        anchors_0_quote="",
        attributions_0_actor=make.make_actor(),
        attributions_0_role="claimant",
    )

    assert save(editor, add_address("claim"), **changes).status_code == 302


def test_the_last_passage_of_a_published_claim_stays(editor):
    claim = make.make_claim(claimants=[make.make_actor()])

    response = save(editor, change_address(claim), text="Changed.", anchors_0_DELETE="on")

    assert "rests on no passage" in errors(response)[0]
    claim.refresh_from_db()
    assert claim.text != "Changed."
    assert claim.anchors.count() == 1


def test_a_claim_in_a_draft_article_alone_is_not_published(editor):
    draft = make.make_text(body=ARTICLE, article=make.make_article(publication_state="draft"))
    changes = a_claim(anchors_0_text=draft, anchors_0_relation="presupposes")

    response = save(editor, add_address("claim"), **changes)

    assert "articles that are drafts" in errors(response)[0]


@pytest.mark.parametrize(
    ("date", "basis", "field"),
    [
        ("2022-13", "said", "date"),
        ("2022-11-31", "said", "date"),
        ("2022", "", "date_basis"),
        ("", "said", "date"),
        ("2022-11-30/2022-11-01", "said", "date"),
        ("Monday", "said", "date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_at_its_field(editor, date, basis, field):
    claim = make.make_claim()

    response = save(editor, change_address(claim), date=date, date_basis=basis)

    assert list(response.context["adminform"].form.errors) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "a\x07b"),
        ("text", "a\0b"),
        ("text", "x" * 2001),
        ("text", " "),
        ("source_url", "javascript:alert(1)"),
        ("source_url", "ftp://example.org/"),
        ("date_note", "\x1b[31m"),
        ("kind", "opinion"),
        ("publication_state", "hidden"),
    ],
)
def test_what_the_database_would_refuse_is_refused_at_its_field(editor, field, value):
    claim = make.make_claim()

    response = save(editor, change_address(claim), **{field: value})

    assert field in response.context["adminform"].form.errors


def test_an_address_is_proposed_once_and_not_for_a_claim_that_has_one(editor):
    claim = make.make_claim(slug="first")
    assert "prepopulated_fields" not in editor.get(change_address(claim)).content.decode()
    page = editor.get(add_address("claim")).content.decode()
    assert "prepopulated" in page


def test_an_address_that_another_claim_has_is_refused(editor, text):
    make.make_claim(slug="kiev-showed-no-proof")

    response = save(editor, add_address("claim"), **a_claim(publication_state="draft"))

    assert list(response.context["adminform"].form.errors) == ["slug"]


def test_an_actor_has_a_role_once(editor):
    iran = make.make_actor(name="Iran")
    claim = make.make_claim(claimants=[iran])

    response = save(
        editor, change_address(claim), attributions_1_actor=iran, attributions_1_role="claimant"
    )

    assert errors(response) == ["This actor has this role here already."]


def test_a_claim_page_shows_its_own_people_and_passages_and_not_those_of_its_denials(editor):
    claim = make.make_claim(claimants=[make.make_actor(name="Kiev")])
    make.make_denial(claim=claim, deniers=[make.make_actor(name="Tehran")])

    inlines = editor.get(change_address(claim)).context["inline_admin_formsets"]

    assert [inline.formset.initial_form_count() for inline in inlines] == [1, 1, 0]
    assert save(editor, change_address(claim)).status_code == 302
    assert Attribution.objects.count() == 2


def test_a_form_that_says_it_has_endless_rows_is_refused_before_they_are_built(editor):
    claim = make.make_claim()

    response = save(editor, change_address(claim), **{"anchors-TOTAL_FORMS": 10**9})

    inlines = response.context["inline_admin_formsets"]
    assert max(len(inline.formset.forms) for inline in inlines) <= 200
    assert "at most 200" in " ".join(errors(response))


def test_a_claim_that_is_denied_is_protected_and_the_page_says_by_what(editor):
    denial = make.make_denial()

    response = delete(editor, denial.claim)

    assert denial.slug in response.content.decode()
    assert Claim.objects.filter(pk=denial.claim_id).exists()


def test_a_claim_by_itself_is_deleted(editor):
    claim = make.make_claim(claimants=[make.make_actor()])

    assert delete(editor, claim).status_code == 302

    assert not Claim.objects.exists()


def test_view_on_site_leads_to_the_public_page_and_is_missing_for_a_draft(editor):
    shown, draft = make.make_claim(), make.make_claim(publication_state="draft")
    denial = make.make_denial(claim=draft)

    def link(record):
        return editor.get(change_address(record)).context["absolute_url"]

    assert link(shown) == reverse("claim", args=[shown.slug])
    assert link(draft) is None
    assert link(denial) is None


def test_a_claims_page_asks_as_many_queries_for_ten_answers_as_for_two(
    editor, django_assert_num_queries
):
    claim = make.make_claim()

    def answer():
        make.make_denial(claim=claim)
        make.make_evidence(claim=claim, state="not_shown", sources=[make.make_actor()])

    answer()
    with CaptureQueriesContext(connection) as few:
        editor.get(change_address(claim))
    for _ in range(4):
        answer()

    with django_assert_num_queries(len(few)):
        editor.get(change_address(claim))
