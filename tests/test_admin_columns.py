"""What a row of a list in the admin says, and what the list is sorted by."""

import re

import pytest
from django.contrib.auth.models import User

from tests import factories as make
from tests.admin_rows import KINDS, rows
from tests.editing import list_address

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def columns(client, kind: str) -> dict[str, str]:
    """What the first row of the list says, by the heads of its columns."""
    page = client.get(list_address(kind)).content.decode()
    table = re.search(r'<table id="result_list">(.*?)</table>', page, re.DOTALL)
    assert table
    heads = re.findall(r"<th scope=\"col\".*?</th>", table[1], re.DOTALL)
    first = table[1].split("<tbody>")[1].split("</tr>")[0]
    cells = re.findall(r"<t[hd][^>]*>.*?</t[hd]>", first, re.DOTALL)
    return dict(zip(map(_words, heads), map(_words, cells), strict=True))


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_claims_row_says_what_an_editor_decides_by(editor):
    from claims import history

    author = User.objects.create_user("author", is_staff=True)
    with history.acting(by=author, source="test"):
        make.make_claim(
            text="Drones were sold.",
            claimants=[make.make_actor(name="Ukraine")],
            kind="act",
            date="2022-12-12",
            publication_state="draft",
        )

    row = columns(editor, "claim")
    assert row["Claim"] == "Drones were sold."
    assert row["Who"] == "Ukraine (claimant)"
    assert row["Kind"] == "Act"
    assert row["Date"] == "2022-12-12 (said)"
    assert row["Publication state"] == "Draft"
    assert row["Written by"] == "author"


def test_an_article_counts_its_claims_and_an_actor_its_roles_drafts_too(editor, monkeypatch):
    iran = make.make_actor(name="Iran", aliases=["Tehran", "Persia"])
    text = make.make_text(body="It was so. It was not so.")
    for quote, state in (("It was so", "draft"), ("It was not so", "published")):
        make.make_claim(
            claimants=[iran],
            passage=make.make_passage(text=text, quote=quote),
            publication_state=state,
        )

    assert columns(editor, "article")["Claims"] == "2"
    actors = {row.name: row for row in rows(editor, "actor")}
    assert actors["Iran"].number == 2
    assert "Persia, Tehran" in editor.get(list_address("actor")).content.decode()

    monkeypatch.setattr("claims.admin.actors.MOST_ROLES", 1)
    assert "over 1<" in editor.get(list_address("actor")).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_sorted_by_what_is_kept_in_order_alone(editor, kind):
    """Not by a column of sentences: each click would sort a million of them."""
    make.make_many_claims(3)

    page = editor.get(list_address(kind)).content.decode()

    heads = re.findall(r'<th scope="col" class="sortable column-(\w+)', page)
    assert set(heads) <= {"dated", "name", "when"}
