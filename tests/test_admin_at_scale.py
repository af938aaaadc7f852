"""The admin with a million records: nothing counts them, offers them all, or asks for each."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from claims.admin import lists
from claims.models import (
    Actor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    Correction,
    Denial,
    Evidence,
    Mention,
    PublicationState,
)
from tests import factories as make
from tests.admin_rows import KINDS, rows
from tests.asking import questions
from tests.editing import act, change_address, list_address, told
from tests.factories.records import about as about_the

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# Counts ------------------------------------------------------------------------------------------


def test_a_list_of_more_than_is_counted_says_so_and_pages_through_what_is(editor, monkeypatch):
    monkeypatch.setattr(lists, "MOST_COUNTED", 60)
    monkeypatch.setattr(lists.RecordList, "most_at_once", 50)
    make.make_many_claims(70)

    response = editor.get(list_address("claim"))

    page = " ".join(response.content.decode().split())
    assert "more than 60 claims" in page
    assert "70 claims" not in page
    assert response.context["cl"].paginator.num_pages == 2
    assert "Select all more" not in page
    assert editor.get(f"{list_address('claim')}?p=2").status_code == 200


def test_a_list_of_fewer_is_counted(editor):
    make.make_many_claims(3)

    assert re.search(r">\s*3 claims\s*<", editor.get(list_address("claim")).content.decode())


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_counts_or_lists_a_whole_table(editor, kind):
    make.make_many_claims(3)

    for sql in questions(editor, list_address(kind)):
        assert "COUNT" not in sql or "LIMIT" in sql or " IN (" in sql, sql
        # What a column has for values is known without going through it.
        assert not re.match(r"SELECT DISTINCT", sql), sql


def test_all_that_are_found_are_not_shown_at_once(editor):
    make.make_many_claims(60)

    assert len(rows(editor, "claim", all="")) == 50


def test_an_action_on_all_that_were_found_has_its_limit(editor, monkeypatch):
    monkeypatch.setattr(lists, "MOST_AT_ONCE", 50)
    claims = make.make_many_claims(60)

    response = act(editor, "claim", "withdraw", claims[0], select_across="1")

    assert told(response) == [
        "Nothing is done: more than 50 records were chosen. Filter or search the list first, or go "
        "page by page."
    ]
    assert not Claim.objects.filter(publication_state=PublicationState.WITHDRAWN).exists()


# The same queries, however many rows -------------------------------------------------------------


def many_rows(number: int) -> dict[str, Any]:
    """A record of each kind, with `number` rows in each part of its form, and as many others."""
    actors = [make.make_actor(aliases=[f"Also {i}" for i in range(number)])]
    actors += [make.make_actor() for _ in range(number)]
    for other in actors[1:]:
        make.make_affiliation(actor=actors[0], principal=other)
    article = make.make_article(publisher=actors[0])
    sentences = [f"Sentence number {i:03d} says so." for i in range(number)]
    text = make.make_text(article=article, body="\n".join(sentences))
    for revision in range(2, number + 2):
        make.make_text(article=article, body=f"Other words, {revision}.", revision=revision)
    passages = [make.make_passage(text=text, quote=sentence) for sentence in sentences]
    claim = make.make_claim(passage=passages[0], publication_state="draft")
    denial = make.make_denial(claim=claim, passage=passages[0])
    evidence = make.make_evidence(claim=claim, passage=passages[0])
    for place in range(number):
        Correction.objects.create(claim=claim, made_on="2024-01-01", text=f"Correction {place}.")
        Correction.objects.create(article=article, made_on="2024-01-01", text=f"As {place}.")
    found = {"actor": actors[0], "article": article, "claim": claim}
    found |= {"denial": denial, "evidence": evidence}
    for part, role in (("claim", "claimant"), ("denial", "denier"), ("evidence", "source")):
        about = about_the(found[part])
        for passage in passages[1:]:
            make.anchor(statement=found[part], passage=passage)
        for other in actors[1:]:
            Attribution.objects.get_or_create(**about, actor=other, role=role)
    attribution = claim.attributions.filter(denial=None, evidence=None).order_by("pk")[0]
    for passage in passages:
        Mention.objects.get_or_create(attribution=attribution, passage=passage)
    return {
        **found,
        "articletext": text,
        "passage": passages[0],
        "attribution": attribution,
    }


def test_a_form_asks_as_many_queries_for_many_rows_as_for_few(editor):
    few, many = many_rows(2), many_rows(9)

    for kind in few:
        editor.get(change_address(few[kind]))  # what is asked once and then known
        of_few = questions(editor, change_address(few[kind]))
        of_many = questions(editor, change_address(many[kind]))
        assert len(of_many) == len(of_few), (kind, _more(of_few, of_many))
        assert len(of_few) <= 40, kind


def test_the_history_of_a_record_asks_as_many_queries_for_many_rows_as_for_few(editor):
    few, many = many_rows(2), many_rows(9)

    for kind in few:
        address = f"admin:claims_{kind}_history"
        of_few = questions(editor, reverse(address, args=[few[kind].pk]))
        of_many = questions(editor, reverse(address, args=[many[kind].pk]))
        assert len(of_many) == len(of_few), (kind, _more(of_few, of_many))


def _more(few: list[str], many: list[str]) -> str:
    """What was asked more often, to be read in a failure."""
    from collections import Counter

    def shapes(sqls: list[str]) -> Counter[str]:
        return Counter(re.sub(r"\d+|'[^']*'", "?", sql)[:160] + sql[-80:] for sql in sqls)

    return str((shapes(many) - shapes(few)).most_common(3))


@pytest.mark.parametrize(
    "where",
    [
        "/admin/",
        *(
            f"/admin/claims/change/review/?kind={kind}"
            for kind in ("claim", "denial", "evidence", "article", "passage")
        ),
    ],
)
def test_the_desk_and_its_queue_ask_as_many_queries_for_many_as_for_few(editor, where):
    _drafts(3)
    few = questions(editor, where)
    _drafts(20)

    assert len(questions(editor, where)) == len(few)


def _drafts(number: int) -> None:
    make.make_many_claims(number)
    for model in (Claim, Denial, Evidence, Article):
        model.objects.update(publication_state="draft")


CHOICES = [
    ("denial", "claim"),
    ("denial", "refuses"),
    ("passage", "text"),
    ("anchor", "passage"),
    ("attribution", "actor"),
    ("affiliation", "principal"),
    ("article", "publisher"),
    ("mention", "passage"),
]


@pytest.mark.parametrize(("kind", "field"), CHOICES)
@pytest.mark.parametrize("term", ["", "many", "s"])
def test_a_choice_is_made_from_the_first_of_many_without_counting_them(editor, kind, field, term):
    make.make_many_claims(25)
    query = {"app_label": "claims", "model_name": kind, "field_name": field, "term": term}
    address = f"{reverse('admin:autocomplete')}?{urlencode(query)}"

    for sql in questions(editor, address):
        assert "COUNT" not in sql or "LIMIT" in sql, sql

    found = json.loads(editor.get(address).content)
    assert len(found["results"]) <= 20


# No form offers a table as options ---------------------------------------------------------------


def test_no_form_has_a_select_of_more_than_two_hundred(editor):
    records = many_rows(2)
    # Two denials and two pieces of evidence for three claims: more than 200 of each.
    make.make_many_claims(310)
    publisher = make.make_actor()
    articles = Article.objects.bulk_create(
        Article(slug=f"one-of-many-{i}", headline=f"Headline {i}", publisher=publisher)
        for i in range(210)
    )
    ArticleText.objects.bulk_create(
        ArticleText(article=article, body="It was so.") for article in articles
    )
    Actor.objects.bulk_create(
        Actor(slug=f"one-of-many-{i}", name=f"One of many {i}", kind="person") for i in range(210)
    )
    addresses = [
        *(change_address(record) for record in records.values()),
        *(
            reverse(f"admin:claims_{kind}_add")
            for kind in records
            if kind not in ("articletext", "attribution")
        ),
        reverse("admin:auth_user_add"),
        reverse("admin:auth_group_change", args=[Group.objects.order_by("pk")[0].pk]),
    ]

    for address in addresses:
        page = editor.get(address).content.decode()
        for select in re.findall(r"<select.*?</select>", page, re.DOTALL):
            assert select.count("<option") <= 200, address


def test_a_mention_is_looked_for_where_its_statement_rests_on_too_many_passages(
    editor, monkeypatch
):
    monkeypatch.setattr("claims.admin.attributions.MOST_OPTIONS", 2)
    attribution = many_rows(4)["attribution"]

    page = editor.get(change_address(attribution)).content.decode()

    selects = re.findall(r'<select name="mentions-\d+-passage".*?</select>', page, re.DOTALL)
    assert len(selects) == 5  # four, and a blank one
    assert all("admin-autocomplete" in select for select in selects)
    assert all(select.count("<option") <= 2 for select in selects)
