"""The database itself refuses what no record may be, whoever writes it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from claims.models import Actor, Alias, Article, Attribution, Claim, Evidence, Passage
from tests.dispute import FIRST, Dispute
from tests.written_by_hand import write_by_hand

pytestmark = pytest.mark.django_db

# For each constraint: which record of the dispute breaks it, with which values.
_UNDATED_BASIS = {"date_basis": "said", "date": "", "earliest_on": None, "latest_on": None}
_STATEMENTS = {"claim": "claim", "denial": "denial", "evidence": "evidence"}
VIOLATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "actor_slug_is_not_blank": ("iran", {"slug": " "}),
    "actor_slug_is_not_none": ("iran", {"slug": "none"}),
    "actor_name_is_not_blank": ("iran", {"name": "  "}),
    "actor_kind_is_known": ("iran", {"kind": "planet"}),
    "actor_wikidata_id_is_q_and_digits": ("iran", {"wikidata_id": "794"}),
    "actor_wikidata_id_is_unique": ("russia", {"wikidata_id": "Q794"}),
    "alias_name_is_not_blank": ("alias", {"name": ""}),
    "alias_is_given_once": ("other_alias", {"name": "Tehran"}),
    "affiliation_is_not_with_itself": ("affiliation", {"principal_id": "minister"}),
    "affiliation_begins_before_it_ends": ("affiliation", {"since_on": "2031-01-01"}),
    "affiliation_is_given_once": (
        "other_affiliation",
        {
            "actor_id": "minister",
            "principal_id": "ministry",
            "office": "Minister",
            "since": "2021-08",
            "since_on": "2021-08-01",
        },
    ),
    "article_slug_is_not_blank": ("article", {"slug": ""}),
    "article_headline_is_not_blank": ("article", {"headline": " "}),
    "article_language_is_bcp_47": ("article", {"language": "English, mostly"}),
    "article_published_has_days": ("article", {"published_earliest_on": "2023-01-01"}),
    "article_url_is_http": ("article", {"url": "javascript:alert(1)"}),
    "article_archive_url_is_http": ("article", {"archive_url": "ftp://archive.example/a"}),
    "article_publication_state_is_known": ("article", {"publication_state": "hidden"}),
    "text_is_not_blank": ("other_text", {"body": "   "}),
    "text_revisions_count_from_one": ("other_text", {"revision": 0}),
    "text_sha256_is_hex": ("other_text", {"sha256": "F" * 64}),
    "text_revision_is_unique_in_article": ("other_text", {"revision": 1}),
    "passage_ends_after_it_starts": ("passage", {"start": 0, "end": 0, "exact": ""}),
    "passage_is_as_long_as_its_words": ("passage", {"exact": FIRST + " "}),
    "passage_is_not_blank": ("passage", {"start": 0, "end": 2, "exact": "  "}),
    "passage_is_unique_in_text": ("other_passage", {"exact": FIRST, "start": 16, "end": 93}),
    "claim_text_is_not_blank": ("claim", {"text": " "}),
    "claim_kind_is_known": ("claim", {"kind": "rumour"}),
    "claim_evidence_status_is_known": ("claim", {"evidence_status": "proven"}),
    "denial_form_is_known": ("denial", {"form": "angry"}),
    "evidence_side_is_known": ("evidence", {"side": "both"}),
    "evidence_kind_is_known": ("evidence", {"kind": "hearsay"}),
    "evidence_state_is_known": ("evidence", {"state": "lost"}),
    **{
        name.format(kind): (record, values)
        for kind, record in (*_STATEMENTS.items(), ("mention", "other_mention"))
        for name, values in (
            ("{}_date_basis_is_known", {"date_basis": "guessed"}),
            ("{}_date_has_basis_and_days", _UNDATED_BASIS),
        )
    },
    **{
        name.format(kind): (record, values)
        for kind, record in _STATEMENTS.items()
        for name, values in (
            ("{}_slug_is_not_blank", {"slug": ""}),
            ("{}_publication_state_is_known", {"publication_state": "secret"}),
            ("{}_source_is_http", {"source_url": "javascript:alert(1)"}),
        )
    },
    "attribution_role_fits_its_statement": ("claimant", {"role": "denier"}),
    "attribution_is_given_once_in_claim": ("other_claimant", {"actor_id": "iran"}),
    "attribution_is_given_once_in_denial": ("other_denier", {"actor_id": "iran"}),
    "attribution_is_given_once_in_evidence": ("other_source", {"actor_id": "iran"}),
    "anchor_is_of_one_statement": ("other_denial_anchor", {"evidence_id": "evidence"}),
    "anchor_relation_is_known": ("anchor", {"relation": "implies"}),
    "anchor_presupposes_or_answers_claims_only": ("denial_anchor", {"relation": "answers"}),
    "anchor_is_given_once_in_claim": ("other_anchor", {"passage_id": "passage"}),
    "anchor_is_given_once_in_denial": ("other_denial_anchor", {"passage_id": "passage"}),
    "anchor_is_given_once_in_evidence": ("other_evidence_anchor", {"passage_id": "passage"}),
    "mention_is_given_once_in_passage": ("other_mention", {"passage_id": "passage"}),
    "mention_in_own_voice_prints_no_name": ("mention", {"own_voice": True}),
    "passedover_ends_after_it_starts": ("passed_over", {"start": 14}),
    "passed_over_once_in_text": ("other_passed_over", {"start": 0, "end": 14}),
    "correction_is_of_one_record": ("correction", {"article_id": "article"}),
    "correction_is_not_blank": ("correction", {"text": " "}),
    "correction_is_given_once_in_claim": ("other_correction", {"text": "The date was wrong."}),
    "correction_is_given_once_in_article": (
        "other_article_correction",
        {"text": "The headline was wrong."},
    ),
    "former_slug_is_of_one_record": ("former_slug", {"claim_id": "claim"}),
    "former_slug_is_not_blank": ("former_slug", {"slug": " "}),
    "former_slug_leads_to_one_actor": ("other_former_slug", {"slug": "persia"}),
    "former_slug_leads_to_one_claim": ("other_claim_slug", {"slug": "rockets"}),
}


def constraints_of_the_records() -> list[str]:
    from claims.integrity.records import DERIVED, WRITTEN

    return [
        str(constraint.name)
        for model in (*WRITTEN, *DERIVED)
        for constraint in model._meta.constraints
    ]


def test_every_constraint_has_a_violation_here() -> None:
    assert set(VIOLATIONS) == set(constraints_of_the_records())


@pytest.mark.parametrize("constraint", VIOLATIONS)
def test_sql_typed_by_hand_is_refused(constraint: str, dispute: Dispute) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write_by_hand(dispute, *VIOLATIONS[constraint])
    assert _names(str(refusal.value), constraint), refusal.value


def _names(message: str, constraint: str) -> bool:
    """Whether the refusal is that of this constraint and not by chance of another. SQLite names
    the columns of a unique one."""
    if constraint in message:
        return True
    from claims.integrity.records import WRITTEN

    columns = {
        rule.name: ", ".join(
            f"{model._meta.db_table}.{model._meta.get_field(field).column}" for field in rule.fields
        )
        for model in WRITTEN
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint)
    }
    return columns.get(constraint, constraint) in message


@pytest.mark.parametrize(
    ("model", "first", "second"),
    [
        ("actor", "iran", "russia"),
        ("article", "article", "other_article"),
        ("claim", "claim", "other_claim"),
        ("denial", "denial", "other_denial"),
        ("evidence", "evidence", "request"),
    ],
)
def test_two_records_of_a_kind_never_share_an_address(
    model: str, first: str, second: str, dispute: Dispute
) -> None:
    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        write_by_hand(dispute, second, {"slug": getattr(dispute, first).slug})


def _unsaved(dispute: Dispute) -> dict[str, models.Model]:
    """Records that their constraints refuse, though nothing but the database looks at them."""
    return {
        "an unknown kind of actor": Actor(slug="x", name="X", kind="planet"),
        "an actor without a name": Actor(slug="x", name=" ", kind="state"),
        "a second alias of that name": Alias(actor=dispute.iran, name="Tehran"),
        "a script for an address": Article(
            slug="x", headline="X", publisher=dispute.iran, url="javascript:alert(1)"
        ),
        "a claim dated without a basis": Claim(slug="x", text="X.", kind="fact", date="2022"),
        "a basis without a date": Claim(slug="x", text="X.", kind="fact", date_basis="said"),
        "evidence in no known state": Evidence(
            slug="x", claim=dispute.claim, kind="any", state="lost"
        ),
        "a denier of a claim": Attribution(
            claim=dispute.claim, actor=dispute.minister, role="denier"
        ),
        "the same role twice": Attribution(
            claim=dispute.claim, actor=dispute.iran, role="claimant"
        ),
        "the same passage twice": Passage(text=dispute.text, start=16, end=93, exact=FIRST),
    }


@pytest.mark.parametrize(
    "what",
    [
        "an unknown kind of actor",
        "an actor without a name",
        "a second alias of that name",
        "a script for an address",
        "a claim dated without a basis",
        "a basis without a date",
        "evidence in no known state",
        "a denier of a claim",
        "the same role twice",
        "the same passage twice",
    ],
)
def test_bulk_create_is_refused_and_writes_nothing(what: str, dispute: Dispute) -> None:
    record = _unsaved(dispute)[what]
    rows = type(record)._default_manager
    count = rows.count()
    # An address is refused before the database sees it.
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        rows.bulk_create([record])
    assert rows.count() == count


def test_a_dangling_reference_is_refused(dispute: Dispute) -> None:
    with transaction.atomic():
        write_by_hand(dispute, "denial", {"claim_id": 2**40})
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
