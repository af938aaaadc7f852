"""What is written as YAML reads back to the same text, here and elsewhere."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from claims.readings.export import writing
from claims.readings.export.quoting import LONGEST, beside
from claims.readings.loading import load_yaml
from claims.readings.problems import Problems

FILE = Path("x.yaml")

TEXTS = (
    *("", " ", " before", "after ", "a: b", "a:", "a #b", "#b", "- a", "-", "? a", "?", ": a"),
    *("line\nfeed", "\nfirst", "last\n", "\n\n", "tab\there", "a\u2028b", "a\u2029b", "\ufeffmark"),
    *("no", "No", "yes", "on", "null", "~", "true", "2022-12-13", "12", "0o7", "1e3", ".inf", "="),
    *(
        "'",
        '"',
        "it's",
        '"quoted"',
        "''",
        "“so”",
        "\\",
        "\\n",
        "%TAG",
        "@a",
        "`a",
        "!a",
        "&a",
        "*a",
    ),
    *("{a: b}", "[a, b]", "a, b", "}", "]", "|", ">", "---", "...", "--- a", "<<"),
    *(
        "\u0301alone",
        "e\u0301",
        "\u200fright",
        "\u2067isolated\u2069",
        "soft\u00adhyphen",
        "\u00a0",
    ),
    *("ایران", "Україна", "北京", "हिन्दी", "\U0001f1eb\U0001f1f7", "\U000e0001", "\ue000"),
    *("x" * 5000, "word " * 2000, "a  b", "a   \nb", "key: value\n  more: x\n"),
)


def back(text: str, tmp_path: Path) -> Any:
    path = tmp_path / "x.yaml"
    path.write_bytes(text.encode())
    problems = Problems()
    document = load_yaml(path, problems)
    assert document is not None, problems.errors
    return document.value


def everywhere(text: str) -> dict[str, Any]:
    """The text wherever a reading or a registry has one."""
    return {
        "article": {"file": text, "corrections": [{"on": "2022", "text": text}]},
        "cast": {"x": {"is": text, "name": [text, text]}},
        "passages": [
            {"quote": text, "nothing": text},
            {"quote": text, "denies": {"x": {"form": text}}, "evidence": {"y": {"for": text}}},
        ],
        "exactly": [{"record": ["claim", text], "date": text}, {"without": ["claim", text]}],
    }


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_reads_back_as_it_is(text: str, tmp_path: Path) -> None:
    written, _ = writing.to_yaml(everywhere(text), "", FILE)
    assert back(written, tmp_path) == everywhere(text)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_any_text_that_a_record_can_hold_reads_back(text: str) -> None:
    _, document = writing.to_yaml({"x": {"name": text, "aliases": [text]}}, "", FILE)
    assert document.value == {"x": {"name": text, "aliases": [text]}}


@pytest.mark.parametrize("text", [text for text in TEXTS if text not in ("true",)])
def test_words_that_mean_something_to_other_readers_stay_words_to_them(text: str) -> None:
    """Dates and numbers aside, which nobody here takes for texts by their look."""
    written, _ = writing.to_yaml({"name": text}, "", FILE)
    found = YAML(typ="safe", pure=True).load(written)["name"]
    if text not in ("2022-12-13", "12", "0o7", "1e3", ".inf"):
        assert found == text


@pytest.mark.parametrize("char", ["\u200f", "\u2067", "\u00ad", "\u2028", "\u00a0", "\ufeff", "\t"])
def test_what_nobody_can_see_is_written_as_an_escape(char: str) -> None:
    written, _ = writing.to_yaml({"name": f"a{char}b"}, "", FILE)
    assert char not in written
    assert written.isprintable() or set(written) - set("\n") == {
        c for c in written if c.isprintable()
    }


def test_a_file_that_would_not_be_read_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_BYTES_OF_YAML", 1000)
    with pytest.raises(writing.TooLarge, match=r"more than 1,000 bytes, .* export fewer"):
        writing.to_yaml({"name": "é" * 600}, "", FILE)


# What stands beside a quote ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "span", "around"),
    [
        ("one two three", (4, 7), ("", "")),
        ("ha ha ho", (3, 5), ("ha ", "")),
        ("ha ho ha", (0, 2), ("", " ho")),
        ("  ", (0, 1), None),
        ("ha " * 2000, (3000, 3002), None),
    ],
)
def test_no_more_stands_beside_a_quote_than_is_needed(
    body: str, span: tuple[int, int], around: tuple[str, str] | None
) -> None:
    assert beside(body, *span) == around


@settings(max_examples=200, deadline=None)
@given(st.text("ab \u0301", min_size=1, max_size=60), st.data())
def test_a_quote_with_what_stands_beside_it_occurs_once(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    around = beside(body, start, end)
    if not body[start:end].strip():
        assert around is None
        return
    assert around is not None, LONGEST
    prefix, suffix = around
    whole = prefix + body[start:end] + suffix
    starts = [at for at in range(len(body)) if body.startswith(whole, at)]
    assert starts == [start - len(prefix)]
