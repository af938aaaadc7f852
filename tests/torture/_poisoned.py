"""A database in which every text that fixture, form or import lets in is a payload, for `xss`.

    python -m tests.torture._poisoned FILE.json [HOW_MANY_PAYLOADS]

writes what was let in and refused, and the keys of the records, into the file.
"""

import csv
import json
import sys
import tempfile
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import django
from django.test.utils import setup_test_environment

from tests.torture._payloads import some

# What the site works out from the others.
_DERIVED = {
    *("actorwords", "claimwords", "recordkeys", "keycount", "keychunk", "keyepoch", "countsas"),
    *("textlikeness", "alikeclaims"),
}
# Fields with a form of their own, each tried by itself: most of it is refused.
_STRICT = {
    *("slug", "date", "since", "until", "published", "wikidata_id", "language", "sha256"),
    *("source_url", "url", "archive_url", "format", "mapping", "kind", "owner_kind"),
}
_APART = 1_000  # between the keys of one payload's records and the next one's

Record = dict[str, Any]
told: dict[str, Counter[str]] = {}


def count(way: str, field: str, let_in: bool) -> None:
    told.setdefault(f"{way} {field}", Counter())["let in" if let_in else "refused"] += 1


def load(objects: list[Record]) -> bool:
    from django.core.management import call_command

    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(objects, file)
        file.flush()
        try:
            call_command("loaddata", file.name, verbosity=0)
        except Exception:  # noqa: BLE001  whichever check refuses it
            return False
    return True


def replaced(value: Any, payload: str) -> Any:
    """JSON with the payload for each of its strings."""
    if isinstance(value, dict):
        return {key: replaced(one, payload) for key, one in value.items()}
    if isinstance(value, list):
        return [replaced(one, payload) for one in value]
    return payload if isinstance(value, str) else value


class Fixture:
    """A dispute, as the fixture of one payload has it."""

    def __init__(self) -> None:
        from django.apps import apps
        from django.core import serializers
        from django.db import models

        self.objects: list[Record] = []
        self.texts: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        for model in apps.get_app_config("claims").get_models():
            name = str(model._meta.model_name)
            if name in _DERIVED:
                continue
            label, fields = f"claims.{name}", model._meta.concrete_fields
            self.texts[label] = [
                field.name
                for field in fields
                if isinstance(field, models.CharField | models.TextField | models.JSONField)
                and not field.choices
                and not isinstance(field, models.UUIDField)
            ]
            self.links[label] = [
                field.name
                for field in fields
                if field.is_relation and field.related_model._meta.app_label == "claims"
            ]
            rows = model._default_manager.order_by("pk")[: 3 if name == "change" else None]
            self.objects += serializers.serialize("python", rows)
        self.objects = json.loads(json.dumps(self.objects, default=str))

    def of(self, number: int) -> list[Record]:
        """The same records with keys and addresses of their own."""
        objects = deepcopy(self.objects)
        for one in objects:
            fields = one["fields"]
            one["pk"] += number * _APART
            for name in self.links[one["model"]]:
                if fields.get(name) is not None:
                    fields[name] += number * _APART
            for name in ("slug", "key"):
                if isinstance(fields.get(name), str):
                    fields[name] = f"{fields[name]}-{number}"
            if one["model"] == "claims.change":
                fields["key"] = self.objects[0]["pk"] + number * _APART
            if one["model"] == "claims.importedname":
                fields["name"] = f"{fields['name']} {number}"
            if fields.get("wikidata_id"):
                fields["wikidata_id"] = ""
        return objects

    def spoilt(self, one: Record, name: str, payload: str, again: int = 0) -> None:
        fields, value = one["fields"], one["fields"][name]
        more = f" {again}" if again else ""
        if name == "body":
            fields["body"] = f"{payload}\n\n{value}"
        elif isinstance(value, dict | list):
            fields[name] = replaced(value, payload)
        else:
            fields[name] = payload + more

    def load(self, number: int, payload: str) -> None:
        objects, times = self.of(number), Counter[str]()
        plain, loose = deepcopy(objects), []
        for one in objects:
            for name in self.texts[one["model"]]:
                if name in _STRICT or name == "exact":
                    continue
                self.spoilt(one, name, payload, times[one["model"]])
                loose.append((one["model"], name))
            if one["model"] == "claims.passage":
                self.anchor(one, payload, first=not times[one["model"]])
            times[one["model"]] += 1
        if load(objects):
            for model, name in sorted({*loose, ("claims.passage", "exact")}):
                count("fixture", f"{model}.{name}", True)
        else:
            assert load(plain), f"A sound fixture is refused, number {number}"
            self.one_by_one(plain, payload, strict=False)
        self.one_by_one(objects, payload, strict=True)

    def anchor(self, one: Record, payload: str, *, first: bool) -> None:
        fields, before = one["fields"], len(payload) + 2
        if first:
            fields.update(exact=payload, start=0, end=len(payload))
        else:
            fields.update(start=fields["start"] + before, end=fields["end"] + before)

    def one_by_one(self, objects: list[Record], payload: str, *, strict: bool) -> None:
        done = set()
        for one in reversed(objects):
            for name in self.texts[one["model"]]:
                key = one["model"], name
                if (name in _STRICT) is not strict or key in done:
                    continue
                done.add(key)
                changed = deepcopy(one)
                self.spoilt(changed, name, payload)
                count("fixture", ".".join(key), load([changed]))


def by_forms(payloads: list[str], fixture: Fixture) -> None:
    """At the admin, of the records of a fixture that is sound."""
    from django.test import Client

    from claims.models import Actor, Article, Attribution, Claim, Denial, Evidence, Passage
    from tests.editing import act, change_address, make_editor
    from tests.taking_in import look, take_in

    desk = Client()
    desk.force_login(make_editor())
    for number, payload in enumerate(payloads, 501):
        assert load(fixture.of(number))
        ours = {"pk__gt": number * _APART, "pk__lt": (number + 1) * _APART}
        for model in (Actor, Article, Claim, Denial, Evidence, Attribution, Passage):
            records = model._default_manager.filter(**ours).order_by("pk")
            # The third actor is one with an office.
            for record in [*records[:1], *(records[2:3] if model is Actor else [])]:
                save(desk, model.__name__, change_address(record), payload)
        claim = Claim.objects.filter(**ours).latest("pk")
        answer = act(desk, "claim", "return_to_author", claim, comment=payload)
        count("form", "Change.comment", answer.status_code == 302)
        save(desk, "User", "/admin/auth/user/1/change/", payload)
        save(desk, "Group", "/admin/auth/group/1/change/", payload)
        text = f"{payload}\n\nSomebody said number {number}."
        given = {"text": text} if number % 2 else {"html": f"<title>{payload}</title><p>{text}"}
        seen = look(desk, **given)
        fields = {"headline": payload, "byline": payload, "publisher_name": f"{payload} {number}"}
        let_in = bool(seen.context and seen.context.get("form")) and (
            take_in(desk, seen, **fields, add_publisher="on", another="on").status_code == 302
        )
        for name in (*fields, "body"):
            count("form", f"intake.{name}", let_in)


_TEXTS = {
    *("name", "slug", "wikidata_id", "office", "since", "until", "headline", "byline", "dateline"),
    *(
        "published",
        "published_as_given",
        "language",
        "url",
        "archive_url",
        "rights",
        "text",
        "date",
    ),
    *("date_note", "source_url", "quote", "words", "title", "medium", "first_name", "last_name"),
    *("email",),
}


def save(desk: Any, kind: str, address: str, payload: str) -> None:
    """All texts of the form; then those that it did not refuse."""
    from tests.editing import filled_in

    form = filled_in(desk.get(address))
    # Groups and rights are lists, and no texts.
    posted = {name: value for name, value in form.items() if not str(value).startswith("[")}
    names = {
        name
        for name in posted
        if name.rpartition("-")[2] in _TEXTS
        # There the text is a choice.
        and not (name.endswith("text") and (name.startswith("anchors") or kind == "Passage"))
        # A new row needs more than texts, but for a name.
        and ("-" not in name or posted.get(f"{row(name)}-id") or name.startswith("aliases"))
    }
    # No two rows alike.
    given = {
        name: f"{payload} {row(name)[-1]}" if "-" in name and "-0-" not in name else payload
        for name in names
    }
    left = set(names)
    while left:
        answer = desk.post(address, {**posted, **{name: given[name] for name in left}})
        assert answer.status_code in (200, 302, 400), (address, answer.status_code)
        if answer.status_code != 200:
            left = left if answer.status_code == 302 else set()
            break
        context = answer.context
        forms = [context["adminform"].form]
        for inline in context["inline_admin_formsets"]:
            forms += inline.formset.forms
        wrong = {form.add_prefix(name) for form in forms for name in form.errors} & left
        # What is said of a row, or of two fields together: the last of them goes.
        left -= wrong or {max(left, key=lambda name: (name.rpartition("-")[2] in _STRICT, name))}
    for name in names:
        parts = [part for part in name.split("-") if not part.isdigit()]
        count("form", f"{kind}.{'.'.join(parts)}", name in left)


def row(name: str) -> str:
    return name.rpartition("-")[0]


_REVIEW: Record = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The bridge was closed",
    "url": "https://reviews.example/1",
    "datePublished": "2022-12-13",
    "keywords": "bridge",
    "inLanguage": "en",
    "author": {"@type": "Organization", "name": "The Examiner", "url": "https://e.example/"},
    "reviewRating": {"@type": "Rating", "alternateName": "Not quite"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "The Mayor", "sameAs": "https://m.example/"},
        "about": {"@type": "Thing", "name": "Freedonia"},
        "appearance": {"@type": "CreativeWork", "url": "https://seen.example/1"},
        "datePublished": "2022-12-12",
    },
}
_COLUMNS = {
    "claim": "The bridge was closed",
    "link": "https://table.example/1",
    "day": "2022-12-12",
    "who": "The Courier",
    "about": "Freedonia",
    "seen": "https://seen.example/2",
    "tongue": "en",
    "words": "bridge",
    "answer": "It was open",
    "page": "https://answers.example/1",
}
_MAPPING = """
source: table
key: [number]
text: claim
url: link
date: day
date_basis: reported
language: tongue
claimants: [{column: who, kind: news_organisation}]
subjects: [{column: about, kind: state}]
appearances: [{column: seen}]
tags: [{column: words}]
evidence:
- words: answer
  source: {value: The Courier, kind: news_organisation}
  url: page
  date: day
"""


def leaves(value: Record, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for key, one in value.items():
        if isinstance(one, dict):
            found += leaves(one, (*before, key))
        elif not key.startswith("@"):
            found.append((*before, key))
    return found


def by_import(payloads: list[str], folder: Path) -> None:
    """A record for each field and payload, and one with the payload in all that takes it."""
    from django.core.management import call_command

    from claims.models import ImportRefusal

    reviews, rows, meant = [], [], []
    for number, payload in enumerate(payloads):
        for path in leaves(_REVIEW):
            review = deepcopy(_REVIEW)
            key = f"{number}-{'-'.join(path)}"
            review["url"] = f"https://reviews.example/{key}"
            review["claimReviewed"] += f" {key}"
            inner = review
            for part in path[:-1]:
                inner = inner[part]
            inner[path[-1]] = payload
            reviews.append(review)
            meant.append(("ClaimReview", ".".join(path)))
        for name in _COLUMNS:
            row = {"number": f"{len(rows)}", **_COLUMNS, name: payload}
            rows.append(row)
    # The name of a file is shown too.
    feed = folder / "<img src=x onerror=alert(1)>.jsonl"
    feed.write_text("\n".join(map(json.dumps, reviews)), encoding="utf-8")
    table, mapping = folder / "table.csv", folder / "mapping.yaml"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["number", *_COLUMNS])
        writer.writeheader()
        writer.writerows(rows)
    mapping.write_text(_MAPPING)
    quiet = {"publish": True, "stdout": (folder / "said").open("w")}
    call_command("import_claims", str(feed), format="claimreview", source="feed", **quiet)
    refused = set(ImportRefusal.objects.values_list("place", flat=True))
    before = ImportRefusal.objects.count()
    for number, (way, field) in enumerate(meant, 1):
        count(way, field, not any(place.endswith(f" {number}") for place in refused))
    call_command("import_claims", str(table), format="csv", mapping=str(mapping), **quiet)
    columns = Counter[str](
        refusal.field or "claim" for refusal in ImportRefusal.objects.order_by("pk")[before:]
    )
    refused_rows = sum(columns.values())
    told["table all columns"] = Counter(
        {"let in": len(rows) - refused_rows, "refused": refused_rows}
    )


def main(file: str, number: int) -> None:
    django.setup()
    setup_test_environment()
    from django.apps import apps

    from tests.dispute import make_dispute

    payloads = some(number)
    make_dispute()
    with tempfile.TemporaryDirectory() as folder:
        by_import(["nothing"], Path(folder))
        told.clear()
    fixture = Fixture()
    for at, payload in enumerate(payloads, 1):
        fixture.load(at, payload)
    by_forms(payloads, fixture)
    with tempfile.TemporaryDirectory() as folder:
        by_import(payloads, Path(folder))
    keys: dict[str, list[Any]] = {}
    for model in apps.get_app_config("claims").get_models():
        name = str(model._meta.model_name)
        if name not in _DERIVED:
            keys[name] = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for name in ("actor", "article", "claim"):
        model = apps.get_model("claims", name)
        keys[f"{name} slug"] = list(model.objects.order_by("pk").values_list("slug", flat=True))
    Path(file).write_text(json.dumps({"told": told, "keys": keys}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
