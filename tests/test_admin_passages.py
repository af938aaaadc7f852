"""Passages by their words: found in the article, refused where they are not, never lookalikes."""

import pytest

from claims.models import Anchor, Mention, Passage
from tests import factories as make
from tests.editing import add_address, change_address, delete, errors, save

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

BODY = (
    "  Kiev Showed No Proof\n\nIran supplied drones.\n"
    "Iran's mission said: Iran supplied drones.\n\n“No,” said Tehran.\n"
)


@pytest.fixture
def text(db):
    return make.make_text(body=BODY)


@pytest.fixture
def claim(db):
    return make.make_claim()


def add_passage(editor, claim, text, quote, **more):
    changes = {f"anchors_1_{name}": value for name, value in more.items()}
    return save(
        editor, change_address(claim), anchors_1_text=text, anchors_1_quote=quote, **changes
    )


def test_a_quote_that_the_article_lacks_is_refused_with_the_nearest(editor, claim, text):
    response = add_passage(editor, claim, text, "Kiev Showed No Prof")

    assert errors(response) == [
        '"Kiev Showed No Prof" does not occur in the text. The nearest that does is '
        '"Kiev Showed No Proof".'
    ]
    assert "Kiev Showed No Proof" in response.content.decode()
    assert claim.anchors.count() == 1


def test_another_apostrophe_is_no_match(editor, claim, text):
    response = add_passage(editor, claim, text, "Iran’s mission")

    assert "Iran's mission" in errors(response)[0]


def test_an_ambiguous_quote_is_refused_with_its_contexts(editor, claim, text):
    (message,) = errors(add_passage(editor, claim, text, "Iran supplied drones"))

    assert "occurs 2 times" in message
    assert "mission said: [Iran supplied drones]" in message


def test_a_prefix_tells_one_from_the_other(editor, claim, text):
    response = add_passage(
        editor, claim, text, "Iran supplied drones", quote_prefix="mission said: "
    )

    assert response.status_code == 302
    passage = Passage.objects.get(exact="Iran supplied drones")
    assert passage.start == BODY.rindex("Iran supplied drones")


def test_the_line_ends_of_a_browser_are_those_of_the_text(editor, claim, text):
    response = add_passage(editor, claim, text, "Proof\r\n\r\nIran supplied")

    assert response.status_code == 302
    assert Passage.objects.filter(exact="Proof\n\nIran supplied").exists()


def test_spaces_around_a_quote_are_kept(editor, claim, text):
    assert add_passage(editor, claim, text, "  Kiev Showed").status_code == 302

    assert Passage.objects.get(exact="  Kiev Showed").start == 0


@pytest.mark.parametrize("quote", ["", " \r\n ", "Kiev\0Showed", "\x07", "x" * 100_000])
def test_what_is_no_quote_is_refused(editor, claim, text, quote):
    response = add_passage(editor, claim, text, quote)

    assert errors(response)
    assert claim.anchors.count() == 1


def test_a_passage_that_is_there_is_shared(editor, claim, text):
    there = make.make_passage(quote="Kiev Showed No Proof", text=text)

    add_passage(editor, claim, text, "Kiev Showed No Proof")

    assert list(claim.anchors.order_by("pk").values_list("passage", flat=True))[1] == there.pk
    assert Passage.objects.filter(text=text).count() == 1


def test_a_passage_is_given_once(editor, claim, text):
    add_passage(editor, claim, text, "Kiev Showed No Proof")

    response = save(
        editor, change_address(claim), anchors_2_text=text, anchors_2_quote="Kiev Showed No Proof"
    )

    assert errors(response) == ["This passage is given already."]


def test_a_passage_saved_unchanged_stays_though_its_words_occur_twice(editor, claim, text):
    make.anchor(
        statement=claim,
        passage=make.make_passage(quote="Iran supplied drones", prefix="mission said: ", text=text),
    )

    assert save(editor, change_address(claim)).status_code == 302
    assert save(editor, change_address(claim), anchors_1_relation="answers").status_code == 302
    assert claim.anchors.get(relation="answers").passage.start == BODY.rindex("Iran supplied")


def test_an_anchor_moved_to_other_words_takes_its_mentions_along(editor, text):
    claim = make.make_claim(
        claimants=[make.make_actor()], passage=make.make_passage(quote="said Tehran", text=text)
    )
    mention = make.mention(attribution=claim.attributions.get(), name="Tehran")

    assert (
        save(editor, change_address(claim), anchors_0_quote="“No,” said Tehran").status_code == 302
    )

    mention.refresh_from_db()
    assert mention.passage.exact == "“No,” said Tehran"
    assert claim.anchors.get().passage == mention.passage


def test_an_anchor_does_not_move_to_words_without_the_name_as_printed(editor, text):
    claim = make.make_claim(
        claimants=[make.make_actor()], passage=make.make_passage(quote="said Tehran", text=text)
    )
    make.mention(attribution=claim.attributions.get(), name="Tehran")

    (message,) = errors(save(editor, change_address(claim), anchors_0_quote="Kiev Showed"))

    assert message.startswith("“Tehran” is given as printed in the passage “said Tehran”")
    assert claim.anchors.get().passage.exact == "said Tehran"


# A passage by itself -----------------------------------------------------------------------------


def test_a_passage_is_added_by_its_words(editor, text):
    assert save(editor, add_address("passage"), text=text, quote="“No,”").status_code == 302

    passage = Passage.objects.get()
    assert BODY[passage.start : passage.end] == passage.exact == "“No,”"
    again = save(editor, add_address("passage"), text=text, quote="“No,”")
    assert errors(again) == ["This passage is there already: use that one."]


def test_a_passage_is_widened_for_all_that_rest_on_it(editor, text):
    passage = make.make_passage(quote="said Tehran", text=text)
    claim = make.make_claim(passage=passage)

    assert save(editor, change_address(passage), quote="“No,” said Tehran").status_code == 302

    assert claim.anchors.get().passage.exact == "“No,” said Tehran"


def test_a_passage_keeps_the_names_printed_in_it(editor, text):
    passage = make.make_passage(quote="said Tehran", text=text)
    claim = make.make_claim(passage=passage, claimants=[make.make_actor()])
    make.mention(attribution=claim.attributions.get(), name="Tehran")

    response = save(editor, change_address(passage), quote="“No,” said")

    assert "“Tehran” is given as printed" in errors(response)[0]


def test_a_passage_on_which_something_rests_is_protected(editor, claim):
    passage = claim.anchors.get().passage

    response = delete(editor, passage)

    assert response.status_code == 200
    assert Passage.objects.filter(pk=passage.pk).exists()
    assert Anchor.objects.count() == 1


# Names as printed --------------------------------------------------------------------------------


@pytest.fixture
def attribution(text):
    claim = make.make_claim(
        claimants=[make.make_actor(name="Iran")],
        passage=make.make_passage(quote="“No,” said Tehran.", text=text),
    )
    return claim.attributions.get()


def test_a_name_is_noted_as_printed(editor, attribution):
    passage = attribution.claim.anchors.get().passage

    response = save(
        editor, change_address(attribution), mentions_0_passage=passage, mentions_0_name="Tehran"
    )

    assert response.status_code == 302
    assert Mention.objects.get().name == "Tehran"


def test_a_name_that_is_not_printed_there_is_refused(editor, attribution):
    passage = attribution.claim.anchors.get().passage

    response = save(
        editor, change_address(attribution), mentions_0_passage=passage, mentions_0_name="Teheran"
    )

    assert errors(response) == [
        "“Teheran” does not occur in the passage “““No,” said Tehran.””.".replace(
            "““", "“"
        ).replace("””", "”")
    ]


def test_a_mention_is_in_a_passage_of_its_statement(editor, attribution, claim):
    elsewhere = claim.anchors.get().passage

    response = save(
        editor, change_address(attribution), mentions_0_passage=elsewhere, mentions_0_own_voice="on"
    )

    assert "Select a valid choice" in errors(response)[0]
    assert not Mention.objects.exists()


def test_one_passage_mentions_an_attribution_once(editor, attribution):
    make.mention(attribution=attribution, name="Tehran")
    passage = attribution.claim.anchors.get().passage

    response = save(
        editor, change_address(attribution), mentions_1_passage=passage, mentions_1_own_voice="on"
    )

    assert errors(response)
    assert Mention.objects.count() == 1


def test_in_its_own_voice_an_article_prints_no_name(editor, attribution):
    passage = attribution.claim.anchors.get().passage

    response = save(
        editor,
        change_address(attribution),
        mentions_0_passage=passage,
        mentions_0_name="Tehran",
        mentions_0_own_voice="on",
    )

    assert errors(response) == ["In its own voice an article prints no speaker's name."]


def test_the_last_attribution_of_a_published_statement_stays(editor, attribution):
    response = delete(editor, attribution, follow=True)

    assert "attributed to nobody" in response.content.decode()
    assert attribution.claim.attributions.count() == 1
