"""What each question to the demo must find, as its article says.

Every set below was written down from the article's sentences before anything was built or asked.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from claims import dates
from claims.models import Actor, Claim, Evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_for_all")]

# The claims, in the order of the article.
USES = "russia-uses-iranian-drones"
NO_EVIDENCE = "ukraine-gave-no-evidence-at-joint-meeting"
REQUESTED = "iran-requested-joint-expert-meeting"
SUPPLIES = "iran-supplies-drones-to-russia"
NO_DOCUMENTS = "ukraine-showed-no-documents-at-joint-meeting"
MET = "ukrainian-and-iranian-experts-met"
COOPERATE = "iran-and-russia-cooperate-militarily"
NEVER = "iran-and-russia-never-interacted-on-drone-supply"
NOTHING_CONCRETE = "no-concrete-evidence-of-drone-supplies"
THREE_STATES = "three-states-asked-un-to-investigate"
ENDORSES = "resolution-2231-endorses-nuclear-deal"
RESTRICTS = "resolution-2231-restricts-iranian-sales"
FALL_UNDER = "iranian-drones-fall-under-resolution-2231"
EXPLANATIONS = "russia-and-iran-gave-exhaustive-explanations"
ILLEGAL = "un-investigation-would-be-illegal"

ALL = {
    USES,
    NO_EVIDENCE,
    REQUESTED,
    SUPPLIES,
    NO_DOCUMENTS,
    MET,
    COOPERATE,
    NEVER,
    NOTHING_CONCRETE,
    THREE_STATES,
    ENDORSES,
    RESTRICTS,
    FALL_UNDER,
    EXPLANATIONS,
    ILLEGAL,
}
ASHTIANI = {NO_EVIDENCE, NO_DOCUMENTS, MET, COOPERATE, NEVER}
OWN_VOICE = {REQUESTED, NOTHING_CONCRETE, THREE_STATES, ENDORSES, RESTRICTS}
SAID_ON_MONDAY = ASHTIANI
REPORTED_ON_TUESDAY = ALL - ASHTIANI - {REQUESTED, THREE_STATES}

# The evidence, in the order of the article.
PROOF = "proof-at-joint-expert-meeting"
MEETING = "joint-expert-meeting-on-drone-supplies"
DOCUMENTS = "documents-at-joint-expert-meeting"
CONCRETE = "concrete-evidence-of-drone-supplies"
INVESTIGATION = "un-investigation-of-resolution-2231"
EXPLAINED = "explanations-to-the-security-council"

ALL_EVIDENCE = {PROOF, MEETING, DOCUMENTS, CONCRETE, INVESTIGATION, EXPLAINED}

NOT_SHOWN = {USES, SUPPLIES}  # by Kiev at the meeting; by anybody, "yet"
DENIED = {USES, SUPPLIES, FALL_UNDER}

CLAIMS_FOUND = {
    "": ALL,
    # Who claims
    "claimant=iran&acting_for=1": ASHTIANI | {ILLEGAL},
    "claimant=iran": {ILLEGAL},
    "claimant=mohammad-reza-ashtiani": ASHTIANI,
    "claimant=defence-ministry-of-iran&acting_for=1": ASHTIANI,
    "claimant=defence-ministry-of-iran": set(),
    "claimant=urdupoint": OWN_VOICE,
    "claimant=sergey-lavrov": {EXPLANATIONS},
    "claimant=russia": {ILLEGAL},
    "claimant=russia&acting_for=1": {EXPLANATIONS, ILLEGAL},
    "claimant=russia&claimant=iran": {ILLEGAL},
    "claimant=france": {FALL_UNDER},
    "claimant=western-countries": {SUPPLIES},
    "claimant=western-countries&subject=iran": {SUPPLIES},
    "claimant=western-countries&subject=ukraine": set(),
    # Of whom
    "subject=iran": {SUPPLIES, MET, COOPERATE, NEVER, RESTRICTS, FALL_UNDER, EXPLANATIONS},
    "subject=ukraine": {NO_EVIDENCE, NO_DOCUMENTS, MET},
    "subject=united-nations": {ILLEGAL},
    "subject=united-nations&acting_for=1": {ILLEGAL, ENDORSES},
    # Who denies
    "denier=iran": {SUPPLIES, FALL_UNDER},
    "denier=iran&acting_for=1": {USES, SUPPLIES, FALL_UNDER},
    "denier=mohammad-reza-ashtiani": {USES, SUPPLIES},
    "denier=russia": {SUPPLIES, FALL_UNDER},
    "denier=ukraine": set(),
    # Evidence: who says so, who showed it or was asked to, who asked for it
    "source=mohammad-reza-ashtiani": {USES},
    "source=urdupoint": {SUPPLIES, FALL_UNDER},
    "source=sergey-lavrov": {USES},
    "holder=ukraine": {USES, SUPPLIES},
    "holder=united-nations": {FALL_UNDER},
    "holder=iran": {USES},
    "requester=iran": set(),
    "requester=iran&acting_for=1": {SUPPLIES},
    "requester=germany": {FALL_UNDER},
    "examiner=united-nations": set(),
    # When: "In November", "On October 21", "on Monday", published on Tuesday 13 December 2022
    "after=2022-11-15&before=2022-11-15": {REQUESTED},
    "after=2022-10-21&before=2022-10-21": {THREE_STATES},
    "after=2022-10-22&before=2022-10-31": set(),
    "after=2022-12-12&before=2022-12-12": SAID_ON_MONDAY,
    "after=2022-12-13": REPORTED_ON_TUESDAY,
    "before=2022-11": {REQUESTED, THREE_STATES},
    "after=2022&before=2022": ALL,
    "after=2023": set(),
    # What was shown
    "evidence=not_shown": NOT_SHOWN,
    "evidence=requested": {FALL_UNDER},
    "evidence=unrecorded": ALL - NOT_SHOWN - {FALL_UNDER},
    "evidence=requested&evidence=not_shown": NOT_SHOWN | {FALL_UNDER},
    "evidence=contested": set(),
    "evidence=verified": set(),
    "evidence=rejected": set(),
    "evidence=presented": set(),
    "evidence=said_to_exist": set(),
    # What kind of claim
    "kind=fact": {USES, SUPPLIES, COOPERATE, NEVER},
    "kind=act": {REQUESTED, MET, THREE_STATES},
    "kind=norm": {ENDORSES, RESTRICTS, FALL_UNDER, ILLEGAL},
    "kind=evidence": {NO_EVIDENCE, NO_DOCUMENTS, NOTHING_CONCRETE, EXPLANATIONS},
    # How it is denied
    "denial=literal": {SUPPLIES},
    "denial=evidential": {USES},
    "denial=interpretive": {FALL_UNDER},
    "denial=jurisdictional": {FALL_UNDER},
    "denial=implicatory": set(),
    "denial=unspecified": set(),
    "denial=any": DENIED,
    "denial=none": ALL - DENIED,
    "denial=none&denial=literal": ALL - {USES, FALL_UNDER},
    # All of it at once
    "denier=iran&acting_for=1&evidence=not_shown&kind=fact&after=2022-12": {USES, SUPPLIES},
}

EVIDENCE_FOUND = {
    "": ALL_EVIDENCE,
    "after=2022-11-15&before=2022-11-15": {MEETING},
    "after=2022-10-21&before=2022-10-21": {INVESTIGATION},
    "after=2022-12-12&before=2022-12-12": {PROOF, DOCUMENTS},
    "after=2022-12-13": {CONCRETE, EXPLAINED},
    "after=2023": set(),
    "holder=ukraine": {PROOF, MEETING, DOCUMENTS},
    "holder=russia": {EXPLAINED},
    "source=iran&acting_for=1": {PROOF, DOCUMENTS},
    "requester=iran&acting_for=1": {MEETING},
    "requester=france": {INVESTIGATION},
    # By the claim that it is for or against
    "evidence=not_shown": ALL_EVIDENCE - {INVESTIGATION},
    "evidence=requested": {INVESTIGATION},
    "evidence=unrecorded": set(),
    "kind=fact": ALL_EVIDENCE - {INVESTIGATION},
    "kind=norm": {INVESTIGATION},
    "denial=jurisdictional": {INVESTIGATION},
    "denial=evidential": {PROOF, DOCUMENTS, EXPLAINED},
    "denial=none": set(),
}

STATUS = {
    **dict.fromkeys(ALL, "unrecorded"),
    # Two reports that nothing was shown; that explanations were given against it changes nothing.
    USES: "not_shown",
    SUPPLIES: "not_shown",
    FALL_UNDER: "requested",
}


def pages(client: Client, url: str) -> list[str]:
    """The list at `url`, page after page."""
    found = []
    while url:
        response = client.get(url)
        assert response.status_code == 200, url
        found.append(response.content.decode())
        following = re.search(r'<a\b[^>]*\brel="next"[^>]*>', found[-1])
        address = following and re.search(r'href="([^"]*)"', following[0])
        url = unescape(address[1]) if address else ""
        if url.startswith("?"):
            url = f"{response.request['PATH_INFO']}{url}"
    return found


def asked(model: Any, query: str) -> Any:
    """The published records of `model` that `query` asks for, by the querysets alone."""
    found = model.objects.published()
    values: dict[str, list[str]] = {}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        values.setdefault(name, []).append(value)
    acting_for = bool(values.pop("acting_for", None))
    by_name: dict[str, Callable[[Any, list[str]], Any]] = {
        "after": lambda rows, given: rows.during(after=dates.bound(given[0])),
        "before": lambda rows, given: rows.during(before=dates.bound(given[0])),
        "evidence": lambda rows, given: rows.with_evidence_status(given),
        "kind": lambda rows, given: rows.of_claim_kind(given),
        "denial": lambda rows, given: rows.denied_as(given),
    }
    for name, given in values.items():
        if name in by_name:
            found = by_name[name](found, given)
            continue
        for slug in given:
            actor = Actor.objects.get(slug=slug)
            found = found.involving(actor, name, acting_for=acting_for)
    return {record.slug for record in found}


@pytest.mark.parametrize("query", CLAIMS_FOUND)
def test_the_querysets_find_the_claims_that_the_article_implies(query):
    assert asked(Claim, query) == CLAIMS_FOUND[query]


@pytest.mark.parametrize("query", EVIDENCE_FOUND)
def test_the_querysets_find_the_evidence_that_the_article_implies(query):
    assert asked(Evidence, query) == EVIDENCE_FOUND[query]


@pytest.mark.parametrize("query", CLAIMS_FOUND)
def test_the_claim_list_shows_the_claims_that_the_article_implies(client, query):
    shown = re.findall(r'href="/claims/([^/"?#]+)/', "".join(pages(client, f"/claims/?{query}")))
    assert set(shown) == CLAIMS_FOUND[query]


@pytest.mark.parametrize("query", EVIDENCE_FOUND)
def test_the_evidence_list_shows_the_evidence_that_the_article_implies(client, query):
    listed = "".join(pages(client, f"/evidence/?{query}"))
    shown = re.findall(r'href="/claims/[^/"?#]+/#evidence-([^"]+)"', listed)
    assert set(shown) == EVIDENCE_FOUND[query]


def test_every_claim_has_the_evidence_status_that_the_article_implies():
    assert dict(Claim.objects.values_list("slug", "evidence_status")) == STATUS
