"""Files that cannot be taken as what they should be."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from . import ACTORS, ARTICLE, CLAIMS, READING


def _begins_with(start: bytes) -> Callable[[Path], None]:
    return lambda path: _write(path, start + path.read_bytes())


def _contains(old: str, new: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        assert old.encode() in path.read_bytes()
        _write(path, path.read_bytes().replace(old.encode(), new, 1))

    return change


def _is(content: bytes) -> Callable[[Path], None]:
    return lambda path: _write(path, content)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _utf_16(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


def _of_fifty_megabytes(path: Path) -> None:
    os.truncate(path, 50_000_000)


def _gone(path: Path) -> None:
    path.unlink()


def _a_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _crlf(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def _renamed_to_yml(path: Path) -> None:
    path.with_name("another.yml").write_bytes(path.read_bytes())


def _twin(path: Path) -> None:
    path.with_name("urdupoint-again.yaml").write_bytes(path.read_bytes())


BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
DEEP = b"iran:\n  name: " + b"[" * 5000 + b"]" * 5000 + b"\n"

# The file, what becomes of it, how the message names it (file and line), and what it says.
BROKEN = {
    "a registry that is not YAML": (
        ACTORS,
        _contains("aliases: [Tehran,", b"aliases: [Tehran: [,"),
        "actors.yaml:13",
        ("is not YAML", "quotation marks"),
    ),
    "a reading indented by a tab": (
        READING,
        _contains("  file: urdu", b"\tfile: urdu"),
        f"{READING}:5",
        ("is not YAML", "Check the indentation"),
    ),
    "a reading that is prose": (
        READING,
        _is(b"Kiev failed to provide any evidence."),
        f"{READING}:1",
        ("holds text", "write keys and values"),
    ),
    "a registry that is a list": (
        CLAIMS,
        _is(b"- one\n- two\n"),
        "claims.yaml:1",
        ("holds a list", "write keys and values"),
    ),
    "a reading in UTF-16": (READING, _utf_16, f"{READING}:1", ("is UTF-16", "save it as UTF-8")),
    "an article in UTF-16": (ARTICLE, _utf_16, f"{ARTICLE}:1", ("is UTF-16", "save it as UTF-8")),
    "a reading in Latin-1": (
        READING,
        _contains("“on Monday”", b"\x93on Monday\x94"),
        f"{READING}:39",
        ("is not UTF-8", "save it as UTF-8"),
    ),
    "a reading with a byte order mark": (
        READING,
        _begins_with(b"\xef\xbb\xbf"),
        f"{READING}:1",
        ("byte order mark", "save it as UTF-8 without one"),
    ),
    "an article with a byte order mark": (
        ARTICLE,
        _begins_with(b"\xef\xbb\xbf"),
        f"{ARTICLE}:1",
        ("byte order mark", "save it as UTF-8 without one"),
    ),
    "a reading with a control character": (
        READING,
        _contains("Umer Jamshaid", b"Umer\x07Jamshaid"),
        f"{READING}:9",
        ("U+0007", "remove it"),
    ),
    "an article with a control character": (
        ARTICLE,
        _contains("Kiev failed", b"Kiev\x00failed"),
        f"{ARTICLE}:9",
        ("U+0000", "remove it"),
    ),
    "an article with CR line ends": (
        ARTICLE,
        _crlf,
        f"{ARTICLE}:1",
        ("CR line", "save it with LF"),
    ),
    "an article of 50 MB": (
        ARTICLE,
        _of_fifty_megabytes,
        ARTICLE,
        ("50,000,000 bytes", "give the article alone"),
    ),
    "a reading of 50 MB": (
        READING,
        _of_fifty_megabytes,
        READING,
        ("50,000,000 bytes", "divide the file"),
    ),
    "an empty reading": (READING, _is(b""), f"{READING}:1", ("is empty", "remove the file")),
    "an empty article": (ARTICLE, _is(b"\n \n"), f"{ARTICLE}:1", ("is empty", "write it")),
    "a missing registry": (ACTORS, _gone, "actors.yaml", ("does not exist", "put a text file")),
    "a missing article": (ARTICLE, _gone, f"{READING}:5", ("there is no text", "articles/")),
    "no reading at all": (READING, _gone, "readings", ("there is no reading", "add one")),
    "a registry that is a directory": (
        CLAIMS,
        _a_directory,
        "claims.yaml",
        ("is a directory", "put a text file"),
    ),
    "a reading that is a directory": (
        READING,
        _a_directory,
        READING,
        ("is a directory", "put a text file"),
    ),
    "YAML aliases that grow": (
        ACTORS,
        _is(BOMB),
        "actors.yaml:1",
        ("anchor or alias", "write the"),
    ),
    "lists nested 5000 deep": (ACTORS, _is(DEEP), "actors.yaml:2", ("nested more", "flatter")),
    "a YAML tag": (
        ACTORS,
        _contains("name: Iran\n", b"name: !!python/name:os.system Iran\n"),
        "actors.yaml:10",
        ("has a YAML tag", "remove it"),
    ),
    "a second YAML document": (
        CLAIMS,
        _contains("iran-supplies-drones-to-russia:", b"---\niran-supplies-drones-to-russia:"),
        "claims.yaml:14",
        ("second document", "remove the line"),
    ),
    "a list as a key": (
        ACTORS,
        _contains("  kind: state\n", b"  [kind]: state\n"),
        "actors.yaml:11",
        ("list or mapping as a key", "write a plain key"),
    ),
    "a reading that ends in .yml": (
        READING,
        _renamed_to_yml,
        "readings/another.yml",
        ("would not be read", "rename it"),
    ),
    "two readings of one article": (
        READING,
        _twin,
        "readings/urdupoint-again.yaml:5",
        ("has the text that urdupoint-2022-12-13.yaml reads", "make the two readings one"),
    ),
    "passages that are no list": (
        READING,
        _contains("passages:\n", b"passages: none\nothers:\n"),
        f"{READING}:",
        ("unknown key “others”", "use one of the keys"),
    ),
    "a cast that is a list": (
        READING,
        lambda path: path.write_text(
            re.sub(r"(?s)\ncast:.*\npassages:", "\ncast: [minister]\n\npassages:", path.read_text())
        ),
        f"{READING}:16",
        ("is a list", "write a mapping"),
    ),
}
