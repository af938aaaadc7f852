"""A second article, invented for these tests, goes the same way, and tells of the same again."""

import pytest
from django.core.management import call_command

from claims.models import Anchor, Attribution, Claim, Denial, Evidence, Mention
from claims.readings.building import build

from .once import for_all
from .readings import SECOND_READING, copy_of_the_fixtures, printed, with_the_second_article

NO_EVIDENCE = "ukraine-gave-no-evidence-at-joint-meeting"
USES = "russia-uses-iranian-drones"
FIRST, SECOND = "urdupoint-2022-12-13", "invented-wire-2022-12-14"


@pytest.fixture
def root(tmp_path):
    return copy_of_the_fixtures(tmp_path)


@pytest.fixture(scope="module")
def both_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo's article and the second one, built together and loaded, once for all that ask."""
    root = with_the_second_article(copy_of_the_fixtures(tmp_path_factory.mktemp("both")))
    call_command("build_fixtures", root=root)
    with for_all(django_db_blocker):
        call_command("loaddata", root / "demo.json", verbosity=0)
        yield


@pytest.fixture
def both(both_once, db):
    """They are there."""


def test_what_two_articles_report_is_one_claim_with_a_passage_in_each(both):
    claim = Claim.objects.get(slug=NO_EVIDENCE)
    anchors = Anchor.objects.filter(claim=claim, denial=None, evidence=None)
    articles = anchors.values_list("passage__text__article__slug", flat=True)
    assert set(articles) == {FIRST, SECOND}
    assert printed(attribution__claim=claim, attribution__role="claimant")[-2:] == [
        (SECOND, "claimant", "Ashtiani", ""),
        (SECOND, "claimant", "Ashtiani", "Defence Minister"),
    ]
    speaker = Attribution.objects.get(claim=claim, role="claimant")
    assert speaker.actor.slug == "mohammad-reza-ashtiani"
    subject = printed(attribution__claim=claim, attribution__role="subject")
    assert (FIRST, "subject", "Kiev", "") in subject
    assert (SECOND, "subject", "Ukraine", "") in subject


def test_one_denial_that_two_articles_report_is_one_record(both):
    denial = Denial.objects.get(claim__slug=USES)
    articles = denial.anchors.values_list("passage__text__article__slug", flat=True)
    assert sorted(articles) == [SECOND, *[FIRST] * 4]


def test_one_piece_of_evidence_that_two_articles_report_is_one_record(both):
    evidence = Evidence.objects.get(slug="joint-expert-meeting-on-drone-supplies")
    roles = evidence.attributions.values_list("role", "actor__slug")
    assert set(roles) == {
        ("source", "urdupoint"),
        ("source", "example-wire"),
        ("requester", "permanent-mission-of-iran-to-the-un"),
        ("holder", "ukraine"),
    }
    requesters = printed(attribution__evidence=evidence, attribution__role="requester")
    assert requesters == [
        (FIRST, "requester", "Iran's permanent mission to the United Nations", ""),
        (SECOND, "requester", "Iran’s mission to the UN", ""),
    ]


def test_a_statement_of_two_articles_has_the_best_date_and_each_mention_its_own(both):
    claim = Claim.objects.get(slug="iran-supplies-drones-to-russia")
    assert (claim.date, claim.date_basis) == ("2022-12-13", "reported")
    dates = Mention.objects.filter(attribution__claim=claim, attribution__denial=None)
    dates = dates.filter(attribution__evidence=None, attribution__role="subject")
    assert set(dates.values_list("passage__text__article__slug", "date")) == {
        (FIRST, "2022-12-13"),
        (SECOND, "2022-12-14"),
    }


def test_two_articles_build_the_same_whichever_reading_describes_the_evidence(root):
    """A reading may name evidence that another, read later, describes."""
    with_the_second_article(root)
    (root / SECOND_READING).rename(root / "readings" / "a-wire-2022-12-14.yaml")
    first = build(root)
    assert first.counts["evidence"] == 6
    assert first.counts["denials"] == 6


def test_both_articles_are_on_the_claims_page_and_under_their_publishers(both, client):
    page = client.get(f"/claims/{NO_EVIDENCE}/").content.decode()
    assert f"/articles/{FIRST}/" in page
    assert f"/articles/{SECOND}/" in page
    for publisher in ("urdupoint", "example-wire"):
        listed = client.get(f"/claims/?publisher={publisher}").content.decode()
        assert f"/claims/{NO_EVIDENCE}/" in listed
