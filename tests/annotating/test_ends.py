"""The ends of a passage are moved: what rests on it goes along, or the move is refused."""

import pytest

from claims.models import Anchor, Mention, Passage
from tests import factories as make
from tests.annotating import address, errors

pytestmark = pytest.mark.django_db

BODY = "Iran supplied drones, Kiev said on Monday. Tehran said “no”. Kiev said so again.\n"


@pytest.fixture
def article(db):
    article = make.make_article()
    make.make_text(body=BODY, article=article)
    return article


@pytest.fixture
def passage(article):
    passage = make.make_passage(quote="drones, Kiev said", text=article.texts.get())
    claim = make.make_claim(passage=passage, claimants=[make.make_actor(name="Ukraine")])
    make.mention(attribution=claim.attributions.get(), name="Kiev")
    return passage


def adjust(client, passage, quote=None, *, start=None, end=None, **more):
    start = passage.start if start is None else start
    end = passage.end if end is None else end
    posted = {
        "act": "adjust",
        "revision": "1",
        "adjust": passage.pk,
        "stood": f"{passage.start}-{passage.end}",  # as the form had them
        "start": start,
        "end": end,
        "quote": BODY[start:end] if quote is None else quote,
        **more,
    }
    return client.post(address(passage.text.article), posted)


def test_the_ends_go_where_the_form_says_with_all_that_rests_on_them(editor, passage):
    response = adjust(editor, passage, start=0, end=BODY.index(" on"))

    assert response.url.endswith(f"#passage-0-{BODY.index(' on')}")
    passage.refresh_from_db()
    assert passage.exact == "Iran supplied drones, Kiev said"
    assert Anchor.objects.get().passage == passage == Mention.objects.get().passage


def test_the_words_may_be_retyped(editor, passage):
    assert adjust(editor, passage, "Iran supplied drones, Kiev").status_code == 302

    passage.refresh_from_db()
    assert (passage.start, passage.exact) == (0, "Iran supplied drones, Kiev")


def test_words_that_occur_elsewhere_too_are_meant_where_the_passage_is(editor, passage):
    assert adjust(editor, passage, "Kiev said").status_code == 302

    passage.refresh_from_db()
    assert passage.start == BODY.index("Kiev said")


def test_words_that_the_text_lacks_are_refused_and_kept(editor, passage):
    response = adjust(editor, passage, "drohnes, Kiev said")

    assert "does not occur in the text" in errors(response)[0]
    assert response.context["form"]["quote"].value() == "drohnes, Kiev said"
    passage.refresh_from_db()
    assert passage.exact == "drones, Kiev said"


def test_a_printed_name_stays_in_its_passage(editor, passage):
    response = adjust(editor, passage, "Iran supplied drones")

    (message,) = errors(response)
    assert message.startswith("“Kiev” does not occur in the passage")
    passage.refresh_from_db()
    assert passage.exact == "drones, Kiev said"


def test_a_passage_that_is_there_takes_over_what_rests_on_the_other(editor, passage):
    there = make.make_passage(quote="Kiev said on Monday", text=passage.text)
    other = make.make_claim(passage=there)
    claim = Anchor.objects.get(passage=passage).claim

    assert adjust(editor, passage, "Kiev said on Monday").status_code == 302

    assert Passage.objects.get() == there
    assert {anchor.claim for anchor in there.anchors.all()} == {claim, other}
    assert Mention.objects.get(attribution__claim=claim).passage == there


def test_a_click_moves_an_end_by_a_word_without_saving(editor, passage):
    page = editor.get(address(passage.text.article, adjust=passage.pk))

    steps = {words: BODY[start:end] for words, (start, end) in page.context["steps"]}
    assert steps == {
        "start: a word more": "supplied drones, Kiev said",
        "start: a word less": ", Kiev said",
        "end: a word less": "drones, Kiev",
        "end: a word more": "drones, Kiev said on",
    }
    moved = editor.get(address(passage.text.article, adjust=passage.pk, start=0, end=passage.end))
    assert moved.context["form"]["quote"].value() == "Iran supplied drones, Kiev said"
    passage.refresh_from_db()
    assert passage.exact == "drones, Kiev said"


def test_a_passage_that_is_gone_is_told_of(editor, passage):
    Anchor.objects.all().delete()
    key, article = passage.pk, passage.text.article
    passage.delete()
    passage.pk = key

    assert "no such passage" in editor.get(adjust(editor, passage).url).content.decode()
    assert "no such passage" in editor.get(address(article, adjust=key)).content.decode()
