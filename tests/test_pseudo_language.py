"""The language that nobody speaks, and the walk that looks for what is not said in it."""

import pytest
from django.utils.translation import gettext, gettext_lazy, ngettext, override, pgettext

from tests import pseudo, wording

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("phrase", "spoken"),
    [
        ("Find", "⟦Ƒíñď łöñğ⟧"),
        (" Find ", " ⟦Ƒíñď łöñğ⟧ "),
        ("", ""),
        ("%(number)s of {most}, %s%%", "⟦%(number)s öƒ {most}, %s%% łöñğ⟧"),
        ('<a href="/claims/">All&nbsp;claims</a>', '⟦<a href="/claims/">Áľľ&nbsp;čľáíḿš</a> łöñğ⟧'),
    ],
)
def test_the_language_keeps_what_a_translator_keeps(phrase, spoken):
    assert pseudo.pseudo(phrase) == spoken


def test_the_language_is_a_third_longer():
    phrase = "This site keeps what was said, by whom, and where. It never says what is true."
    assert 1.3 <= len(pseudo.pseudo(phrase)) / len(phrase) <= 1.5


def test_the_language_speaks_wherever_a_phrase_comes_from(pseudo_language):
    lazy = gettext_lazy("Find")
    with override(pseudo.CODE):
        assert gettext("Find") == str(lazy) == pgettext("a button", "Find") == "⟦Ƒíñď łöñğ⟧"
        assert ngettext("%(n)s claim", "%(n)s claims", 2) % {"n": 2} == "⟦2 čľáíḿš łöñğ⟧"
    assert str(lazy) == "Find"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>⟦Šö⟧</p>", []),
        ("<p>So</p>", ["<p>: 'So'"]),
        ("<p>⟦Šö⟧ and so</p>", ["<p>: 'and so'"]),
        ("<p>⟦Šö <a>ŕéáď</a> öñ⟧</p>", []),
        ("<p>⟦Šö</p><p>on</p>", ["<p>: '⟦ and ⟧ do not match'", "<p>: 'on'"]),
        ("<p>12 · 2022-11-30 …</p>", []),
        ("<p><bdi>Iran</bdi></p>", []),
        ("<p>Iran</p>", ["<p>: 'Iran'"]),
        ("<p><bdi>Utopia</bdi></p>", ["<p> <bdi>: 'Utopia'"]),
        ('<p><a href="/actors/iran/">Iran</a></p>', []),
        ('<p><a href="/actors/russia/">Iran</a></p>', ["<p> <a>: 'Iran'"]),
        ('<h2 dir="auto">Claim: Iran supplies Russia with drones.</h2>',
         ["<h2>: 'Claim: Iran supplies Russia with drones.'"]),
        ('<nav aria-label="Site"></nav>', ["<nav> aria-label: 'Site'"]),
        ('<nav aria-label="⟦Šíťé⟧ Iran"></nav>', []),
        ('<input placeholder="2022-11">', []),
        ('<input placeholder="words">', ["<input> placeholder: 'words'"]),
        ('<svg><rect/><title>Iran</title></svg>', []),
        ("<title>Iran · claimsite</title>", []),
        ("<title>About Iran · claimsite</title>", ["<title>: 'About Iran · claimsite'"]),
        ('<meta name="description" content="Words">', ["<meta> content: 'Words'"]),
        ("<script>let words</script><style>p {}</style>", []),
        ("<code>evidence</code><b translate=no>claimsite</b>", []),
        ("<bdi>unicorns</bdi>", []),
    ],
)  # fmt: skip
def test_the_walk_tells_the_interface_from_its_sources(demo_once, html, found):
    page = f"<html lang=ar-xb><body>{html}</body></html>"
    sources = wording.Sources()
    left, _phrases = wording.untranslated(page, "/claims/?q=unicorns", sources)
    assert [
        str(word).replace("<html> <body> ", "").replace("<body> ", "") for word in left
    ] == found


@pytest.mark.parametrize("path", ["/", "/claims/", "/evidence/", "/actors/"])
def test_an_empty_database_is_told_in_the_language(db, pseudo_language, client, path):
    response = client.get(f"{path}?lang={pseudo.CODE}")
    found, _phrases = wording.untranslated(response.content.decode(), path, wording.Sources())
    assert [str(word) for word in found] == []
