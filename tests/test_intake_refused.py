"""What is refused of an article that comes in says what to do, and nothing of it is written."""

import re
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests import saved_pages
from tests.taking_in import ADDRESS, TEXT, errors, look, nothing_is_written, take_in, uploaded

pytestmark = pytest.mark.one_database

REFUSED_SOURCES: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing": ({}, "__all__", "Paste a text, choose a file"),
    "blank": ({"text": " \r\n "}, "__all__", "Paste a text, choose a file"),
    "two of them": ({"text": "A", "html": "B"}, "__all__", "Give one of them alone"),
    "only what is invisible": ({"text": "\x07\x08"}, "text", "The text is blank"),
    "a page as a text": ({"text": "\n<!DOCTYPE html><p>A"}, "text", "into the field “Source”"),
    "no article": ({"html": saved_pages.WITHOUT_ARTICLE}, "html", "no article to be found"),
    "an encoding that is none": ({"text": "A", "encoding": "rot13"}, "encoding", "valid choice"),
    "too long": ({"text": "word " * 420_000}, "text", "2,100,000 bytes; at most 2,000,000"),
}


@pytest.mark.parametrize("case", REFUSED_SOURCES)
def test_a_source_that_is_refused_says_what_to_do(case: str, editor: Client) -> None:
    given, field, why = REFUSED_SOURCES[case]
    found = errors(look(editor, **given))
    assert why in found[field][0]
    assert list(found) == [field]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.pdf", b"%PDF-1.4", "a PDF"),
        ("a.docx", b"PK\x03\x04", "a Word"),
        ("a.mhtml", b"MIME-Version: 1.0", "HTML only"),
        ("a.bin", bytes(range(256)) * 99, "not a text|worked out"),
        ("a.html", b"<html></html>", "no article to be found"),
        ("a.txt", b"word " * 1_000_001, "5,000,005 bytes; at most 5,000,000"),
    ],
)
def test_a_file_that_is_refused_says_what_to_do(
    name: str, data: bytes, why: str, editor: Client
) -> None:
    found = errors(look(editor, file=uploaded(data, name)))
    assert re.search(why, found["file"][0])


@pytest.mark.parametrize(
    "given",
    [
        {"text": "word " * 600_000},
        {"step": "save", "body": "word " * 600_000},
        {"file": uploaded(b"word " * 1_600_000)},
    ],
)
def test_what_is_too_big_for_a_form_is_told_and_not_an_error_page(
    given: dict[str, Any], editor: Client
) -> None:
    response = editor.post(ADDRESS, given)
    assert response.status_code == 413
    assert "a text may have up to 2 MB, a file 5 MB" in response.content.decode()
    assert nothing_is_written()


REFUSED_ARTICLES: dict[str, tuple[str, str, str]] = {
    "no headline": ("headline", "", "required"),
    "a headline too long": ("headline", "H" * 501, "500"),
    "a control character": ("byline", "Ada\x07", "Character 4 is U+0007"),
    "NUL": ("publisher_name", "A\0", "Null characters"),
    "a text with one": ("body", "He said\x08 so", "Character 8 is U+0008"),
    "no text": ("body", " \r\n", "blank"),
    "a date that is none": ("published", "13 December", "not a date"),
    "a year of ten digits": ("published", "9999999999", "outside the years"),
    "a language that is none": ("language", "in English", "BCP 47"),
    "an address that is none": ("url", "javascript:alert(1)", "valid URL"),
    "a slug with a slash": ("slug", "a/b", "slug"),
    "a publisher that is none": ("publisher", "1" + "0" * 30, "valid choice"),
    "a publisher that is no number": ("publisher", "x", "valid choice"),
    "a day that is none": ("retrieved_on", "2022-02-30", "valid date"),
}


ARTICLE = {
    "step": "save",
    "headline": "Minister denies it",
    "slug": "minister-denies-it",
    "publisher_name": "New Paper",
    "add_publisher": "on",
    "language": "en",
    "body": TEXT,
}


@pytest.mark.parametrize("case", REFUSED_ARTICLES)
def test_an_article_that_is_refused_says_what_to_do_and_nothing_is_written(
    case: str, editor: Client
) -> None:
    field, value, why = REFUSED_ARTICLES[case]
    given = {field: value}
    response = editor.post(ADDRESS, ARTICLE | given)
    found = errors(response)
    assert why in " ".join(found.get(field) or found["__all__"])
    assert nothing_is_written()
    # What was typed is still there.
    assert response.context["form"]["slug"].value() == given.get("slug", "minister-denies-it")


def test_a_slug_that_is_taken_meanwhile_is_refused(editor: Client) -> None:
    found = look(editor, text=TEXT)
    make.make_article(slug="minister-denies-it")
    assert (
        "already exists"
        in errors(take_in(editor, found, publisher_name="Daily Example"))["slug"][0]
    )


def test_a_step_that_lacks_its_fields_is_asked_for_them(editor: Client) -> None:
    found = errors(editor.post(ADDRESS, {"step": "save"}))
    assert {"headline", "slug", "body", "publisher", "language"} == set(found)
