"""What of a text still waits to be read, what carries nothing, what is suggested, and quotes that
the server finds."""

import pytest

from claims.annotating.places import gaps, last_end, last_start, next_end, next_start
from claims.annotating.printed import offered, phrases
from claims.models import Dismissal, PassedOver
from tests import factories as make
from tests.annotating import address, place
from tests.editing import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

BODY = (
    "Drones, Said Kiev\n\n"
    "KIEV (Daily) Russia flies drones, Kiev said on Monday. Tehran denied it. It rained.\n\n"
    "Nobody showed proof. Nobody showed proof.\n"
)


@pytest.fixture
def article(db):
    make.make_actor(name="Ukraine", aliases=["Kiev"])
    make.make_actor(name="Iran", aliases=["Tehran"])
    article = make.make_article(published="2022-12-13")
    make.make_text(body=BODY, article=article)
    return article


def to_do(client, article):
    return client.get(address(article)).context["to_do"]


def waiting(client, article):
    return [one.words for one in to_do(client, article)["waiting"]]


def passed(client, article, quote, **more):
    span = place(article, quote)
    spot = f"{span['start']}-{span['end']}"
    posted = {"act": "nothing", "revision": "1", "nothing": spot, **more}
    return client.post(address(article), posted)


# Coverage ----------------------------------------------------------------------------------------


def test_sentences_without_a_record_are_listed_and_counted(editor, article):
    text = article.texts.get()
    make.make_claim(passage=make.make_passage(quote="Russia flies drones, Kiev said", text=text))
    passed(editor, article, "It rained.")

    page = editor.get(address(article))

    assert waiting(editor, article) == [
        "Drones, Said Kiev",
        "KIEV (Daily)",
        "on Monday.",
        "Tehran denied it.",
        "Nobody showed proof.",
        "Nobody showed proof.",
    ]
    assert "0 of 6 carry a record, 1 carry nothing, 4 open, 1 in part" in page.content.decode()


def test_a_sentence_that_waits_leads_to_its_words(editor, article):
    span = place(article, "Tehran denied it.")

    page = editor.get(address(article))
    link = f"?start={span['start']}&amp;end={span['end']}#chosen"
    assert link in page.content.decode()

    chosen = editor.get(address(article, **span))
    assert '<mark class="chosen">Tehran denied it.</mark>' in chosen.content.decode()


def test_words_that_carry_nothing_are_noted_with_a_reason_and_wait_again_when_undone(
    editor, article
):
    assert passed(editor, article, "It rained.", reason="weather").status_code == 302

    row = PassedOver.objects.get()
    assert (BODY[row.start : row.end], row.reason) == ("It rained.", "weather")
    assert "It rained." not in waiting(editor, article)

    editor.post(address(article), {"act": "undo", "revision": "1", "undo": row.pk})
    assert not PassedOver.objects.exists()
    assert "It rained." in waiting(editor, article)


def test_noted_twice_is_noted_once_with_the_later_reason(editor, article):
    passed(editor, article, "It rained.")
    passed(editor, article, "It rained.", reason="weather")

    assert PassedOver.objects.get().reason == "weather"


def test_words_that_carry_a_record_are_not_noted_as_carrying_nothing(editor, article):
    text = article.texts.get()
    make.make_claim(passage=make.make_passage(quote="It rained.", text=text))

    response = editor.get(passed(editor, article, "It rained.").url)

    assert "These words carry a record" in response.content.decode()
    assert not PassedOver.objects.exists()


def test_a_contributor_undoes_what_it_noted_itself_alone(article):
    editor, contributor = signed_in("editor"), signed_in("contributor")
    passed(editor, article, "It rained.")
    passed(contributor, article, "Tehran denied it.")
    theirs, own = PassedOver.objects.order_by("pk")

    refused = contributor.get(passed(contributor, article, "It rained.", reason="mine").url)
    assert "Somebody else has noted already" in refused.content.decode()
    assert theirs.reason == PassedOver.objects.get(pk=theirs.pk).reason == ""
    undo = {"act": "undo", "revision": "1"}
    assert contributor.post(address(article), {**undo, "undo": theirs.pk}).status_code == 403
    assert contributor.post(address(article), {**undo, "undo": own.pk}).status_code == 302
    assert PassedOver.objects.get() == theirs


# Suggestions -------------------------------------------------------------------------------------


def test_what_is_suggested_opens_a_form_filled_in_and_can_be_dismissed(editor, article):
    suggested = editor.get(address(article)).context["suggested"]
    denial = next(one for one in suggested["speech"] if one["kind"] == "denial")
    assert denial["who"] == "Iran"

    page = editor.get(address(article)).content.decode()
    accept = f"start={denial['start']}&amp;end={denial['end']}&amp;record=denial"
    assert accept in page

    editor.post(
        address(article), {"act": "dismiss", "revision": "1", "dismiss": denial["dismissal"]}
    )

    cue = Dismissal.objects.get()
    assert (BODY[cue.start : cue.end], cue.proposal) == ("denied", "speech")
    again = editor.get(address(article)).context["suggested"]["speech"]
    assert denial["dismissal"] not in [one["dismissal"] for one in again]


def test_all_places_of_a_name_are_dismissed_at_once(editor, article):
    suggested = editor.get(address(article)).context["suggested"]["actors"]
    ukraine = next(one for one in suggested if one["who"] == "Ukraine")

    editor.post(
        address(article), {"act": "dismiss", "revision": "1", "dismiss": ukraine["dismissal"]}
    )

    again = editor.get(address(article)).context["suggested"]["actors"]
    assert "Ukraine" not in [one["who"] for one in again]
    assert Dismissal.objects.filter(proposal="actor").count() == ukraine["times"]


# The text, and a quote that is pasted -------------------------------------------------------------


@pytest.mark.parametrize("chosen", ["", "Monday. Tehran", "Drones, Said Kiev\n\nKIEV"])
def test_the_marked_text_is_the_text_to_the_letter(editor, article, chosen):
    text = article.texts.get()
    for quote in ("Russia flies drones, Kiev said", "drones, Kiev said on Monday", "Tehran"):
        make.make_claim(passage=make.make_passage(quote=quote, text=text))
    passed(editor, article, "It rained.")

    asked = place(article, chosen) if chosen else {}
    paragraphs = editor.get(address(article, **asked)).context["paragraphs"]

    pieces = [piece for paragraph in paragraphs for piece in paragraph["pieces"]]
    assert "".join(piece.text for piece in pieces) == BODY
    assert "".join(piece.text for piece in pieces if piece.chosen) == chosen
    assert "".join(piece.text for piece in pieces if piece.passed_over) == "It rained."
    assert [mark.number for piece in pieces for mark in piece.ended] == [1, 2, 3]


def test_a_pasted_quote_is_found_and_its_words_are_chosen(editor, article):
    response = editor.post(
        address(article), {"act": "find", "revision": "1", "quote": "Kiev\r\n\r\nKIEV (Daily)"}
    )

    span = place(article, "Kiev\n\nKIEV (Daily)")
    assert response.url == f"{address(article, **span)}#chosen"


def test_a_quote_that_occurs_twice_needs_what_stands_before_it(editor, article):
    posted = {"act": "find", "revision": "1", "quote": "Nobody showed proof."}

    refused = editor.post(address(article), posted)
    assert "occurs 2 times" in refused.content.decode()

    found = editor.post(address(article), {**posted, "quote_prefix": "proof. "})
    start = BODY.rindex("Nobody")
    assert f"start={start}&" in found.url


def test_a_quote_that_the_text_lacks_is_refused_with_the_nearest_and_kept(editor, article):
    response = editor.post(
        address(article), {"act": "find", "revision": "1", "quote": "It reined."}
    )

    page = response.content.decode()
    assert "does not occur in the text" in page
    assert "It rained." in page
    assert response.context["find"]["quote"].value() == "It reined."


# Pure --------------------------------------------------------------------------------------------


def test_gaps_are_what_no_span_covers_without_the_marks_that_ended_the_words_before():
    body = "None yet, with both denying it. Said."
    spans = [(0, 8), (15, 30), (36, 37)]

    assert [body[a:b] for a, b in gaps(body, 0, 37, spans)] == ["with", "Said"]
    assert gaps(body, 0, 8, spans) == []


def test_an_end_goes_from_word_to_word_and_stops_at_the_ends_of_the_text():
    body = " Kiev didn't “show” 𝒳 e\u0301t"

    ends, at = [], 0
    while (further := next_end(body, at)) != at:
        ends.append(body[:further].split()[-1])
        at = further
    assert ends == ["Kiev", "didn't", "“", "“show", "“show”", "𝒳", "e\u0301t"]
    assert last_start(body, 12) == 6
    assert last_end(body, 12) == 5
    assert next_start(body, 1) == 6
    assert last_start(body, 1) == 1
    assert next_start(body, len(body) - 3) == len(body) - 3


def test_titles_are_offered_beside_the_names_that_are_known():
    quote = "it, Iranian Defense Minister Mohammad-Reza Ashtiani said in “Kiev”. Iran's mission"

    assert phrases(quote) == [
        "Iranian Defense Minister Mohammad-Reza Ashtiani",
        "Kiev",
        "Iran",
    ]
    assert offered(quote, ["Mohammad-Reza Ashtiani", "Lavrov"])[:3] == [
        "Mohammad-Reza Ashtiani",
        "Iranian Defense Minister Mohammad-Reza Ashtiani",
        "Iranian Defense Minister",
    ]
