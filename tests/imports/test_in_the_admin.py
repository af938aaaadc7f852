"""A file imported in the admin, by an editor who waits for the answer."""

import json

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.admin import imports
from claims.exports.table import COLUMNS
from claims.models import Change, Claim, ImportRefusal, ImportRun
from tests.imports.given import imported, item
from tests.imports.reading import REVIEW, review

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NEW = "/admin/claims/importrun/new/"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


def sent(*records, name="feed.json", **options):
    file = SimpleUploadedFile(name, json.dumps(records).encode())
    return {"file": file, "format": "claimreview", **options}


def test_an_editor_imports_a_file_and_sees_what_came_of_it(editor):
    response = editor.post(NEW, sent(REVIEW, review(claimReviewed="")), follow=True)
    assert response.redirect_chain[0][0] == reverse(
        "admin:claims_importrun_change", args=[ImportRun.objects.get().pk]
    )
    page = response.content.decode()
    assert "claimReviewed: There is no claim: it is empty." in page
    run = ImportRun.objects.get()
    assert (run.by.username, run.new, run.refused) == ("editor", 1, 1)
    assert Claim.objects.get().publication_state == "draft"
    assert set(Change.objects.values_list("source", "by__username")) == {
        ("import of feed.json", "editor")
    }


def test_whoever_only_tries_is_told_and_nothing_is_kept(editor):
    page = editor.post(NEW, sent(REVIEW, {"@type": "ClaimReview"}, dry_run="on")).content.decode()
    assert "Tried, and nothing kept" in page
    assert "<dt>new</dt><dd>1</dd>" in page
    assert "There is no claim" in page
    assert not Claim.objects.exists()
    assert not ImportRun.objects.exists()


MAPPING = """
source: courier
key: [link]
text: claim
url: link
"""


def own_mapping(text):
    return SimpleUploadedFile("courier.yaml", text.encode())


def test_a_table_comes_by_a_mapping_of_the_editors_own(editor):
    table = SimpleUploadedFile("a.csv", b"claim,link\r\nIt is closed,https://courier.example/1\r\n")
    given = {"file": table, "format": "csv", "own_mapping": own_mapping(MAPPING)}
    response = editor.post(NEW, given)
    assert response.status_code == 302, response.content.decode()
    assert Claim.objects.get().text == "It is closed"
    assert ImportRun.objects.get().mapping == "courier.yaml"


def test_what_a_site_exported_comes_by_the_form_too(editor, client):
    row = dict.fromkeys((column.name for column in COLUMNS), "")
    row |= {"slug": "a", "text": "It is closed", "kind": "fact", "url": "https://a.example/a"}
    row |= {"source_url": "https://a.example/b"}
    table = f"{','.join(row)}\r\n{','.join(row.values())}\r\n".encode()
    given = {"file": SimpleUploadedFile("claims.csv", table), "format": "exported"}
    assert editor.post(NEW, given).status_code == 302
    assert Claim.objects.get().slug == "a"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "This field is required"),
        ({"format": "csv"}, "A table needs a mapping"),
        ({"format": "csv", "mapping": "euvsdisinfo"}, "has no column"),
        ({"format": "csv", "mapping": "/etc/passwd"}, "not one of the available choices"),
        ({"format": "yaml"}, "not one of the available choices"),
        ({"format": "csv", "own_mapping": own_mapping("source: [")}, "is no YAML"),
        ({"format": "csv", "own_mapping": own_mapping("source: a")}, "key: Field required"),
        (
            {"format": "csv", "mapping": "claimskg", "own_mapping": own_mapping(MAPPING)},
            "not both",
        ),
    ],
)
def test_what_cannot_be_imported_is_said_on_the_form(editor, data, says):
    given = {**sent(REVIEW), **data} if data else {}
    response = editor.post(NEW, given)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert not Claim.objects.exists()


def test_a_file_that_is_no_json_is_refused_with_the_place(editor):
    file = SimpleUploadedFile("feed.json", b'[{"@type": ')
    page = editor.post(NEW, {"file": file, "format": "claimreview"}).content.decode()
    assert "the file is no JSON" in page


def test_a_file_that_takes_too_long_is_for_the_command(editor, monkeypatch):
    monkeypatch.setattr(imports, "MOST_BYTES", 100)
    page = editor.post(NEW, sent(REVIEW)).content.decode()
    assert "import_claims" in page
    assert not Claim.objects.exists()


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_nobody_else_may_import(client, role):
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, sent(REVIEW)).status_code == 403
    assert not Claim.objects.exists()


def test_the_report_is_a_line_of_json_for_each_refusal(editor):
    run = imported(item("1", text=""), item("2", url="ftp://a"))
    address = reverse("admin:claims_importrun_report", args=[run.pk])
    lines = b"".join(editor.get(address)).decode().splitlines()
    assert [json.loads(line)["record"] for line in lines] == [1, 2]
    assert editor.get(address.replace(str(run.pk), "999999")).status_code == 404


def test_many_refusals_are_a_page_and_a_report(editor):
    run = imported(item("1"))
    ImportRefusal.objects.bulk_create(
        ImportRefusal(run=run, number=n, place=f"line {n}", why="It is so.") for n in range(300)
    )
    page = editor.get(reverse("admin:claims_importrun_change", args=[run.pk])).content.decode()
    assert page.count("It is so.") == imports.MOST_REFUSALS_SHOWN
    assert "The whole report" in page


def test_actors_that_wait_for_review_can_be_listed(editor):
    imported(item())
    page = editor.get("/admin/claims/actor/?to_review__exact=1").content.decode()
    assert "The Courier" in page
