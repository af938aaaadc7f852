"""Words: how every text and every query is cut and folded, so that both engines find the same.

NFKC, case folded, marks and format characters stripped; what is left is cut at whatever is no
letter or digit, and spelt in ASCII, which neither engine's tokenizer can cut otherwise.
"""

import hashlib
import re
import unicodedata
from itertools import filterfalse

_LONGEST_WORD = 40

# A letter of a script that writes no spaces is a word of its own; a word of several is a phrase.
WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def words(text: str) -> list[str]:
    """The words of `text`, in order, folded: NFKC, case folded, marks and format characters
    stripped; each as an ASCII word, the same for both engines."""
    return [_ascii(word) for word in _decomposed(text).translate(_CUT).split()]


def places(text: str) -> list[tuple[str, int, int]]:
    """(word, start, end) of the `words` of `text`: from the first to the last of the letters, as
    they stand in it, of which the word was folded, and the marks on that."""
    letters = [folded(character) for character in text]
    origins = [origin for origin, some in enumerate(letters) for _ in some]
    found = []
    for match in WORD.finditer("".join(letters)):
        end = origins[match.end() - 1] + 1
        while end < len(text) and not letters[end]:
            end += 1
        found.append((_ascii(match.group()), origins[match.start()], end))
    return found


def folded(text: str) -> str:
    return "".join(filterfalse(_is_stripped, _decomposed(text)))


def _decomposed(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())


def _is_stripped(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


class _Cut(dict[int, str | None]):
    """What `str.translate` makes of each decomposed character, so that spaces alone stand between
    words: as `folded` and `WORD` would cut them, in half the time."""

    def __missing__(self, code: int) -> str | None:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[code] = made = self._made_of(chr(code))
        return made

    def _made_of(self, character: str) -> str | None:
        if _is_stripped(character):
            return None
        if not WORD.fullmatch(character):
            return " "
        # Two letters that are one word together; of a script without spaces, each is its own.
        return character if WORD.fullmatch(character * 2) else f" {character} "


_MOST_REMEMBERED = 20_000
_CUT = _Cut()


def _ascii(word: str) -> str:
    # The leading letter keeps PostgreSQL's parser from reading numbers, versions or exponents.
    spelt = f"w{word}" if word.isascii() else f"u{word.encode('utf-8', 'surrogatepass').hex()}"
    if len(spelt) <= _LONGEST_WORD:
        return spelt
    return f"h{hashlib.blake2b(spelt.encode(), digest_size=16).hexdigest()}"
