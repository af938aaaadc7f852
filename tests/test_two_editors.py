"""Two editors at one record: the second is told what the first changed, and nothing is lost."""

import random

import pytest
from django.contrib.auth.models import User
from django.template.response import TemplateResponse
from django.test import Client

from claims.models import Attribution, Claim
from tests import factories as make
from tests.editing import change_address, filled_in, opened, save

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def signed_in(name):
    client = Client()
    client.force_login(User.objects.create_superuser(name, password=name))
    return client


@pytest.fixture
def ada():
    return signed_in("ada")


@pytest.fixture
def ben():
    return signed_in("ben")


def press_save(client, record, posted):
    return client.post(change_address(record), posted)


def differences(response):
    conflict = response.context["conflict"]
    return [(d.what, d.theirs, d.yours, d.outcome) for d in conflict.differences]


def test_what_the_first_changed_is_taken_over_where_the_second_did_not_touch_it(ada, ben):
    claim = make.make_claim(text="They met.", kind="fact")
    hers, his = opened(ada, claim), opened(ben, claim)
    assert press_save(ada, claim, hers | {"text": "They met twice."}).status_code == 302

    response = press_save(ben, claim, his | {"kind": "act"})

    assert response.status_code == 200
    assert "ada" in response.content.decode()
    assert differences(response) == [("Text", "They met twice.", None, "taken over into the form")]
    assert Claim.objects.get(pk=claim.pk).kind == "fact"  # nothing is saved yet
    assert press_save(ben, claim, filled_in(response)).status_code == 302
    saved = Claim.objects.get(pk=claim.pk)
    assert (saved.text, saved.kind) == ("They met twice.", "act")


def test_the_reason_that_the_second_typed_is_still_in_the_form(ada, ben):
    claim = make.make_claim(text="They met.")
    hers, his = opened(ada, claim), opened(ben, claim)
    press_save(ada, claim, hers | {"text": "They met twice."})
    response = press_save(ben, claim, his | {"kind": "act", "_why": "It was an act"})
    assert response.context["why"] == "It was an act"
    assert 'value="It was an act"' in response.content.decode()


def test_what_both_changed_stands_as_the_second_typed_it_beside_the_firsts(ada, ben):
    claim = make.make_claim(text="They met.")
    hers, his = opened(ada, claim), opened(ben, claim)
    press_save(ada, claim, hers | {"text": "They met twice."})

    response = press_save(ben, claim, his | {"text": "They never met."})

    assert differences(response) == [
        (
            "Text",
            "They met twice.",
            "They never met.",
            "both of you changed it: yours stands in the form",
        )
    ]
    assert filled_in(response)["text"] == "They never met."
    press_save(ben, claim, filled_in(response))
    assert Claim.objects.get(pk=claim.pk).text == "They never met."


def test_a_row_that_the_first_added_is_in_the_seconds_form_and_stays(ada, ben):
    claim = make.make_claim(claimants=[make.make_actor(name="Iran")])
    russia, china = make.make_actor(name="Russia"), make.make_actor(name="China")
    hers, his = opened(ada, claim), opened(ben, claim)
    row = {"attributions-1-actor": russia.pk, "attributions-1-role": "subject"}
    press_save(ada, claim, hers | row)
    row = {"attributions-1-actor": china.pk, "attributions-1-role": "subject"}
    response = press_save(ben, claim, his | row)
    assert response.status_code == 200
    assert press_save(ben, claim, filled_in(response)).status_code == 302
    people = Attribution.objects.filter(claim=claim).values_list("actor__name", "role")
    assert sorted(people) == [("China", "subject"), ("Iran", "claimant"), ("Russia", "subject")]


def test_a_row_that_the_first_removed_and_the_second_changed_is_kept_as_a_new_one(ada, ben):
    iran, iraq = make.make_actor(name="Iran"), make.make_actor(name="Iraq")
    claim = make.make_claim(claimants=[iran, make.make_actor(name="Syria")])
    hers, his = opened(ada, claim), opened(ben, claim)
    press_save(ada, claim, hers | {"attributions-0-DELETE": "on"})
    response = press_save(ben, claim, his | {"attributions-0-actor": iraq.pk})
    assert "yours stands in the form as a new row" in differences(response)[0][3]
    assert press_save(ben, claim, filled_in(response)).status_code == 302
    people = Attribution.objects.filter(claim=claim).values_list("actor__name", flat=True)
    assert sorted(people) == ["Iraq", "Syria"]


def test_a_row_that_the_first_removed_and_the_second_left_alone_is_gone(ada, ben):
    claim = make.make_claim(claimants=[make.make_actor(name="Iran"), make.make_actor(name="Oman")])
    hers, his = opened(ada, claim), opened(ben, claim)
    press_save(ada, claim, hers | {"attributions-0-DELETE": "on"})
    response = press_save(ben, claim, his | {"kind": "norm"})
    assert press_save(ben, claim, filled_in(response)).status_code == 302
    people = Attribution.objects.filter(claim=claim).values_list("actor__name", flat=True)
    assert list(people) == ["Oman"]


def test_a_write_that_came_from_elsewhere_is_told_too(ben):
    claim = make.make_claim(text="They met.")
    his = opened(ben, claim)
    Claim.objects.filter(pk=claim.pk).update(text="They met twice.")
    response = press_save(ben, claim, his | {"kind": "norm"})
    assert "the shell, or a program" in response.content.decode()
    assert filled_in(response)["text"] == "They met twice."


def test_a_form_that_says_no_version_is_not_saved_unseen(ben):
    claim = make.make_claim(text="They met.")
    his = opened(ben, claim) | {"text": "They never met."}
    for odd in (None, "", "x", "1.2.3", "9" * 400, "\0"):
        posted = {name: value for name, value in his.items() if name != "_version"}
        response = press_save(ben, claim, posted | ({} if odd is None else {"_version": odd}))
        assert response.status_code == 200
        assert filled_in(response)["text"] == "They never met."
    assert Claim.objects.get(pk=claim.pk).text == "They met."


def test_an_editor_who_saves_alone_is_told_of_nobody(ada):
    claim = make.make_claim(text="They met.")
    assert save(ada, change_address(claim), text="They met twice.").status_code == 302
    assert save(ada, change_address(claim), text="They met thrice.").status_code == 302


# A hundred interleavings ------------------------------------------------------------------------

FIELDS = {
    "text": ["It was so.", "It was not so.", "It may have been so."],
    "kind": ["fact", "act", "norm"],
    "date": ["2022", "2022-11", "2022-12-01"],
    "date_note": ["", "“in November”", "“last year”"],
    "source_url": ["", "https://example.org/a", "https://example.org/b"],
}


def edit(posted, rng, actors):
    """Changes to some fields and rows, as an editor makes them: (what is posted, what was meant).

    What was meant: field → value; row → the actor it now has, None for removed.
    """
    meant = {}
    for name in rng.sample(sorted(FIELDS), rng.randint(0, 3)):
        value = rng.choice([v for v in FIELDS[name] if v != posted.get(name, "")])
        posted = posted | {name: value}
        meant[name] = value
    for number in range(int(posted["attributions-INITIAL_FORMS"])):
        what = rng.choice(["leave", "leave", "leave", "change", "remove"])
        row = f"attributions-{number}-"
        free = [a for a in actors if all(str(a) != str(v) for v in posted.values())]
        if what == "change" and free:
            actor = rng.choice(free)
            posted = posted | {f"{row}actor": actor}
            meant[f"row {posted[f'{row}id']}"] = actor
        elif what == "remove":
            posted = posted | {f"{row}DELETE": "on"}
            meant[f"row {posted[f'{row}id']}"] = None
    if rng.random() < 0.4 and (
        free := [a for a in actors if all(str(a) != str(v) for v in posted.values())]
    ):
        number = posted["attributions-INITIAL_FORMS"]
        actor = rng.choice(free)
        posted = posted | {
            f"attributions-{number}-actor": actor,
            f"attributions-{number}-role": "subject",
        }
        meant["new"] = actor
    return posted, meant


@pytest.fixture
def unrendered(monkeypatch):
    """Forms are made and not written out as HTML, which takes most of their time."""
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("unrendered")
def test_in_a_hundred_interleavings_no_acknowledged_change_is_lost(ada, ben, seed):
    rng = random.Random(seed)
    actors = [make.make_actor() for _ in range(12)]
    claim = make.make_claim(claimants=actors[:3], publication_state="draft")
    hers_of, his_of = ([actor.pk for actor in some] for some in (actors[3::2], actors[4::2]))
    told = 0
    for _ in range(13):
        before = {a.pk: a.actor_id for a in Attribution.objects.filter(claim=claim)}
        hers, she_meant = edit(opened(ada, claim), rng, hers_of)
        his, he_meant = edit(opened(ben, claim), rng, his_of)
        assert press_save(ada, claim, hers).status_code == 302
        response = press_save(ben, claim, his)
        if she_meant:
            assert response.status_code == 200, "the second was not told"
            assert response.context_data["conflict"].changes
            told += 1
            response = press_save(ben, claim, filled_in(response))
        assert response.status_code == 302
        # Field by field: his where he touched it, else hers, else as it was.
        saved = Claim.objects.get(pk=claim.pk)
        for name in FIELDS:
            if name in he_meant or name in she_meant:
                assert getattr(saved, name) == he_meant.get(name, she_meant.get(name)), name
        after = list(Attribution.objects.filter(claim=claim).values_list("actor_id", flat=True))
        expected = []
        for key, actor in before.items():
            row = f"row {key}"
            expected.append(he_meant.get(row, she_meant.get(row, actor)))
        expected += [meant["new"] for meant in (she_meant, he_meant) if "new" in meant]
        assert sorted(after) == sorted(actor for actor in expected if actor is not None)
    assert told > 5
