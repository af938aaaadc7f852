"""How to spoil a fixture: by changing, dropping and adding records of the demo."""

from collections.abc import Callable
from typing import Any, NamedTuple

Rows = list[dict[str, Any]]
Spoil = Callable[[Rows], object]

ARTICLE = "urdupoint-2022-12-13"
CLAIM = "russia-uses-iranian-drones"
OTHER_CLAIM = "iran-supplies-drones-to-russia"
EVIDENCE = "documents-at-joint-expert-meeting"
REQUEST = "un-investigation-of-resolution-2231"
DENIER = ["denial", "iranian-drones-fall-under-resolution-2231-interpretive-iran-2022-12-13"]


JURISDICTIONAL = "iranian-drones-fall-under-resolution-2231-jurisdictional-iran-russia-2022-12-13"
EVIDENTIAL = "russia-uses-iranian-drones-evidential-mohammad-reza-ashtiani-2022-12-12"
CLAIM_OF_REQUEST = "iranian-drones-fall-under-resolution-2231"
STATEMENTS = {
    "claim": {CLAIM, OTHER_CLAIM, CLAIM_OF_REQUEST},
    "denial": {DENIER[1], JURISDICTIONAL, EVIDENTIAL},
    "evidence": {EVIDENCE, REQUEST},
}


def few(rows: Rows) -> Rows:
    """Of the demo's records enough to spoil, of every kind: these statements and what is theirs,
    and all that is nobody's. They are loaded a hundred times."""
    kept = [row for row in rows if _is_of_few(row["model"], row["fields"])]
    passages = [row["fields"]["passage"] for row in kept if row["model"] == "claims.anchor"]
    return [
        row
        for row in kept
        if row["model"] not in ("claims.passage", "claims.mention")
        or row["fields"].get("passage", _place(row["fields"])) in passages
    ]


def _is_of_few(model: str, fields: dict[str, Any]) -> bool:
    kind = model.removeprefix("claims.")
    if kind in STATEMENTS and fields["slug"] not in STATEMENTS[kind]:
        return False
    if kind == "mention":
        kind, slug, *_ = fields["attribution"]
        return slug in STATEMENTS[kind]
    return all(fields[kind][0] in STATEMENTS[kind] for kind in STATEMENTS if fields.get(kind))


def _place(fields: dict[str, Any]) -> list[Any]:
    return [*fields.get("text", []), fields.get("start"), fields.get("end")]


class Mutation(NamedTuple):
    """How the fixture is spoilt; what the refusal says, or which line names the record."""

    spoil: Spoil
    refused: str = ""
    named: str = ""


def find(rows: Rows, model: str, **fields: Any) -> dict[str, Any]:
    """The fields of the first record of the model that has these."""
    return next(
        row["fields"]
        for row in rows
        if row["model"] == f"claims.{model}"
        and all(row["fields"].get(name) == value for name, value in fields.items())
    )


def put(model: str, key: dict[str, Any], **values: Any) -> Spoil:
    return lambda rows: find(rows, model, **key).update(values)


def drop(model: str, *fields: str, **key: Any) -> Spoil:
    return lambda rows: [find(rows, model, **key).pop(field) for field in fields]


def add(model: str, **fields: Any) -> Spoil:
    return lambda rows: rows.append({"model": f"claims.{model}", "fields": fields})


def without(model: str, wanted: Callable[[dict[str, Any]], bool]) -> Spoil:
    def spoil(rows: Rows) -> None:
        kept = [
            row for row in rows if row["model"] != f"claims.{model}" or not wanted(row["fields"])
        ]
        assert len(kept) < len(rows)
        rows[:] = kept

    return spoil


def both(*spoils: Spoil) -> Spoil:
    return lambda rows: [spoil(rows) for spoil in spoils]


def of_claim(fields: dict[str, Any]) -> bool:
    return (
        fields.get("claim") == [CLAIM] and "denial" not in fields and "evidence" not in fields
    ) or fields.get("attribution", [])[:2] == ["claim", CLAIM]


def of_denial(fields: dict[str, Any]) -> bool:
    return fields.get("denial") == [DENIER[1]] or fields.get("attribution", [])[:2] == DENIER


def claim(**values: Any) -> Spoil:
    return put("claim", {"slug": CLAIM}, **values)


def article(**values: Any) -> Spoil:
    return put("article", {}, **values)


def body(change: Callable[[str], str]) -> Spoil:
    return lambda rows: find(rows, "articletext").update(
        body=change(find(rows, "articletext")["body"])
    )


def passage(change: Callable[[dict[str, Any]], object]) -> Spoil:
    """Change a passage that two records rest on, and what refers to it by its offsets."""
    return lambda rows: change(find(rows, "passage", start=32))
