"""The interface speaks other languages: every phrase goes through gettext, and the page turns
round for those that are written from right to left. Proven by a language that nobody speaks."""

import re

import pytest

from tests import pseudo, wording
from tests.pages import ERROR_URLS, ERRORS, PAGES, each

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def assert_it_speaks(response, address):
    html = response.content.decode()
    assert response.status_code == address.status
    assert re.search(r'<html lang="ar-xb" dir="rtl"', html)
    found, phrases = wording.untranslated(html, address.path, wording.Sources())
    assert not found, "\n".join(["not through gettext, nor marked as a source's:",
                                 *wording.told(found)])  # fmt: skip
    assert phrases > 8, "the frame of the page alone has more"


@each(PAGES)
def test_every_phrase_of_a_page_is_spoken_in_the_language(
    demo_once, pseudo_language, client, address
):
    assert_it_speaks(client.get(address.spoken(pseudo.CODE)), address)


@pytest.mark.urls(ERROR_URLS)
@each(ERRORS)
def test_every_phrase_of_an_error_page_is_spoken_in_the_language(pseudo_language, client, address):
    assert_it_speaks(client.get(address.spoken(pseudo.CODE)), address)


def test_the_language_chosen_stays_for_the_next_page(demo_once, pseudo_language, client):
    client.get(f"/claims/?lang={pseudo.CODE}")
    assert '<html lang="ar-xb" dir="rtl">' in client.get("/about/").content.decode()
    client.get("/claims/?lang=en")
    assert '<html lang="en" dir="ltr">' in client.get("/about/").content.decode()


REFUSALS = {
    "evidence=maybe": "“maybe”",
    "after=2022-13": "“2022-13”",
    "after=2022-12&before=2022-11": "⟦“Áƒťéř”",
    "claimant=nobody": "“nobody”",
    "q=%28": "⟦Ťĥéřé íš ñö ľéťťéř",
    "q=" + "+".join(f"w{number}" for number in range(41)): "40",
    "sort=relevance": "q",
    "cursor=garbage": "⟦Ťĥíš ƥáğé ḿářķéř",
    "after=2022&after=2021": "2",
    "lang=xx": "“xx”",
    "q=" + "a" * 501: "501",
}


@pytest.mark.parametrize("query", REFUSALS)
def test_a_refusal_is_told_in_the_language_and_names_the_value(
    demo_once, pseudo_language, client, query
):
    first = client.get(f"/claims/?lang={pseudo.CODE}")
    assert first.status_code == 200
    response = client.get(f"/claims/?{query}", headers={"accept-language": pseudo.CODE})
    messages = [str(text) for texts in response.context["filter"].form.errors.values()
                for text in texts]  # fmt: skip
    assert messages
    for message in messages:
        assert message.startswith("⟦")
        assert message.endswith("⟧")
        assert REFUSALS[query] in message


def test_no_catalogue_ships_that_nobody_has_reviewed(settings):
    [folder] = settings.LOCALE_PATHS
    assert [path.name for path in folder.iterdir()] == [".gitkeep"]
    assert settings.LANGUAGES == [("en", "English")]
