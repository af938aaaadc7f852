"""What a saved page, a file and a bare text say of themselves."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import decoding, extraction
from claims.models.fields import refuse_control_characters
from tests import saved_pages

NEWS = (
    "Der Minister dementiert\r\n\r\nAm Montag sagte er: „Nein, über Drohnen weiß ich nichts.“\r\n"
)


# Pages -------------------------------------------------------------------------------------------


def test_a_page_with_json_ld_tells_all_of_itself() -> None:
    found = extraction.from_html(saved_pages.WITH_JSON_LD)
    assert found == extraction.Found(
        body=saved_pages.BODY_OF_JSON_LD,
        removed={},
        headline="Minister denies sale",
        byline="Ada Writer",
        publisher="The Daily Test",
        published="2022-12-13",
        published_as_given="2022-12-13T01:10:00+03:00",
        language="en-GB",
        url="https://daily.test.example/world/minister-denies-sale",
    )


def test_a_byline_keeps_the_full_stops_of_its_initials() -> None:
    page = saved_pages.WITH_JSON_LD.replace("Ada Writer", "A.B. Writer")
    assert extraction.from_html(page).byline == "A.B. Writer"


def test_a_page_with_og_tags_keeps_its_script_and_its_joiners() -> None:
    found = extraction.from_html(saved_pages.WITH_OG_TAGS)
    assert found.headline == "وزیر دفاع تکذیب کرد"
    assert (found.publisher, found.byline) == ("روزنامه نمونه", "سارا نویسنده")
    assert (found.published, found.language) == ("2022-11-05", "fa")
    assert found.url == "https://roozname.example/news/123"
    assert "می\u200cتوان اسناد" in found.body


def test_a_page_that_says_nothing_of_itself_is_not_given_a_date() -> None:
    found = extraction.from_html(saved_pages.PLAIN)
    assert found.headline == "Council refuses the request"
    assert found.body.startswith("Council refuses the request\n\nThe council refused the request")
    assert (found.published, found.publisher, found.url, found.language) == ("", "", "", "")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2022-02-30", "2022-13-01", "soon"])
def test_a_day_that_cannot_be_is_not_proposed(day: str) -> None:
    page = saved_pages.WITH_JSON_LD.replace("2022-12-13T01:10:00+03:00", day)
    assert extraction.from_html(page).published == ""


def test_combining_characters_stay_as_they_are() -> None:
    page = saved_pages.PLAIN.replace("evening", "soire\u0301e")
    assert "on Thursday soire\u0301e," in extraction.from_html(page).body


def test_a_headline_that_the_body_has_already_is_not_given_twice() -> None:
    body = extraction.from_html(saved_pages.WITH_JSON_LD).body
    assert body.count("Minister denies sale") == 1


def test_cells_of_a_row_stand_apart() -> None:
    table = "<table><tr><td>Drones sold</td><td>12</td></tr></table>"
    page = saved_pages.PLAIN.replace("</div>", f"{table}</div>")
    assert extraction.from_html(page).body.endswith("Drones sold\t12\n")


NO_ARTICLES = {
    "no words": saved_pages.WITHOUT_ARTICLE,
    "nothing": "",
    "punctuation": "<html><body><p>…</p><p>!</p></body></html>",
    "too many tags": "<b>" * 60_001,
    "a comment": "<!-- <p>Somebody said something.</p> -->",
}


@pytest.mark.parametrize("case", NO_ARTICLES)
def test_a_page_without_an_article_is_refused_with_a_remedy(case: str) -> None:
    with pytest.raises(extraction.ExtractionError, match="paste its text"):
        extraction.from_html(NO_ARTICLES[case])


ODD_PAGES = {
    "deep": "<html><body>" + "<div>" * 50_000 + "<p>Somebody said something here.</p>",
    "deep and bold": "<html><body><p>" + "<b><i>" * 20_000 + "Somebody said something here.",
    "entities": '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;">]><html><body><p>Somebody said &c; there.</p></body></html>',
    "a file": '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body>'
    "<p>Somebody said &f; there.</p></body></html>",
    "deep data": '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>A word.</p>",
    "a surrogate": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
    '"\\ud800 said"}</script><p>Somebody said something here.</p>',
    "references": "<p>Somebody &#0; said &#xD800; and &#x7; something &#xFFFF; here.</p>",
    "another declaration": '<?xml version="1.0" encoding="utf-16"?><html><body><p>Somebody said '
    "so.</p><p>And more of it.</p></body></html>",
    "an address that is none": '<link rel="canonical" href="https://[::1"><p>Somebody said so.</p>',
    "brackets": "<" * 50_000,
}


@pytest.mark.parametrize("case", ODD_PAGES)
def test_an_odd_page_is_read_or_refused(case: str) -> None:
    try:
        found = extraction.from_html(ODD_PAGES[case])
    except extraction.ExtractionError:
        return
    for text in (found.body, found.headline, found.byline, found.publisher, found.url):
        refuse_control_characters(text, allowed="\n\t")
        assert "lollol" not in text
        assert "root:" not in text


# Bare texts --------------------------------------------------------------------------------------


def test_a_text_is_kept_to_the_character_and_its_first_line_is_the_headline() -> None:
    text = "\n  Someone   denies it \n\n  Indented,  with two spaces.\t\n\n\n"
    found = extraction.from_text(text)
    assert (found.body, found.headline) == (text, "Someone denies it")


def test_a_first_line_that_is_a_whole_text_is_no_headline() -> None:
    assert extraction.from_text("word " * 200).headline == ""


def test_line_ends_of_all_kinds_become_line_feeds() -> None:
    assert extraction.from_text("a\r\nb\rc\fd\x0be\x85f").body == "a\nb\nc\nd\ne\nf"


def test_what_no_reader_can_see_is_taken_out_and_told() -> None:
    found = extraction.from_text("He\0 sai\x07d\x07 \ud800so\uffff, to\u200bday\u202c.")
    assert found.body == "He said so, to\u200bday\u202c."
    assert found.removed == {"U+0000": 1, "U+0007": 2, "U+D800": 1, "U+FFFF": 1}


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=200, deadline=None)
def test_what_is_left_is_what_the_fields_take(text: str) -> None:
    refuse_control_characters(decoding.visible(text).text, allowed="\n\t")


def test_no_character_is_taken_out_that_the_fields_take() -> None:
    everything = "".join(map(chr, range(0x11000)))
    left = set(decoding.visible(everything).text)
    for character in sorted(set(everything) - left - set("\r\f\v\x85")):
        with pytest.raises(Exception, match="no reader can see"):
            refuse_control_characters(character, allowed="\n\t")


# Files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NEWS.encode(), "utf-8"),
        (codecs.BOM_UTF8 + NEWS.encode(), "utf-8"),
        (NEWS.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"), "utf-16"),
        (NEWS.encode("utf-32"), "utf-32"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_shows(data: bytes, encoding: str) -> None:
    assert decoding.decoded(data) == decoding.Decoded(NEWS, encoding)


def test_an_encoding_that_a_file_does_not_show_is_worked_out() -> None:
    text = "Министр сказал в понедельник, что ничего подобного не было и не будет никогда. " * 5
    assert decoding.decoded(text.encode("cp1251")).text == text


def test_an_editor_can_say_the_encoding() -> None:
    assert decoding.decoded("не".encode("koi8-r"), "koi8-r").text == "не"


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    data = saved_pages.IN_CYRILLIC.encode("cp1251")
    assert decoding.decoded(data, page=True).text == saved_pages.IN_CYRILLIC


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\0", "empty"),
        (b"%PDF-1.7 text", "a PDF"),
        (b"PK\x03\x04word/document.xml", "a Word"),
        (bytes(range(256)) * 50, "not a text|worked out"),
        (b"\x00\x01\x02\x03" * 5000, "not a text|worked out"),
    ],
)
def test_a_file_that_is_no_text_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(decoding.DecodingError, match=why):
        decoding.decoded(data)


def test_a_file_that_is_not_in_the_encoding_chosen_is_refused_with_the_place() -> None:
    with pytest.raises(decoding.DecodingError, match="its byte 5 means nothing"):
        decoding.decoded(b"said\xff", "utf-8")
