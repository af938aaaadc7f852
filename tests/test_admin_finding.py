"""What an editor types into the search of a list, or filters it by, finds what is meant."""

import pytest
from django.contrib.auth.models import User

from tests import factories as make
from tests.admin_rows import rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def sold(db):
    """A claim that Ruritania denies, and of which the UN has evidence."""
    state = make.make_actor(name="Ruritania", slug="ruritania", aliases=["Strelsau"])
    claim = make.make_claim(text="Drones were sold.", slug="drones-were-sold")
    make.make_claim(text="Other things happened.")
    make.make_denial(claim=claim, deniers=[state])
    make.make_evidence(claim=claim, sources=[make.make_actor(name="United Nations")])
    return claim


@pytest.mark.parametrize(
    "typed", ["sold", "drones sold", '"drones were"', "dron", "DRONES", "drones-were-sold", "sol"]
)
def test_a_claim_is_found_by_its_words_and_as_one_types_them(editor, sold, typed):
    assert rows(editor, "claim", q=typed) == [sold]


@pytest.mark.parametrize("typed", ["so", "old", '"sol"', "sold never", "sol ", "!!", "…"])
def test_a_claim_is_not_found_by_other_letters(editor, sold, typed):
    assert rows(editor, "claim", q=typed) == []


def test_a_draft_is_found_too(editor):
    draft = make.make_claim(text="Drones were sold.", publication_state="draft")

    assert rows(editor, "claim", q="sold") == [draft]


@pytest.mark.parametrize("typed", ["sold", "ruri", "Strelsau", "stre"])
def test_a_denial_is_found_by_its_claim_or_by_who_denies(editor, sold, typed):
    make.make_denial()

    assert rows(editor, "denial", q=typed) == [sold.denials.get()]


def test_evidence_and_attributions_are_found_by_who_has_a_role(editor, sold):
    evidence = sold.evidence.get()

    assert rows(editor, "evidence", q="united nat") == [evidence]
    assert rows(editor, "evidence", q="sold") == [evidence]
    assert rows(editor, "evidence", q="Strelsau") == []
    assert rows(editor, "attribution", q="united nat") == [evidence.attributions.get()]
    assert set(rows(editor, "attribution", q="sold")) == set(sold.attributions.all())


def test_an_article_and_its_text_are_found_by_headline_or_publisher(editor):
    daily = make.make_actor(name="The Daily Courier", kind="news_organisation")
    text = make.make_text(article=make.make_article(headline="Drones sold", publisher=daily))
    make.make_text(article=make.make_article(headline="Nothing new"))

    for typed in ("drones", "old", "courier", "cour sold", text.article.slug):
        assert rows(editor, "article", q=typed) == [text.article], typed
        assert rows(editor, "articletext", q=typed) == [text], typed


def test_the_history_is_found_by_a_users_name(editor):
    from claims import history

    author = User.objects.create_user("author", is_staff=True)
    with history.acting(by=author, source="test"):
        actor = make.make_actor()

    found = rows(editor, "change", q="author")
    assert {change.by for change in found} == {author}
    assert actor.pk in {change.key for change in found}
    assert rows(editor, "change", q="nobody") == []


def test_the_history_is_filtered_by_kind(editor):
    make.make_claim()

    assert {change.kind for change in rows(editor, "change", kind__exact="claim")} == {"claim"}


def test_articles_are_filtered_by_a_language_that_some_are_in(editor):
    persian = make.make_article(language="fa")
    make.make_article(language="en")

    assert rows(editor, "article", language__exact="fa") == [persian]
