"""A file's bytes as text, verbatim but for what no reader can see."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from charset_normalizer import from_bytes

MOST_BYTES_OF_A_FILE = 5_000_000
"""A saved page has up to one or two million; a text of this size is a long novel."""

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "windows-1252": "Western European (Windows-1252)",
    "windows-1250": "Central European (Windows-1250)",
    "windows-1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "windows-1253": "Greek (Windows-1253)",
    "windows-1254": "Turkish (Windows-1254)",
    "windows-1255": "Hebrew (Windows-1255)",
    "windows-1256": "Arabic, Persian (Windows-1256)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "shift_jis": "Japanese (Shift JIS)",
    "euc-kr": "Korean (EUC-KR)",
}
"""What an editor may choose where the encoding was worked out wrongly: name → words."""

# The longer first: UTF-32's mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXTS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,30})""", re.IGNORECASE)
_OF_PAGES = re.compile(
    r"iso8859-\d+|cp(125\d|866|874|932|949|950)|koi8-[rut]|gb(k|2312|18030)|big5(hkscs)?"
    r"|shift_jis|euc_(jp|kr)|mac-?(roman|cyrillic)|tis-620"
)
# What our fields refuse (`claims.models.fields`): control characters but for the line feed and the
# tab, lone surrogates, and what XML forbids.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# More control characters than this among a thousand, and it is no text.
_MOST_CONTROLS_IN_A_THOUSAND = 5


class DecodingError(ValueError):
    """What was given is no text; the message, for the editor, says what to do."""


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str


def decoded(data: bytes, encoding: str = "", *, page: bool = False) -> Decoded:
    """The text of a file in `encoding`; without one, in that which its mark, its bytes, a `page`
    in its own words, or a guess by the bytes' statistics tell. Line ends and everything else are
    as in the file; a mark at its beginning is no part of it. Raises DecodingError."""
    if not data.strip(b"\0 \t\r\n"):
        raise DecodingError("The file is empty: choose another.")
    for beginning, what in _NO_TEXTS:
        if data.startswith(beginning):
            raise DecodingError(
                f"The file is {what}, not a text: copy its words and paste them instead."
            )
    if encoding:
        if encoding not in ENCODINGS:
            raise DecodingError("Choose one of the encodings, or let it be worked out.")
        return _checked(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(data, name)
    try:
        return _checked(data, "utf-8")
    except DecodingError:
        if page and (declared := _declared(data)):
            return _checked(data, declared)
        # Of a long file a part tells it, cut where no character is; all of it would take a minute.
        part = data if len(data) < 200_000 else data[:200_000].rpartition(b"\n")[0]
        best = from_bytes(part or data[:200_000]).best()
    if best is None:
        raise DecodingError(
            "The file's encoding cannot be worked out: choose it, or save the file as UTF-8."
        )
    return _checked(data, best.encoding)


def _checked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise DecodingError(
            f"The file is not in {encoding}: its byte {error.start + 1} means nothing there. "
            "Choose another encoding, or save the file as UTF-8."
        ) from error
    controls = len(_INVISIBLE.findall(text))
    if controls * 1000 > len(text) * _MOST_CONTROLS_IN_A_THOUSAND + 5_000:
        raise DecodingError("The file is not a text: copy its words and paste them instead.")
    return Decoded(text, encoding.removesuffix("-sig"))


def _declared(data: bytes) -> str:
    """The encoding that a page says it is in, if it is one that pages are written in."""
    match = _CHARSET.search(data[:4096])
    try:
        name = codecs.lookup(match.group(1).decode()).name if match else ""
    except LookupError:
        return ""
    # As browsers do: what says Latin-1 is Windows-1252.
    return {"iso8859-1": "cp1252"}.get(name, name) if _OF_PAGES.fullmatch(name) else ""


# What no reader can see ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Visible:
    """A text with LF line ends, without control characters, lone surrogates and noncharacters;
    and what was taken out of it: "U+0007" → how often."""

    text: str
    removed: dict[str, int]


def visible(text: str) -> Visible:
    """`text` as the site can keep it. Line ends of any kind (CR, CRLF, form feed, vertical tab,
    next line) are line feeds then. What directs a script (joiners, direction marks) stays: it is
    part of how the words are read."""
    for line_end in ("\r\n", "\r", "\f", "\v", "\x85"):
        text = text.replace(line_end, "\n")
    removed = Counter(_INVISIBLE.findall(text))
    named = {f"U+{ord(character):04X}": removed[character] for character in sorted(removed)}
    return Visible(_INVISIBLE.sub("", text), named)


def one_line(text: str | None) -> str:
    """`text` in one line: white space as one space, nothing that no reader can see."""
    return " ".join(visible(text or "").text.split())
