"""What an editor's database may hold, as it is exported."""

import json

import pytest
from django.core.management import call_command
from django.db import transaction

from claims.models import Article, Claim, Evidence
from claims.readings.export.exporting import ExportError, export
from claims.readings.export.folder import archive
from claims.readings.export.kept import kept
from tests import factories as make
from tests.conftest import DEMO
from tests.dispute import make_dispute
from tests.exported import build_and_load, export_all, put
from tests.readings import copy_of_the_fixtures, with_the_second_article

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

URDU = "urdupoint-2022-12-13"


def test_articles_that_tell_of_the_same_are_exported_together_or_one_alone(tmp_path):
    root = with_the_second_article(copy_of_the_fixtures(tmp_path))
    call_command("build_fixtures", root=root)
    call_command("loaddata", root / "demo.json", verbosity=0)
    exported = export_all()
    assert exported.files["demo.json"] == (root / "demo.json").read_text(encoding="utf-8")
    assert exported.exactly == 0
    # One alone takes along what its own passages carry.
    exported = export(kept([Article.objects.get(slug=URDU).pk]))
    rows = json.loads(exported.files["demo.json"])
    assert {row["fields"]["slug"] for row in rows if row["model"] == "claims.article"} == {URDU}
    assert not [row for row in rows if "invented-wire-2022-12-14" in json.dumps(row)]
    assert "example-wire" not in exported.files["actors.yaml"]


def test_a_record_that_two_articles_share_keeps_its_own_date():
    """Reported on the 13th by one; by the other, on the 20th. The other's export says the 13th."""
    west = make.make_actor(name="Western countries")
    claim = make.make_claim(
        slug="it-was-so", claimants=[west], date="2022-12-13", date_basis="reported", anchored=False
    )
    row = claim.attributions.get()
    for slug, day in (("first", "2022-12-13"), ("second", "2022-12-20")):
        article = make.make_article(slug=slug, headline="So it went.", published=day)
        passage = make.make_passage(quote="Western countries said so.", article=article)
        make.anchor(statement=claim, passage=passage)
        make.mention(
            attribution=row,
            passage=passage,
            name="Western countries",
            date=day,
            date_basis="reported",
        )
    exported = export(kept([Article.objects.get(slug="second").pk]))
    assert (
        "exactly:\n- record: [claim, it-was-so]\n  date: 2022-12-13\n"
        in (exported.files["claims.yaml"])
    )
    assert exported.exactly == 1
    assert export_all().exactly == 0


def test_the_same_records_give_the_same_bytes_whatever_their_numbers():
    first = make_dispute()
    exported = export_all()
    assert archive(exported, "x") == archive(export_all(), "x")
    keys = first.mention.attribution_id, first.mention.passage_id
    fields = {"name": first.mention.name, "title": first.mention.title}
    first.mention.delete()
    again = type(first.mention)(attribution_id=keys[0], passage_id=keys[1], **fields)
    again.save()
    assert export_all().files == exported.files


@pytest.mark.parametrize("words", [" ", "\u2003", "\u200b"])
def test_words_of_evidence_without_any_come_back_as_they_were(words, tmp_path):
    with transaction.atomic():
        call_command("loaddata", DEMO, verbosity=0)
        slug = Evidence.objects.values_list("slug", flat=True).first()
        Evidence.objects.filter(slug=slug).update(words=words)
        put(export_all(), tmp_path)
        transaction.set_rollback(True)
    build_and_load(tmp_path)
    assert Evidence.objects.get(slug=slug).words == words


def test_an_export_holds_no_number_no_user_and_nothing_derived():
    make_dispute()
    rows = json.loads(export_all().files["demo.json"])
    assert not [row for row in rows if "pk" in row]
    assert {row["model"] for row in rows} == {
        f"claims.{name}"
        for name in (
            *("actor", "alias", "affiliation", "article", "articletext", "passage", "claim"),
            *("denial", "evidence", "attribution", "anchor", "mention", "passedover"),
            *("correction", "formerslug"),
        )
    }
    names = {name for row in rows for name in row["fields"]}
    assert not names & {"sha256", "evidence_status", "earliest_on", "changed_at", "by", "id"}


def test_drafts_and_withdrawn_records_say_so():
    article = make.make_article(headline="So it went.", publication_state="draft")
    passage = make.make_passage(quote="Iran denied it.", article=article)
    iran = make.make_actor(name="Iran")
    claim = make.make_claim(slug="so-it-was", passage=passage, publication_state="withdrawn")
    denial = make.make_denial(
        slug="denied", claim=claim, deniers=[iran], passage=passage, publication_state="draft"
    )
    make.mention(attribution=denial.attributions.get(), passage=passage, name="Iran")
    files = export_all().files
    assert "  publication: draft\n" in files[f"readings/{article.slug}.yaml"]
    assert (
        "so-it-was: {form: literal, key: denied, publication: draft}"
        in (files[f"readings/{article.slug}.yaml"])
    )
    assert "  publication: withdrawn\n" in files["claims.yaml"]


def test_every_revision_has_its_file_and_a_passage_says_on_which_it_is():
    article = make.make_article(slug="wire", headline="It is so.")
    old = make.make_text(article=article, body="It is so. Iran said so.", revision=1)
    make.make_text(article=article, body="It is so. Iran denied it.", revision=3)
    old.passed_over.create(start=0, end=9, reason="headline")
    files = export_all().files
    assert files["articles/wire.txt"] == "It is so. Iran denied it."
    assert files["articles/wire.1.txt"] == "It is so. Iran said so."
    reading = files["readings/wire.yaml"]
    assert "  revision: 3\n" in reading
    assert "{quote: It is so., revision: 1, nothing: headline}" in reading


def test_an_imported_claim_rests_on_its_source_and_needs_no_passage():
    make.make_claim(slug="imported", anchored=False, source_url="https://a.example/1", date="")
    exported = export_all()
    assert "  source: https://a.example/1\n" in exported.files["claims.yaml"]
    assert exported.exactly == 0


def test_what_would_not_come_back_is_not_exported(monkeypatch):
    """As it would be if the builder forgot the reason of a date."""
    make_dispute()
    Claim.objects.filter(slug="drones").update(date_note="on Monday")
    monkeypatch.setattr("claims.readings.export.exporting._correct", lambda *given: None)
    with pytest.raises(ExportError, match=r"would not come back|does not build"):
        export_all()
