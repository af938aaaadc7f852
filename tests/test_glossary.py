"""No code that a reader meets is without words, and each has its place on the page on method."""

import re

import pytest
from django.apps import apps
from django.db import models

from claims import evidence_status, glossary
from claims.models import (
    ActorKind,
    ClaimKind,
    DateBasis,
    DenialForm,
    EvidenceKind,
    EvidenceState,
    EvidenceStatus,
    Relation,
    Role,
    Side,
)

CHOICES = {
    "kind": ClaimKind,
    "evidence": EvidenceStatus,
    "state": EvidenceState,
    "evidence_kind": EvidenceKind,
    "side": Side,
    "denial": DenialForm,
    "role": Role,
    "relation": Relation,
    "date_basis": DateBasis,
    "actor_kind": ActorKind,
}
BESIDES = {"denial": {"none", "any"}}  # what the URL takes besides the forms


def codes(name: str) -> set[str]:
    return {str(code) for code in CHOICES[name].values} | BESIDES.get(name, set())


@pytest.mark.parametrize("name", CHOICES)
def test_every_code_is_explained_and_nothing_else_is(name):
    words = glossary.WORDS[name]
    assert {str(code) for code in words} == codes(name)
    for code, sentence in words.items():
        assert re.fullmatch(r"[A-Z“].{10,}[.]", str(sentence)), f"{code}: {sentence}"


def test_the_glossary_has_no_other_lists():
    assert set(glossary.WORDS) == set(CHOICES)


def test_no_choices_of_a_public_record_are_left_out():
    shown = set()
    for model in ("claim", "denial", "evidence", "attribution", "anchor", "actor"):
        for field in apps.get_model("claims", model)._meta.get_fields():
            if isinstance(field, models.Field) and field.choices:
                shown.add(frozenset(str(code) for code, label in field.choices if code))
    explained = {frozenset(str(code) for code in kind.values) for kind in CHOICES.values()}
    # Whether a record is published, or what came of publishing it, is for editors.
    assert {codes for codes in shown - explained if "draft" not in codes} == set()


def test_two_codes_of_a_list_do_not_mean_the_same():
    for words in glossary.WORDS.values():
        assert len({str(sentence) for sentence in words.values()}) == len(words)


def test_the_rule_is_told_in_its_own_order():
    assert [str(code) for code in glossary.STATUS_RULE] == list(evidence_status.STATUSES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHOICES)
def test_the_page_on_method_explains_every_code_at_an_address_of_its_own(client, name):
    page = client.get("/about/").content.decode()
    for code in codes(name):
        [(label, words)] = re.findall(
            rf'<div id="{name}-{code}"><dt><dfn>(.+?)</dfn></dt><dd>(.+?)</dd></div>', page
        )
        assert label
        assert words == str(glossary.WORDS[name][code])


@pytest.mark.django_db
def test_the_page_on_method_leads_nowhere_that_is_not_there(client):
    page = client.get("/about/").content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_page_on_method_asks_the_database_nothing(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/about/")
