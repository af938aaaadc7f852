"""Who is in a record: filled in, typed, added, refused with all typing kept."""

import pytest

from claims.models import Actor, Change, Claim, Mention
from tests import factories as make
from tests.annotating import SAID, a_claim_of, errors, nothing_saved, opened, rows_of, save
from tests.editing import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_an_actor_is_added_in_the_same_save(editor, article):
    response = a_claim_of(
        editor,
        article,
        people={"Kiev Daily": {"role": "subject", "kind": "news_organisation", "name": "Kiev"}},
    )

    assert response.status_code == 302, errors(response)
    actor = Actor.objects.get(slug="kiev-daily")
    assert (actor.name, actor.kind) == ("Kiev Daily", "news_organisation")
    assert Claim.objects.get().attributions.filter(actor=actor, role="subject").exists()
    assert Change.objects.filter(kind="actor", key=actor.pk, action="added").count() == 1


def test_an_unknown_name_is_refused_and_no_actor_is_added(editor, article):
    response = a_claim_of(editor, article, people={"Kiew": "subject"})

    assert errors(response) == [
        "No actor is called “Kiew”: choose one of those offered, or choose what it is to be added "
        "as."
    ]
    assert "Kiew" in response.content.decode()
    assert nothing_saved()


def test_a_known_name_is_not_added_again(editor, article):
    response = a_claim_of(editor, article, people={"Tehran": {"role": "subject", "kind": "group"}})

    assert "“Iran” is known, as state" in errors(response)[0]
    assert nothing_saved()


def test_a_contributor_may_add_an_actor_and_nobody_without_the_permission(article):
    contributor = signed_in("contributor")
    assert "Add as" in opened(contributor, article, SAID, "claim").content.decode()


def test_an_alias_that_two_share_is_refused_with_both(editor, article):
    make.make_actor(name="Kiev Region", aliases=["Tehran"])

    response = a_claim_of(editor, article, people={"Tehran": "subject"})

    (message,) = errors(response)
    assert "iran" in message
    assert "kiev-region" in message


def test_a_name_that_two_share_fills_in_neither(editor, article):
    make.make_actor(name="Kiev Region", aliases=["Kiev"])

    assert rows_of(opened(editor, article, SAID, "claim")) == [("russia", "", "Russia", "")]


def test_one_who_is_named_and_has_no_role_is_not_saved(editor, article):
    assert rows_of(opened(editor, article, SAID, "claim")) == [
        ("ukraine", "claimant", "Kiev", ""),
        ("russia", "", "Russia", ""),
    ]

    assert a_claim_of(editor, article).status_code == 302

    assert [row.actor.slug for row in Claim.objects.get().attributions.all()] == ["ukraine"]


def test_one_who_was_typed_needs_a_role(editor, article):
    response = a_claim_of(editor, article, people={"Iran": {"role": ""}})

    assert errors(response) == ["Choose the role, or empty the row."]


def test_a_name_that_was_typed_without_a_script_is_printed_as_the_words_have_it(editor, article):
    a_claim_of(editor, article, people={"Russia": {"role": "subject", "name": "", "offered": ""}})

    assert Mention.objects.get(attribution__role="subject").name == "Russia"


def test_whom_a_claim_is_about_is_mentioned_only_where_the_words_name_them(editor, article):
    a_claim_of(editor, article, people={"Iran": "subject", "Russia": "subject"})

    assert Claim.objects.get().attributions.filter(role="subject").count() == 2
    named = Mention.objects.filter(attribution__role="subject")
    assert [mention.attribution.actor.slug for mention in named] == ["russia"]


def test_a_name_that_is_not_in_the_words_is_refused(editor, article):
    response = a_claim_of(editor, article, people={"Ukraine": {"role": "claimant", "name": "Kyiv"}})

    assert errors(response) == ["“Kyiv” does not occur in these words."]
    assert nothing_saved()


def test_the_articles_own_voice_is_its_publisher(editor, article):
    response = save(
        editor,
        article,
        "Drones, Said Kiev",
        "claim",
        text="There are drones.",
        own_voice="on",
        people={"Ukraine": ""},
    )

    assert response.status_code == 302, errors(response)
    mention = Mention.objects.get()
    assert (mention.own_voice, mention.name) == (True, "")
    assert mention.attribution.actor == article.publisher


def test_a_mention_may_have_a_date_of_its_own(editor, article):
    a_claim_of(
        editor,
        article,
        people={
            "Ukraine": {"role": "claimant", "date": "2022-12-11", "date_basis": "said"},
            "Russia": "subject",
        },
    )

    dates = dict(Mention.objects.values_list("attribution__role", "date"))
    assert dates == {"claimant": "2022-12-11", "subject": "2022-12-12"}


def test_a_record_that_is_stated_by_nobody_is_refused(editor, article):
    response = a_claim_of(editor, article, people={"Ukraine": ""})

    assert "Nobody is given as claimant" in errors(response)[0]
    assert nothing_saved()
