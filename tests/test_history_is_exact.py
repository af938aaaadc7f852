"""A thousand random operations, by every write path: the history has each change that the
database shows, and no other.

After each operation the tables are compared with what they held before; that difference, found
without the history, is what the new rows of the history must say, record by record.
"""

import json
import os
import random
import uuid
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, models, transaction
from django.template.response import TemplateResponse
from django.test import Client

from claims import merging
from claims.history.snapshots import tracked
from claims.history.undoing import undo
from claims.models import (
    Actor,
    Alias,
    Anchor,
    Article,
    Attribution,
    Change,
    Claim,
    Denial,
    Evidence,
    Mention,
    Passage,
    PassedOver,
)
from claims.models.base import Kept
from tests import factories as make
from tests.editing import act, add_address, change_address, delete, filled_in
from tests.turns import by_turns

pytestmark = pytest.mark.django_db

RECORDS = [model for model in apps.get_app_config("claims").get_models() if issubclass(model, Kept)]
OPERATIONS = 250  # for each of the seeds: half of them on each database
SEEDS = int(os.environ.get("HISTORY_SEEDS", "2"))


def tables():
    """{(kind, key): {field: value}} of all records, as JSON has the values."""
    return {
        (model._meta.model_name, row["pk"]): json.loads(
            json.dumps({name: row[column] for name, column in tracked(model).items()}, default=str)
        )
        for model in RECORDS
        for row in model._base_manager.values("pk", *tracked(model).values())
    }


def difference(before, after):
    """{(kind, key): {field: [before, after]}} of the records that differ."""
    found = {}
    for record in before.keys() | after.keys():
        old, new = before.get(record), after.get(record)
        names = (new or old).keys()
        fields = {n: [old and old[n], new and new[n]] for n in names}
        fields = {n: pair for n, pair in fields.items() if pair[0] != pair[1]}
        if fields:
            found[record] = fields
    return found


def told_since(last):
    """The same, from the rows of the history after `last`; a body is told when it goes."""
    found = {}
    for change in Change.objects.filter(pk__gt=last).order_by("pk"):
        if change.action not in ("added", "changed", "removed"):
            continue
        record = found.setdefault((change.kind, change.key), {})
        for name, (old, new) in change.fields.items():
            record[name] = [record[name][0] if name in record else old, new]
    return {
        record: fields
        for record, pairs in found.items()
        if (fields := {name: pair for name, pair in pairs.items() if pair[0] != pair[1]})
    }


def without_new_bodies(found):
    return {
        record: {n: pair for n, pair in fields.items() if n != "body" or pair[1] is None}
        for record, fields in found.items()
    }


class Desk:
    """Somebody who does at random whatever may be done to the records."""

    def __init__(self, seed, folder):
        self.random = random.Random(seed)
        self.folder = folder
        self.client = Client()
        self.client.force_login(User.objects.create_superuser(f"editor{seed}", password="-"))
        self.number = 0
        for _ in range(3):
            self.new_claim()
        make.make_denial(publication_state="draft")
        make.make_evidence(publication_state="draft")

    def any(self, model):
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise ValidationError(f"There is no {model.__name__}.")
        return model.objects.get(pk=self.random.choice(keys))

    def word(self):
        self.number += 1
        return f"Word {self.number}"

    # Operations ----------------------------------------------------------------------------------

    def new_claim(self):
        # No address is taken twice: one that led to a merged record would be refused.
        actor = make.make_actor(slug=f"actor-{uuid.UUID(int=self.random.getrandbits(128))}")
        make.make_claim(
            claimants=[actor],
            passage=make.make_passage(article=make.make_article(publisher=actor)),
            publication_state=self.random.choice(["draft", "published"]),
        )

    def new_answer(self):
        make_one = self.random.choice([make.make_denial, make.make_evidence])
        passage = make.make_passage(article=self.any(Article))
        make_one(claim=self.any(Claim), publication_state="draft", passage=passage)

    def save(self):
        claim = self.any(Claim)
        claim.text = self.random.choice([claim.text, self.word()])
        claim.save()

    def save_some_fields(self):
        actor = self.any(Actor)
        actor.name, actor.vague = self.word(), not actor.vague
        actor.save(update_fields=[self.random.choice(["name", "vague"])])

    def update(self):
        model, field = self.random.choice(
            [(Claim, "date_note"), (Actor, "name"), (Evidence, "source_url"), (Article, "byline")]
        )
        value = self.word() if field != "source_url" else f"https://example.org/{self.number}"
        some = model.objects.order_by("pk")[: self.random.randint(1, 3)]
        model.objects.filter(pk__in=list(some.values_list("pk", flat=True))).update(
            **{field: self.random.choice([value, ""]) if field != "name" else value}
        )

    def update_state(self):
        model = self.random.choice([Claim, Denial, Evidence])
        state = self.random.choice(["draft", "withdrawn"])
        model.objects.filter(pk=self.any(model).pk).update(publication_state=state)

    def bulk_create(self):
        actor = self.any(Actor)
        Alias.objects.bulk_create([Alias(actor=actor, name=self.word()) for _ in range(3)])

    def bulk_update(self):
        rows = list(Alias.objects.order_by("pk")[:3])
        for row in rows:
            row.name = self.random.choice([row.name, self.word()])
        Alias.objects.bulk_update(rows, ["name"])

    def delete_rows(self):
        model = self.random.choice([Alias, Mention, Attribution, Anchor, PassedOver])
        model.objects.filter(pk=self.any(model).pk).delete()

    def delete_record(self):
        self.any(self.random.choice([Claim, Denial, Evidence, Actor, Passage, Article])).delete()

    def load_fixture(self):
        slug = self.random.choice([self.any(Actor).slug, f"loaded-{self.number}"])
        fixture = self.folder / "some.json"
        row = {"slug": slug, "name": self.word(), "kind": "state"}
        bad = {"model": "claims.alias", "fields": {"actor": ["nobody-at-all"], "name": "x"}}
        rows = [{"model": "claims.actor", "fields": row}]
        fixture.write_text(json.dumps(rows + [bad] * self.random.choice([0, 0, 1])))
        call_command("loaddata", fixture, verbosity=0)

    def move_answer(self):
        answer = self.any(self.random.choice([Denial, Evidence]))
        answer.claim = self.any(Claim)
        answer.save()

    def form(self):
        record = self.any(self.random.choice([Claim, Claim, Actor, Denial, Evidence]))
        posted = filled_in(self.client.get(change_address(record)))
        if isinstance(record, Actor):
            posted |= {"name": self.word(), "aliases-0-name": self.word()}
        else:
            posted["date_note"] = self.word()
            if self.random.random() < 0.5:
                number = posted["attributions-INITIAL_FORMS"]
                roles = {Claim: "subject", Denial: "denier", Evidence: "holder"}
                posted |= {
                    f"attributions-{number}-actor": self.any(Actor).pk,
                    f"attributions-{number}-role": roles[type(record)],
                }
            elif posted["attributions-INITIAL_FORMS"] != "0":
                posted["attributions-0-DELETE"] = "on"
        self.client.post(change_address(record), posted)

    def form_of_a_new_one(self):
        posted = filled_in(self.client.get(add_address("actor")))
        slug = self.random.choice([f"added-{self.number}", self.any(Actor).slug])
        self.client.post(
            add_address("actor"), posted | {"name": self.word(), "slug": slug, "kind": "group"}
        )

    def delete_by_form(self):
        record = self.any(self.random.choice([Claim, Denial, Evidence, Actor]))
        delete(self.client, record)

    def bulk_action(self):
        model = self.random.choice([Claim, Denial, Evidence, Article])
        names = ["publish", "withdraw", "put_back_to_draft", "return_to_author"]
        action = self.random.choice(names)
        some = [self.any(model), self.any(model)]
        act(self.client, model._meta.model_name, action, *some, comment="Why.")

    def merge(self):
        model, merge = self.random.choice(
            [(Actor, merging.merge_actors), (Claim, merging.merge_claims)]
        )
        kept, merged = self.any(model), self.any(model)
        if kept == merged:
            raise ValidationError("One alone.")
        merge(kept, merged)

    def undo(self):
        edits = list(Change.objects.order_by("-pk").values_list("edit", flat=True)[:15])
        undo(self.random.choice(edits))

    OPERATIONS = (
        *(new_claim, new_answer, save, save, save_some_fields, update, update, update_state),
        *(bulk_create, bulk_update, delete_rows, delete_rows, delete_record, load_fixture),
        *(move_answer, form, form, form_of_a_new_one, delete_by_form, bulk_action, bulk_action),
        *(merge, undo),
    )


@pytest.mark.parametrize("seed", by_turns(range(SEEDS)))
def test_the_history_says_what_happened_and_nothing_else(seed, tmp_path, monkeypatch):
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")
    desk = Desk(seed, tmp_path)
    before = tables()
    last = Change.objects.latest_first().first().pk
    done: Counter[str] = Counter()
    for _ in range(OPERATIONS):
        operation = desk.random.choice(Desk.OPERATIONS)
        try:
            with transaction.atomic():
                operation(desk)
        except (ValidationError, DatabaseError, models.ProtectedError, models.RestrictedError):
            pass
        except Exception as error:
            if type(error).__name__ != "DeserializationError":
                raise
        after = tables()
        expected = difference(before, after)
        assert told_since(last) == without_new_bodies(expected), operation.__name__
        if expected:
            done[operation.__name__] += 1
        before = after
        newest = Change.objects.latest_first().first()
        last = newest.pk
    # Each kind of operation has changed something.
    assert done.keys() >= {operation.__name__ for operation in Desk.OPERATIONS} - {"delete_record"}
