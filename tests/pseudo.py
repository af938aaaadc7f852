"""A language that nobody speaks: every phrase of the interface accented, a third longer, between
⟦ and ⟧, and written from right to left.

It is made while the tests run; no file of it ships. What a page shows in it without the marks
does not go through gettext, and would stay English in every language.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf.locale import LANG_INFO
from django.test import override_settings
from django.utils.translation import trans_real

# A variant of Arabic that nobody has: Django writes Arabic from right to left.
CODE = "ar-xb"
OPEN, CLOSE = "⟦", "⟧"

_ACCENTED = str.maketrans(
    "abcdefghijklmnoprstuvwyzABCDEFGHIJKLMNOPRSTUVWYZ",
    "áƀčďéƒğĥíĵķľḿñöƥřšťúṽŵýžÁƁČĎÉƑĞĤÍĴĶĽḾÑÖƤŘŠŤÚṼŴÝŽ",
)
# What a phrase may hold that is not for a translator: %(name)s, %s, %%, {name}, tags, entities.
_KEPT = re.compile(r"%\([a-z_]+\)[a-z]|%[a-z%]|\{[a-z_]*\}|<[^>]*>|&#?\w+;", re.IGNORECASE)


def pseudo(phrase: str) -> str:
    """`phrase` in the language; blanks around it stay around it."""
    inner = phrase.strip()
    if not inner:
        return phrase
    before, _, after = phrase.partition(inner)
    parts = []
    end = 0
    for kept in _KEPT.finditer(inner):
        parts += [inner[end : kept.start()].translate(_ACCENTED), kept[0]]
        end = kept.end()
    parts.append(inner[end:].translate(_ACCENTED))
    longer = " łöñğ" * max(1, round(len(_KEPT.sub("", inner)) / 15))
    return f"{before}{OPEN}{''.join(parts)}{longer}{CLOSE}{after}"


class Pseudo:
    """In place of a catalogue."""

    def to_language(self) -> str:
        return CODE

    def language(self) -> str:
        return CODE

    def gettext(self, message: str) -> str:
        _context, _, phrase = message.rpartition(trans_real.CONTEXT_SEPARATOR)
        return pseudo(phrase)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


@contextmanager
def spoken() -> Iterator[None]:
    """The site speaks the language: `lang=ar-xb`."""
    LANG_INFO[CODE] = {"bidi": True, "code": CODE, "name": "Pseudo", "name_local": "⟦Ƥšéúďö⟧"}
    try:
        # Another list of languages empties Django's store of catalogues, there and back.
        with override_settings(LANGUAGES=[("en", "English"), (CODE, "Pseudo")]):
            trans_real._translations[CODE] = Pseudo()
            yield
    finally:
        del LANG_INFO[CODE]
