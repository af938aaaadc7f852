"""Payloads in every text of a fixture, for `xss`."""

import json
from collections import Counter
from copy import deepcopy
from typing import Any

# What the site works out from the others.
from tests.torture._let_in import APART, STRICT, Record, count, load

# What the site works out from the others.
DERIVED = {
    *("actorwords", "claimwords", "recordkeys", "keycount", "keychunk", "keyepoch", "countsas"),
    *("textlikeness", "alikeclaims"),
}


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
            if name in DERIVED:
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
            one["pk"] += number * APART
            for name in self.links[one["model"]]:
                if fields.get(name) is not None:
                    fields[name] += number * APART
            for name in ("slug", "key"):
                if isinstance(fields.get(name), str):
                    fields[name] = f"{fields[name]}-{number}"
            if one["model"] == "claims.change":
                fields["key"] = self.objects[0]["pk"] + number * APART
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
                if name in STRICT or name == "exact":
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
                if (name in STRICT) is not strict or key in done:
                    continue
                done.add(key)
                changed = deepcopy(one)
                self.spoilt(changed, name, payload)
                count("fixture", ".".join(key), load([changed]))
