"""A passage in a corrected text: in its own place, or nowhere; never at a lookalike."""

from itertools import permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from claims.quotes import (
    find,
    reanchor,
)

from .quoting import ARTICLE, DRONES, SUBHEAD, texts, unhurried


def moved(old: str, quote: str, new: str, prefix: str = "", suffix: str = "") -> str | None:
    """The text before the place that `reanchor` gives, then the quote in brackets; None if none."""
    start, end = find(old, quote, prefix, suffix)
    place = reanchor(old, start, end, new)
    if place is None:
        return None
    assert new[slice(*place)] == quote
    return f"{new[: place[0]]}[{quote}]"


def test_an_unchanged_text_keeps_every_passage_where_it_is():
    for start in range(0, len(ARTICLE) - 9, 7):
        assert reanchor(ARTICLE, start, start + 9, ARTICLE) == (start, start + 9)


def test_an_unchanged_text_keeps_even_what_it_says_many_times_over():
    row = "Iran denied the report on Monday, as it had done before, without a comment.\n"
    start = len(row) * 4 + row.index("denied")
    assert reanchor(row * 9, start, start + 6, row * 9) == (start, start + 6)


def test_a_correction_elsewhere_moves_the_passage_by_what_was_added():
    note = "CORRECTION: an earlier version misspelt a name.\n\n"
    new = note + ARTICLE.replace("Jamshaid", "Jamshed")
    for quote in ("Kiev failed to provide any evidence", "the UN has no mandate", "Lavrov said"):
        start, end = find(ARTICLE, quote)
        assert reanchor(ARTICLE, start, end, new) == find(new, quote)


def test_each_of_several_occurrences_keeps_its_own_place():
    new = "Updated.\n\n" + ARTICLE.replace("On October 21", "On 21 October")
    at = ARTICLE.find(DRONES)
    shift = len("Updated.\n\n")
    while at >= 0:
        assert reanchor(ARTICLE, at, at + len(DRONES), new) == (
            at + shift,
            at + shift + len(DRONES),
        )
        at = ARTICLE.find(DRONES, at + 1)


def test_a_repeated_headline_at_the_very_start_keeps_its_place():
    old = f"{SUBHEAD}\n\nUmer Jamshaid\n\n{SUBHEAD}\n\nMOSCOW Kiev failed to provide evidence."
    new = old.replace("MOSCOW Kiev", "MOSCOW - Kyiv")
    assert reanchor(old, 0, len(SUBHEAD), new) == (0, len(SUBHEAD))
    second = old.rindex(SUBHEAD)
    assert reanchor(old, second, second + len(SUBHEAD), new) == (second, second + len(SUBHEAD))


def test_changed_words_are_not_anchored_anywhere():
    new = ARTICLE.replace("failed to provide any", "did not provide any")
    assert moved(ARTICLE, "Kiev failed to provide any evidence", new) is None


def test_a_passage_does_not_move_to_the_other_headline_when_its_own_is_corrected():
    old = f"{SUBHEAD}\n\nUmer Jamshaid\n\n{SUBHEAD}\n\nMOSCOW Kiev failed to provide evidence."
    new = old.replace(SUBHEAD, "Kyiv Shows No Proof", 1)
    assert reanchor(old, 0, len(SUBHEAD), new) is None
    second = old.rindex(SUBHEAD)
    assert reanchor(old, second, second + len(SUBHEAD), new) == (
        new.index(SUBHEAD),
        new.index(SUBHEAD) + len(SUBHEAD),
    )


def test_a_note_does_not_move_to_the_neighbouring_sentence_when_its_own_is_changed():
    # The failure of hypothesis/client issue 7571.
    old = (
        "<Kiev reported that the drones hit twelve targets across the region.\n"
        "Kherson reported that the drones hit twelve targets across the region.>"
    )
    new = old.replace("twelve", "ten", 1)
    quote = "the drones hit twelve targets across the region"
    assert moved(old, quote, new, prefix="<Kiev reported that ") is None
    assert moved(old, quote, new, prefix="Kherson reported that ") is not None


def test_a_note_does_not_follow_its_words_to_another_speaker():
    # The figures were swapped: the words now stand once, in a place that is much like the old.
    rows = {"Alpha": "twelve", "Bravo": "ten", "Delta": "nine", "Gamma": "six", "Kappa": "two"}
    old = "\n".join(
        f"Unit {name} reported that {count} drones fell." for name, count in rows.items()
    )
    for one, other in permutations(rows.values(), 2):
        new = old.replace(one, "?").replace(other, one).replace("?", other)
        assert moved(old, f"{one} drones fell", new) is None
    new = old.replace("twelve", "?").replace("ten", "twelve").replace("?", "ten")
    assert moved(old, "six drones fell", new) is not None


def test_words_that_occur_once_amid_wholly_different_text_are_left_to_the_editor():
    new = "A museum in Lisbon lent two Iranian drones for an exhibition about toys and kites."
    for start in (ARTICLE.index(DRONES), ARTICLE.rindex(DRONES)):
        assert reanchor(ARTICLE, start, start + len(DRONES), new) is None


def test_one_unchanged_side_is_enough_for_words_that_occur_once():
    old = "The minister spoke late on Monday. Kiev showed no documents, he said at the meeting."
    before_changed = old.replace("The minister spoke late on Monday.", "Ashtiani took questions:")
    after_changed = old.replace(", he said at the meeting.", ". His ministry gave no details.")
    quote = "Kiev showed no documents"
    assert (
        moved(old, quote, before_changed) == "Ashtiani took questions: [Kiev showed no documents]"
    )
    assert moved(old, quote, after_changed).endswith("Monday. [Kiev showed no documents]")


def test_an_unchanged_side_that_stands_elsewhere_too_proves_nothing():
    said = ", the ministry of defence said in a statement on its website. "
    old = f"Kiev: 12 people died{said}A day passed. In Moscow 14 people died{said}The end."
    new = f"Kiev: 15 people died{said}A day passed. In Moscow 12 people died{said}The end."
    assert moved(old, "12 people died", new) is None
    # It may stand there no more, or only now.
    dropped = f"A day passed. In Moscow 12 people died{said}The end."
    assert moved(old, "12 people died", dropped) is None
    once = f"Kiev: 12 people died{said}A day passed. The end."
    assert moved(once, "12 people died", new) is None


def test_a_side_without_words_proves_nothing():
    assert moved("Kiev has no drones.", "drones", "A museum in Lisbon lent drones.") is None


def test_small_changes_on_both_sides_are_no_obstacle():
    old = "Russia was using the Iranian drones in Ukraine, at a joint meeting of experts."
    new = "Russia is using the Iranian drones in Ukraine at a joint meeting of experts."
    assert moved(old, "Iranian drones in Ukraine", new) is not None


def test_of_several_occurrences_one_unchanged_side_is_not_enough():
    old = "The first report: drones fell at dawn near the river, said the mayor of the town."
    new = (
        "Elsewhere nothing of note happened: drones fell at dawn near the river, said the mayor "
        "of the town. A second one: drones fell at night."
    )
    assert moved(old, "drones fell", new) is None


def test_occurrences_in_the_same_surroundings_cannot_be_told_apart():
    row = "Iran denied the report on Monday, as it had done before, without a comment.\n"
    start = len(row) * 4 + row.index("denied")
    assert reanchor(row * 9, start, start + 6, row * 8) is None


def test_a_second_copy_of_the_whole_surroundings_is_not_told_from_the_first():
    told = "In Vienna, after the long talks, Kiev showed no proof: so he said at the door at noon. "
    old = f"First. {told}Last."
    assert moved(old, "Kiev showed no proof", f"First. {told}{told}Last.") is None


def test_of_two_merged_occurrences_neither_is_taken():
    old = (
        "At the morning briefing in Tehran he said drones fell, adding that two had been found. "
        "Much else was said. In the evening the mayor told us that drones fell, and went home."
    )
    one, other = old.index("drones fell"), old.rindex("drones fell")
    new = old[: one + len("drones fell")] + old[other + len("drones fell") :]
    assert reanchor(old, one, one + len("drones fell"), new) is None
    assert reanchor(old, other, other + len("drones fell"), new) is None


def test_a_passage_that_was_the_whole_text_is_left_to_the_editor():
    assert reanchor("drones", 0, 6, "Other drones here") is None
    assert reanchor("Kiev said so", 0, 4, "Kiev, though, never did") is None


def test_a_blank_passage_is_never_moved():
    assert reanchor("a b", 1, 2, "a b c") is None
    assert reanchor("a b", 1, 1, "a b c") is None
    start = ARTICLE.index("\n\nIn November")
    assert reanchor(ARTICLE, start, start + 2, "Corrected.\n" + ARTICLE) is None


def test_a_passage_of_a_letter_in_a_long_text_is_given_up():
    assert reanchor("a" * 30_000, 5, 6, "a" * 30_001) is None


@unhurried
@given(texts, texts, st.data())
def test_a_passage_is_never_anchored_to_other_words(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    place = reanchor(old, start, end, new)
    assert place is None or new[slice(*place)] == old[start:end]


sentences = st.lists(
    st.sampled_from(
        [
            "Kiev showed no proof.",
            "Iran denied the report.",
            "Moscow denied the report.",
            "He said: drones fell.",
            "She said: drones fell.",
            "The UN was asked to investigate the matter without delay.",
            "France, the UK and Germany believe that the rule covers it.",
            "Nothing more was said on Monday.",
        ]
    ),
    min_size=3,
    max_size=9,
)


@unhurried
@given(sentences, st.data())
def test_a_sentence_added_or_dropped_elsewhere_never_moves_a_passage_to_another(written, data):
    """The true place is known here, since each sentence is numbered; the quote leaves that out."""
    chosen = data.draw(st.integers(0, len(written) - 1))
    edited = data.draw(st.integers(0, len(written) - 1))
    added = data.draw(st.none() | st.sampled_from(written))
    assume(edited != chosen)
    before, after = written[:chosen], written[chosen + 1 :]
    if added is not None:
        (before if edited < chosen else after).insert(0, added)
    elif edited < chosen:
        before.pop(edited)
    else:
        after.pop(edited - chosen - 1)
    old, new = " ".join(written), " ".join([*before, written[chosen], *after])
    start = len(" ".join([*written[:chosen], ""]))
    true = len(" ".join([*before, ""]))
    place = reanchor(old, start, start + len(written[chosen]), new)
    # Where sentences repeat, what was dropped may as well have been its twin.
    if written.count(written[chosen]) == 1 and added != written[chosen]:
        assert place in (None, (true, true + len(written[chosen])))


@unhurried
@given(st.integers(0, len(ARTICLE) - 1), st.integers(1, 80), st.integers(0, len(ARTICLE)))
def test_a_note_put_into_the_article_moves_each_passage_rightly_or_breaks_it(start, length, at):
    end = min(start + length, len(ARTICLE))
    note = "[Editor's note: this was corrected on Friday.]"
    place = reanchor(ARTICLE, start, end, ARTICLE[:at] + note + ARTICLE[at:])
    shift = len(note) if at <= start else 0
    if start < at < end:
        assert place is None
    else:
        assert place in (None, (start + shift, end + shift))
    # Both sides of a passage are what they were if the note is not within 32 code points.
    if ARTICLE[start:end].strip() and not start - 32 < at < end + 32:
        assert place is not None
