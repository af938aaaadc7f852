"""What the short form does not say, or says otherwise than the records: the sections `exactly:`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..fixture import fields_of
from ..kinds import KINDS, Key, Rows
from .drafting import file_name

ACTORS, CLAIMS = "actors", "claims"


@dataclass
class Corrections:
    """Entries of the sections by kind and key: what the fields are set to; None, where there is no
    such record. They are only ever added to."""

    entries: dict[tuple[str, Key], dict[str, str] | None] = field(default_factory=dict)

    def give(self, kind: str, key: Key, record: Any) -> None:
        """The whole record."""
        self.set(kind, key, _whole(kind, record))

    def set(self, kind: str, key: Key, values: dict[str, str]) -> None:
        kept = self.entries.setdefault((kind, key), {})
        assert kept is not None
        kept.update(values)

    def sections(self, homes: "Homes") -> dict[tuple[str, str], list[dict[str, Any]]]:
        """The section of each file that has one: by `homes`, in the order of a fixture."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = {}
        order = list(KINDS)
        for kind, key in sorted(self.entries, key=lambda one: (order.index(one[0]), one[1])):
            values = self.entries[kind, key]
            named = [kind, *map(str, key)]
            entry: dict[str, Any] = {"without": named}
            if values is not None:
                entry = {"record": named, **values}
            found.setdefault(homes.of(kind, key), []).append(entry)
        return found


class Homes:
    """In which file a record is corrected: (ACTORS, ""), (CLAIMS, "") or ("reading", slug)."""

    def __init__(self, rows: Rows) -> None:
        # The first article, as files are read, that carries a statement.
        self.first: dict[tuple[str, str], str] = {}
        for key in rows["anchor"]:
            kept = self.first.setdefault(key[:2], key[2])
            self.first[key[:2]] = min(kept, key[2], key=file_name)

    def of(self, kind: str, key: Key) -> tuple[str, str]:
        match kind:
            case "article" | "passage" | "passed_over":
                return "reading", key[0]
            case "anchor":
                return "reading", key[2]
            case "mention":
                return "reading", key[4]
            case "correction" if key[0] == "article":
                return "reading", key[1]
            case "denial" | "evidence" if ((kind, key[0])) in self.first:
                return "reading", self.first[kind, key[0]]
            case "attribution" if key[:2] in self.first:
                return "reading", self.first[key[:2]]
            case "actor" | "alias" | "affiliation":
                return ACTORS, ""
            case "former_slug" if key[0] == "actor":
                return ACTORS, ""
        return CLAIMS, ""


def differences(kept: Rows, built: Rows) -> Iterator[tuple[str, Key, dict[str, str] | None]]:
    """Of each record that is not built as it is kept: its kind and key, and the fields that are
    to be set; None, where it is built and not kept."""
    for kind in KINDS:
        for key, record in kept[kind].items():
            other = built[kind].get(key)
            if other is None:
                yield kind, key, _whole(kind, record)
                continue
            ours, theirs = fields_of(record), fields_of(other)
            if ours != theirs:
                changed = [
                    n for n in sorted(ours.keys() | theirs.keys()) if ours.get(n) != theirs.get(n)
                ]
                yield (
                    kind,
                    key,
                    {name: _text(ours.get(name, _blank(other, name))) for name in changed},
                )
        for key in built[kind].keys() - kept[kind].keys():
            yield kind, key, None


def _whole(kind: str, record: Any) -> dict[str, str]:
    fields = fields_of(record)
    return {name: _text(fields[name]) for name in KINDS[kind].fields if name in fields}


def _blank(record: Any, name: str) -> Any:
    return False if record._meta.get_field(name).get_internal_type() == "BooleanField" else ""


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # Whatever a field refers to has a key of one part.
    return str(value[0] if isinstance(value, tuple) else value)
