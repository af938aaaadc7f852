"""Sentences in which somebody says, denies or accuses, or tells of evidence; and who."""

import pytest

from tests.suggesting import NAMES, proposed, said, who

pytestmark = pytest.mark.one_database

SPEAKERS = [
    ("Iran said that it was so.", ["iran"]),
    ("It was so, Iran said.", ["iran"]),
    ("It was so, Iran has repeatedly said on Monday.", ["iran"]),
    ("“It was so,” said Sergey Lavrov.", ["sergey-lavrov"]),
    ("It was so, Russian Foreign Minister Sergey Lavrov said.", ["sergey-lavrov"]),
    ("Sergey Lavrov, speaking in Kiev last week, said it was so.", ["sergey-lavrov"]),
    ("France, the UK and Germany believe that it is so.", ["france", "united-kingdom", "germany"]),
    ("Both Moscow and Tehran said it was so.", ["russia", "iran"]),
    ("It is so, according to Iran.", ["iran"]),
    ("It is so, according to Russian Foreign Minister Sergey Lavrov.", ["sergey-lavrov"]),
    ("It was accused by Ukraine of having left.", ["ukraine"]),
    ("Nothing came, with Moscow denying it.", ["russia"]),
]

NOBODY = [
    "Officials in Iran said that it was so.",
    "Iran's mission said that it was so.",
    "The mission of Iran to the UN said that it was so.",
    "Iran has been accused of it.",
    "Iran hit Ukraine, spokesman Peskov said.",
    "A report on Iran says that it was so.",
    "It is so, according to Iran's mission.",
    "It is so, according to Moscow spokesman Peskov.",
    "In a letter to the UN he said that it was so.",
    "The minister said that it was so.",
]


@pytest.mark.parametrize(("body", "speakers"), SPEAKERS)
def test_the_subject_of_the_verb_speaks(body, speakers):
    assert [who for _, _, who in said(body)] == [speakers]


@pytest.mark.parametrize("body", NOBODY)
def test_where_the_subject_is_not_known_nobody_is_proposed(body):
    assert [who for _, _, who in said(body)] == [[]]


def test_two_clauses_have_each_their_own_speaker():
    body = "France believes that it is so, but Tehran insists it is not."

    assert said(body) == [("claim", "believes", ["france"]), ("denial", "insists", ["iran"])]


def test_the_speaker_is_given_with_the_words_that_say_so():
    body = "It was so, Sergey Lavrov said."
    (one,) = proposed(body).speech

    assert (one.start, one.end) == (0, len(body))
    assert (one.cue.start, one.cue.end, one.cue.printed) == (25, 29, "said")
    assert [words.printed for words in one.speaker_words] == ["Sergey Lavrov"]


def test_an_ambiguous_name_gives_its_words_and_nobody():
    two = [("Georgia", who("Georgia")), ("Georgia", who("Georgia (state)"))]
    (one,) = proposed("Georgia said so.", names=two).speech

    assert one.speakers == ()
    assert [words.printed for words in one.speaker_words] == ["Georgia"]


@pytest.mark.parametrize(
    ("body", "kind", "cue"),
    [
        ("Iran said that it came.", "claim", "said"),
        ("Iran accused France of it.", "claim", "accused"),
        ("Iran said that it did not come.", "denial", "said"),
        ("Iran denied it.", "denial", "denied"),
        ("Iran rejected the charge as baseless.", "denial", "rejected"),
        ("Iran didn't show any documents.", "evidence", "didn't show any documents"),
        ("Iran failed to provide any proof of it.", "evidence", "failed to provide any proof"),
        ("No evidence has been presented.", "evidence", "No evidence has been presented"),
        ("Iran released satellite images.", "evidence", "released satellite images"),
        ("France asked the UN to investigate it.", "evidence", "asked"),
        ("France asked the UN to leave.", "claim", "asked"),
    ],
)
def test_the_cue_tells_the_kind(body, kind, cue):
    assert [(kind, cue) for kind, cue, _ in said(body)] == [(kind, cue)]


@pytest.mark.parametrize(
    "body",
    [
        "The United States and its member states reports on claims.",
        "The alleged supplies of drones were large.",
        "They presented flowers and gave a concert.",
        "It notes nothing; the calls went unanswered.",
        "Iran's claims were large.",
        "The accused firms left, an already denied affair.",
    ],
)
def test_a_noun_that_looks_like_a_verb_of_speech_is_none(body):
    assert said(body) == []


def test_such_a_word_is_a_verb_after_a_speaker_before_that_or_in_the_perfect():
    assert said("Iran claims it. The paper claims that it is so. Doe has dismissed it.") == [
        ("claim", "claims", ["iran"]),
        ("claim", "claims", []),
        ("denial", "dismissed", []),
    ]


def test_who_tells_of_evidence_is_who_says_it_not_who_denies_it():
    by_the_minister = said("Kiev showed no proof, Sergey Lavrov said.")
    by_nobody = said("No proof has been presented yet, with both Moscow and Tehran denying it.")

    assert [(kind, who) for kind, _, who in by_the_minister] == [
        ("evidence", ["sergey-lavrov"]),
        ("claim", ["sergey-lavrov"]),
    ]
    assert [(kind, who) for kind, _, who in by_nobody] == [
        ("evidence", []),
        ("denial", ["russia", "iran"]),
    ]


def test_the_minister_is_the_last_who_was_called_so():
    body = (
        "Foreign Minister Sergey Lavrov left. President John Doe came.\n"
        "It was so, the minister said. It was so, the president said. "
        "The foreign minister added it."
    )
    names = [*NAMES, ("John Doe", who("John Doe", "person"))]

    assert [who for _, _, who in said(body, names=names)] == [
        ["sergey-lavrov"],
        ["john-doe"],
        ["sergey-lavrov"],
    ]


def test_an_office_on_record_is_a_title_too():
    body = "Mohammad-Reza Ashtiani came. The minister said so. The president said so."

    assert [who for _, _, who in said(body)] == [["mohammad-reza-ashtiani"], []]


def test_he_is_the_last_person_named_and_not_one_far_away():
    near = "Sergey Lavrov met France. He said so."
    far = "Sergey Lavrov met France. " + "It rained all day. " * 40 + "He said so."

    assert said(near) == [("claim", "said", ["sergey-lavrov"])]
    assert said(far) == [("claim", "said", [])]


def test_a_headline_ends_in_its_speaker_after_a_dash():
    body = (
        "Kiev Gave Nothing - Iranian Defense Minister\n"
        "Kiev gave nothing - Iran\n"
        "Russian Foreign Minister Sergey Lavrov met "
        "Iranian Defense Minister Mohammad-Reza Ashtiani."
    )

    assert said(body) == [
        ("claim", "-", ["mohammad-reza-ashtiani"]),
        ("claim", "-", ["iran"]),
    ]


def test_a_dash_before_anything_else_is_no_speaker():
    assert said("Iran won - and lost\nIran won - France.\nIran won - Minister") == []


def test_sentences_that_carry_or_were_passed_over_are_left_out():
    body = "Iran said so. France said so. Kiev said so."

    assert said(body, passages=[(0, 13)], passed_over=[(14, 29)]) == [
        ("claim", "said", ["ukraine"])
    ]


def test_a_sentence_carried_in_part_keeps_the_verbs_that_no_passage_has():
    body = "France believes that it is so, but Tehran insists it is not."

    assert said(body, passages=[(0, 29)]) == [("denial", "insists", ["iran"])]


def test_a_dismissed_cue_is_left_out_and_a_dismissed_sentence_with_all_of_them():
    body = "France believes that it is so, but Tehran insists it is not."

    assert said(body, dismissed=[("speech", 7, 15)]) == [("denial", "insists", ["iran"])]
    assert said(body, dismissed=[("speech", 0, len(body))]) == []


def test_a_language_without_cues_gives_no_speech_and_its_actors_all_the_same():
    found = proposed("L'Iran dit: Iran said so.", language="fr")

    assert found.speech == ()
    assert len(found.actors) == 1
