"""The site as the database's role claimsite_web: all that an editor does, and nothing to the tables
and the history."""

import json

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import reverse

from claims.models import Action, Actor, Change, Claim, ImportRun
from tests import factories as make
from tests import permission_table as table
from tests.deploying.roles import become, hand_over, run
from tests.editing import act, change_address, delete, save
from tests.imports.reading import REVIEW
from tests.merging.test_merging_in_the_admin import confirmed


@pytest.fixture(autouse=True)
def web_role(db):
    hand_over()
    become("claimsite_web")


@pytest.fixture
def desk(web_role):
    """A browser in which an administrator has signed in, by the form."""
    user = User.objects.create_user("administrator", password="a long word", is_staff=True)
    user.groups.add(Group.objects.get(name="administrator"))
    client = Client()
    signing_in = {"username": "administrator", "password": "a long word"}
    assert client.post(reverse("admin:login"), signing_in).status_code == 302
    return client


def test_an_administrator_who_writes_is_answered_at_every_address_as_ever(monkeypatch):
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")
    monkeypatch.setattr(table, "METHODS", ("POST",))
    rows = table.read().items()
    expected = {key: row["administrator"] for key, row in rows if key[1] == "POST"}
    assert table.answers(table.Scene(), "administrator") == expected


def test_readers_see_every_page_and_file(client):
    make.make_claim(slug="it-was-so", claimants=[make.make_actor(slug="iran")])
    for page in (
        *("/", "/claims/?q=it", "/claims/it-was-so/", "/actors/iran/", "/articles/", "/evidence/"),
        *("/timeline/", "/disputes/", "/claims.csv", "/claims.jsonl", "/claims.parquet"),
        *("/claims.atom", "/api/v1/claims", "/sitemap.xml", "/healthz"),
    ):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert b"".join(answer) if answer.streaming else answer.content, page


def test_an_editor_saves_publishes_undoes_and_deletes(desk):
    claim = make.make_claim(claimants=[make.make_actor()], publication_state="draft")
    assert save(desk, change_address(claim), text="It was otherwise.").status_code == 302
    edit = Change.objects.latest_first().first().edit
    act(desk, "claim", "publish", claim)
    assert Claim.objects.get().publication_state == "published"
    assert desk.post(reverse("admin:claims_change_edit", args=[edit])).status_code == 302
    assert Claim.objects.get().text == claim.text
    actor = make.make_actor()
    delete(desk, actor)
    assert not Actor.objects.filter(pk=actor.pk).exists()


def test_an_editor_merges(desk):
    iran, persia = make.make_actor(name="Iran"), make.make_actor(name="Persia")
    page = act(desk, "actor", "merge", iran, persia)
    act(desk, "actor", "merge", iran, persia, **confirmed(page, iran))
    assert not Actor.objects.filter(name="Persia").exists()


def test_an_administrator_erases_from_the_history(desk):
    actor = make.make_actor(name="A Private Person")
    address = reverse("admin:claims_change_erase", args=["actor", actor.pk])
    desk.post(address, {"fields_to_erase": ["actor.name"], "why": "Asked for"})
    assert Change.objects.filter(action=Action.ERASED).exists()
    assert "Private" not in str(list(Change.objects.values_list("fields", flat=True)))


def test_an_editor_imports(desk):
    file = SimpleUploadedFile("feed.json", json.dumps([REVIEW]).encode())
    desk.post("/admin/claims/importrun/new/", {"file": file, "format": "claimreview"})
    assert ImportRun.objects.get().new == 1


def test_the_commands_of_every_day_run(desk, capsys):
    make.make_claim(claimants=[make.make_actor()])
    call_command("check_integrity", refresh=True)
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    call_command("clearsessions")
    assert not Session.objects.exists()
    call_command("migrate", check_unapplied=True, verbosity=0)


NOT_ALLOWED = [
    "ALTER TABLE claims_claim ADD COLUMN more integer",
    "ALTER TABLE claims_claim DROP CONSTRAINT claims_claim_pkey CASCADE",
    "ALTER TABLE claims_claim OWNER TO claimsite_web",
    "DROP TABLE claims_claim CASCADE",
    "TRUNCATE claims_change",
    "TRUNCATE claims_claim CASCADE",
    "DROP INDEX change_of_edit",
    "CREATE TABLE more (one integer)",
    "CREATE TEMPORARY TABLE more (one integer)",
    "CREATE SCHEMA more",
    "CREATE INDEX more ON claims_claim (id)",
    "CREATE FUNCTION more() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION claims_history_is_kept() RETURNS trigger LANGUAGE plpgsql "
    "AS 'BEGIN RETURN NEW; END'",
    "ALTER TABLE claims_change DISABLE TRIGGER ALL",
    "DROP TRIGGER claims_history_is_not_changed ON claims_change",
    "SET session_replication_role = replica",
    "DELETE FROM claims_change",
    "UPDATE claims_change SET source = 'somebody else'",
    "UPDATE claims_change SET at = now()",
    "UPDATE claims_change SET by_id = NULL, action = 'changed'",
    "INSERT INTO claims_change SELECT * FROM claims_change ON CONFLICT (id) "
    "DO UPDATE SET source = 'somebody else'",
    "SELECT setval('claims_change_id_seq', 1)",
    "DELETE FROM django_migrations",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('claims', '9999', now())",
    "UPDATE auth_permission SET codename = 'view_change' WHERE codename = 'erase_history'",
    "COPY claims_claim TO PROGRAM 'true'",
    "SELECT pg_read_file('PG_VERSION')",
    "ALTER ROLE claimsite_web SUPERUSER",
    "ALTER ROLE claimsite_owner PASSWORD 'known'",
    "GRANT claimsite_owner TO claimsite_web",
]


def refused(sql, why):
    make.make_actor(name="Iran")
    before = list(Change.objects.order_by("pk").values())
    with pytest.raises(DatabaseError, match=why), transaction.atomic():
        run(sql)
    assert list(Change.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("sql", NOT_ALLOWED)
def test_the_role_of_the_web_changes_neither_tables_nor_history(sql):
    refused(sql, "permission denied|must be (owner|superuser)|must have")


@pytest.mark.parametrize(
    "sql",
    [
        """UPDATE claims_change SET fields = '{"name": [{"erased": true}, "Other"]}'""",
        "UPDATE claims_change SET comment = 'Another reason'",
    ],
)
def test_where_it_erases_from_the_history_it_writes_nothing_else(sql):
    refused(sql, "history is not changed")


def test_a_table_that_a_later_migration_makes_is_written_to_and_no_more():
    become("claimsite_owner")
    run("CREATE TABLE later (id integer GENERATED BY DEFAULT AS IDENTITY, word text)")
    become("claimsite_web")
    run("INSERT INTO later (word) VALUES ('first'); UPDATE later SET word = 'second'")
    run("SELECT nextval(pg_get_serial_sequence('later', 'id')); DELETE FROM later")
    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
        run("DROP TABLE later")


def test_nobody_else_may_look_into_the_tables():
    connection.cursor().execute("RESET ROLE; CREATE ROLE somebody; SET LOCAL ROLE somebody")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run("SELECT 1 FROM public.auth_user")
