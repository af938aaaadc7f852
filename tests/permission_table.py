"""Every address of the site, by every method and every role: what is answered, and what written.

    python -m pytest tests/test_permission_table.py --write-permissions

writes `tests/permissions.csv` anew; the test compares. The addresses come from the URL resolver,
the actions and the fields with autocomplete from the admin site: a new one has no row, and fails.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from claims.admin.conflicts import version
from claims.models import (
    Action,
    Actor,
    Alias,
    AlikeClaims,
    Attribution,
    Change,
    Claim,
    Denial,
    Evidence,
    ImportRun,
    Passage,
)
from tests import factories as make

TABLE = Path(__file__).with_name("permissions.csv")
ROLES = ("anonymous", "reader", "contributor", "editor", "administrator")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Addresses of the framework: they serve files, and know no roles.
LEFT_OUT = ("static/",)


class Asked(NamedTuple):
    """A request: how the table calls it, and what is sent."""

    called: str
    path: str
    data: dict[str, Any]


class Scene:
    """The records that the addresses lead to: published, and written by nobody signed in."""

    def __init__(self) -> None:
        self.claim = make.make_claim(slug="it-was-so", claimants=[make.make_actor(slug="iran")])
        denial, evidence = make.make_denial(claim=self.claim), make.make_evidence(claim=self.claim)
        article = self.claim.anchors.get(denial=None, evidence=None).passage.text.article
        self.users = {
            role: User.objects.create_user(role, password=role, is_staff=True)
            for role in ROLES
            if role != "anonymous"
        }
        for role, user in self.users.items():
            user.groups.add(Group.objects.get(name=role))
        self.records: dict[str, Any] = {
            "claim": self.claim,
            "denial": denial,
            "evidence": evidence,
            "article": article,
            "articletext": article.texts.get(),
            "passage": Passage.objects.order_by("pk").first(),
            "actor": Actor.objects.get(slug="iran"),
            "attribution": Attribution.objects.order_by("pk").first(),
            "change": Change.objects.order_by("pk").first(),
            # The address of its report has a key like that of a claim's history.
            "importrun": ImportRun.objects.create(pk=self.claim.pk, file="feed.csv", size=1),
            "alikeclaims": AlikeClaims.objects.create(
                pk=self.claim.pk, first=self.claim, second=make.make_claim(), score=0.9
            ),
            "user": User.objects.create_user("somebody"),
            "group": Group.objects.get(name="reader"),
        }
        self.others = {
            "claim": make.make_claim(slug="it-was-otherwise"),
            "actor": make.make_actor(slug="iraq"),
        }

    def client(self, role: str) -> Client:
        client = Client(raise_request_exception=True)
        if role != "anonymous":
            client.force_login(self.users[role])
        return client

    def requests(self) -> Iterator[Asked]:
        """All of them, in a fixed order; those of actions and autocompletes, with their names."""
        for route, name in sorted(addresses()):
            if route.startswith(LEFT_OUT):
                continue
            path = self.path(route, name)
            yield Asked(route, path, self.data(route, path))
        for model, model_admin in sorted(
            admin.site._registry.items(), key=lambda item: item[0].__name__
        ):
            kind = str(model._meta.model_name)
            route = f"admin/{model._meta.app_label}/{kind}/"
            for action in sorted(self.actions(model_admin)):
                chosen = [self.records[kind].pk]
                if action.startswith("merge"):
                    chosen.append(self.others[kind].pk)
                data = {"action": action, "_selected_action": chosen, "comment": "Why."}
                data["_seen"] = Change.objects.latest("pk").pk
                yield Asked(f"{route} action {action}", f"/{route}", data)
            for field in sorted(model_admin.autocomplete_fields):
                query = f"app_label=claims&model_name={kind}&field_name={field}"
                yield Asked(f"admin/autocomplete/?{query}", f"/admin/autocomplete/?{query}", {})

    @staticmethod
    def actions(model_admin: Any) -> set[str]:
        names = {
            action if isinstance(action, str) else action.__name__
            for action in model_admin.actions or ()
        }
        return names | {"delete_selected"}

    def path(self, route: str, name: str | None) -> str:
        """The address with the records of the scene in it."""
        kind = route.split("/")[2] if route.count("/") > 2 else ""
        filled = route
        for part, value in {
            "<slug:slug>": {"claims": "it-was-so", "actors": "iran"}.get(
                route.split("/")[0], self.records["article"].slug
            ),
            "<slug>": {"claims": "it-was-so", "actors": "iran"}.get(
                route.split("/")[2] if route.startswith("api/") else "",
                self.records["article"].slug,
            ),
            "<slug:form>": {"claims.<slug:form>": "csv", "evidence.<slug:form>": "json"}.get(
                route, "txt"
            ),
            "<section>": "claims",
            "(?P<app_label>claims|auth)": "claims",
            "(?P<url>.*)": "nowhere",
            "<uuid:edit>": str(self.records["change"].edit),
            "<slug:kind>": "claim",
            "<int:key>": str(self.claim.pk),
            "<int:content_type_id>": "1",
            "<path:content_type_id>": "1",
            "<path:object_id>": str(self.records[kind].pk) if kind in self.records else "1",
            "<id>": str(self.records["user"].pk),
            "<int:pk>": str(self.records[kind].pk) if kind in self.records else "1",
        }.items():
            filled = filled.replace(part, value)
        assert "<" not in filled, f"{name}: say in permission_table.path what {route} leads to"
        return f"/{filled}"

    def data(self, route: str, path: str) -> dict[str, Any]:
        """What a POST says: enough for a deletion to be confirmed."""
        if not route.endswith("/delete/"):
            return {}
        kind = path.split("/")[3]
        return {"post": "yes", "_version": version(self.records[kind])}


def addresses() -> set[tuple[str, str | None]]:
    """(route, name) of every pattern of the site."""

    def walk(patterns: Any, before: str) -> Iterator[tuple[str, str | None]]:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                yield route.replace("^", "").replace("$", ""), pattern.name

    return set(walk(get_resolver().url_patterns, ""))


def answers(scene: Scene, role: str) -> dict[tuple[str, str], str]:
    """What the role is answered: the status by (address, method), with a + where something was
    written. Each request is taken back."""
    found = {}
    client = scene.client(role)
    before = _written()
    for asked in scene.requests():
        for method in METHODS:
            if " action " in asked.called and method != "POST":
                continue
            with transaction.atomic():
                sent = {"data": asked.data} if method == "POST" else {}
                response = getattr(client, method.lower())(asked.path, **sent)
                wrote = "+" if _written() != before else ""
                transaction.set_rollback(True)
            if asked.path.endswith("/logout/"):
                client = scene.client(role)
            found[asked.called, method] = f"{response.status_code}{wrote}"
    return found


def _written() -> tuple[int, ...]:
    counted = [model._meta.db_table for model in (User, Group, Alias, Claim, Denial, Evidence)]
    changes = Change._meta.db_table
    # In one query: it is asked after every request.
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM {changes}), "
            f"(SELECT count(*) FROM {changes} WHERE action = %s), "
            + ", ".join(f"(SELECT count(*) FROM {table})" for table in counted),
            [Action.ERASED],
        )
        return tuple(cursor.fetchone())


def read() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(newline="") as file:
        return {
            (row["address"], row["method"]): {role: row[role] for role in ROLES}
            for row in csv.DictReader(file)
        }


def write(rows: dict[tuple[str, str], dict[str, str]]) -> None:
    with TABLE.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["address", "method", *ROLES])
        for (address, method), row in rows.items():
            table.writerow([address, method, *(row[role] for role in ROLES)])
