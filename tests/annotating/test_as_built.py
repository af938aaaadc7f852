"""Words of a text are chosen, a short form says what they carry; what is saved is what the builder
makes of the same reading."""

import json

import pytest

from claims.models import Actor, Anchor, Attribution, Claim, Denial, Evidence, Mention
from claims.readings.fixture import fields_of
from tests.annotating import errors, opened, place, rows_of, save
from tests.annotating.seed import LAVROV, SUPPLIES, WESTERN, accuse, built, seed_article, the_text

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NOVEMBER = (
    "In November, Iran's permanent mission to the United Nations requested a joint expert meeting "
    "with Kiev on the issue of alleged supplies of Iranian drones to Russia to be used for strikes "
    "against Ukrainian targets."
)
DENYING = "both Moscow and Tehran denying the allegations as false."
MEDIUM = "a statement posted on the government's social media"
DOCUMENTS = (
    "Ukraine didn't show any documents that would prove the use of Iranian drones by Russia in the "
    "conflict during the meeting of Ukrainian and Iranian experts, the minister said in a "
    "statement posted on the government's social media."
)
USES = "russia-uses-iranian-drones"


@pytest.fixture
def article(db):
    return seed_article()


def kept(rows):
    """Rows of the database as the builder writes them, drafts as published ones."""
    found = []
    for row in rows:
        fields = json.loads(json.dumps(fields_of(row)))
        if "publication_state" in fields:
            assert fields["publication_state"] == "draft"
            fields["publication_state"] = "published"
        found.append(fields)
    return found


def in_order(rows):
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def as_built(statement, *, starts):
    """Compare a statement, and its rows in the passages that start there, with the demo's."""
    kind, slug = statement._meta.model_name, statement.slug
    assert kept([statement]) == built(kind, lambda row: row["slug"] == slug)

    def own(row):
        """Of the statement itself, not of a denial or evidence of it."""
        part = {"denial": row.get("denial"), "evidence": row.get("evidence")}
        if kind == "claim":
            return row["claim"] == [slug] and not any(part.values())
        return part[kind] == [slug]

    def there(row):
        return row["passage"][2] in starts

    anchors = Anchor.objects.of_statement(kind, slug)
    attributions = Attribution.objects.of_statement(kind, slug)
    assert in_order(kept(anchors)) == in_order(built("anchor", own, there))
    assert in_order(kept(attributions)) == in_order(built("attribution", own))
    mentions = built("mention", lambda row: row["attribution"][:2] == [kind, slug], there)
    assert in_order(kept(Mention.objects.filter(attribution__in=attributions))) == in_order(
        mentions
    )


def test_an_accusation_is_saved_as_a_draft_with_who_is_named_and_the_day_of_publication(
    editor, article
):
    response = accuse(editor, article)

    assert response.status_code == 302, errors(response)
    claim = Claim.objects.get()
    assert (claim.publication_state, claim.date, claim.date_basis) == (
        "draft",
        "2022-12-13",
        "reported",
    )
    as_built(claim, starts=[place(article, WESTERN)["start"]])


def test_one_sentence_is_a_claim_another_passage_and_a_request_for_evidence(editor, article):
    accuse(editor, article)
    about = place(article, NOVEMBER)
    when = {"date": "2022-11", "date_basis": "happened"}
    first = save(
        editor,
        article,
        NOVEMBER,
        "claim",
        text=the_text("iran-requested-joint-expert-meeting"),
        slug="iran-requested-joint-expert-meeting",
        kind="act",
        own_voice="on",
        date_note="“In November”, in an article of December 2022",
        people={
            "Permanent Mission of Iran to the United Nations": {
                "role": "subject",
                "name": "Iran's permanent mission to the United Nations",
            },
        },
        **when,
    )
    assert first.status_code == 302, errors(first)
    like = first.url.partition("like=")[2].partition("#")[0]

    second = save(
        editor,
        article,
        NOVEMBER,
        "another",
        asked={"of": f"claim-{Claim.objects.get(slug=SUPPLIES).pk}", "relation": "presupposes"},
    )
    assert second.status_code == 302, errors(second)

    third = save(
        editor,
        article,
        NOVEMBER,
        "evidence",
        asked={"like": like},
        claim=SUPPLIES,
        slug="joint-expert-meeting-on-drone-supplies",
        kind="meeting",
        state="requested",
        people={
            "Permanent Mission of Iran to the United Nations": {
                "role": "requester",
                "name": "Iran's permanent mission to the United Nations",
            },
            "Ukraine": "holder",
        },
    )
    assert third.status_code == 302, errors(third)

    starts = [about["start"], place(article, WESTERN)["start"]]
    as_built(Claim.objects.get(slug="iran-requested-joint-expert-meeting"), starts=starts)
    as_built(Claim.objects.get(slug=SUPPLIES), starts=starts)
    as_built(Evidence.objects.get(), starts=starts)


def test_two_deniers_are_filled_in_and_the_address_is_the_builders(editor, article):
    accuse(editor, article)

    response = save(editor, article, DENYING, "denial", claim=SUPPLIES, form="literal")

    assert response.status_code == 302, errors(response)
    as_built(Denial.objects.get(), starts=[place(article, DENYING)["start"]])


def test_the_minister_is_known_by_his_name_once_it_was_given(editor, article):
    ashtiani = Actor.objects.get(slug="mohammad-reza-ashtiani")
    response = save(
        editor,
        article,
        DOCUMENTS,
        "claim",
        text=the_text("ukraine-showed-no-documents-at-joint-meeting"),
        slug="ukraine-showed-no-documents-at-joint-meeting",
        kind="evidence",
        date="2022-12-12",
        date_basis="said",
        date_note="the statement of “Monday”, published on Tuesday 13 December 2022",
        medium=MEDIUM,
        people={
            ashtiani.name: {"role": "claimant", "name": "the minister"},
            "Ukraine": "subject",
        },
    )

    assert response.status_code == 302, errors(response)
    as_built(Claim.objects.get(), starts=[place(article, DOCUMENTS)["start"]])
    # The next record of the same words has him filled in under that name, and the date.
    again = opened(editor, article, DOCUMENTS, "claim")
    assert rows_of(again)[0] == ("mohammad-reza-ashtiani", "claimant", "the minister", "")


def test_evidence_against_a_claim_has_its_source_and_holders(editor, article):
    claimed = save(
        editor,
        article,
        LAVROV,
        "claim",
        text="Russia uses Iranian drones.",
        slug=USES,
        asked={"relation": "presupposes"},
    )
    assert claimed.status_code == 302, errors(claimed)
    response = save(
        editor,
        article,
        LAVROV,
        "evidence",
        claim=USES,
        slug="explanations-to-the-security-council",
        side="against",
        kind="explanation",
        state="presented",
        people={
            "Sergey Lavrov": {"role": "source", "title": "Russian Foreign Minister"},
            "Russia": "holder",
            "Iran": "holder",
        },
    )

    assert response.status_code == 302, errors(response)
    as_built(Evidence.objects.get(), starts=[place(article, LAVROV)["start"]])
