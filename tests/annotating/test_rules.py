"""Who may annotate, odd requests, and what is asked of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Anchor, Claim, Denial, Evidence, Passage
from tests import factories as make
from tests.annotating import (
    SAID,
    a_claim_of,
    address,
    errors,
    filled_in,
    nothing_saved,
    opened,
    place,
    save,
)
from tests.editing import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


# Who may -----------------------------------------------------------------------------------------


def test_a_reader_sees_the_page_and_writes_nothing(editor, article):
    posted = filled_in(opened(editor, article, SAID, "claim"))
    reader = signed_in("reader")

    page = reader.get(address(article, **place(article, SAID)))
    assert page.status_code == 200
    assert 'value="claim"' not in page.content.decode()
    assert reader.post(address(article), posted).status_code == 403
    assert opened(reader, article, SAID, "claim").status_code == 403
    for act in ("nothing", "undo", "dismiss", "adjust", "remove"):
        refused = reader.post(address(article), {"act": act, "revision": "1"})
        assert refused.status_code == 403, act
    assert nothing_saved()


def test_a_contributor_adds_drafts_of_its_own_to_others_claims_and_changes_none(article):
    contributor = signed_in("contributor")
    claim = make.make_claim(slug="of-an-editor")

    denied = save(
        contributor,
        article,
        "“No,” said Tehran.",
        "denial",
        claim=claim.slug,
        form="literal",
        people={"Iran": "denier"},
    )
    assert denied.status_code == 302, errors(denied)
    assert Denial.objects.get().publication_state == "draft"

    refused = save(
        contributor,
        article,
        SAID,
        "another",
        asked={"of": f"claim-{claim.pk}"},
        people={"Ukraine": "claimant"},
    )
    assert errors(refused) == ["Nothing is saved: this record is not a draft of your own."]
    own = save(
        contributor,
        article,
        SAID,
        "another",
        asked={"of": f"denial-{Denial.objects.get().pk}"},
        people={"Iran": "denier"},
    )
    assert own.status_code == 302, errors(own)


def test_a_contributor_adjusts_and_empties_passages_of_its_own_drafts_alone(article):
    editor, contributor = signed_in("editor"), signed_in("contributor")
    a_claim_of(editor, article)
    passage, anchor = Passage.objects.get(), Anchor.objects.get()
    span = {"start": passage.start, "end": passage.end}
    moved = {"act": "adjust", "revision": "1", "adjust": passage.pk, "quote": SAID, **span}

    page = contributor.get(address(article)).content.decode()
    assert "Adjust passage" not in page
    assert "Remove from passage" not in page
    assert contributor.post(address(article), moved).status_code == 403
    removal = {"act": "remove", "revision": "1", "anchor": anchor.pk}
    assert contributor.post(address(article), removal).status_code == 403
    assert editor.post(address(article), removal).status_code == 302
    assert not Passage.objects.exists()
    assert Claim.objects.exists()


def test_a_published_record_keeps_its_last_passage(editor, article):
    text = article.texts.get()
    claim = make.make_claim(passage=make.make_passage(quote=SAID, text=text))

    response = editor.post(
        address(article),
        {"act": "remove", "revision": "1", "anchor": claim.anchors.get().pk},
        follow=True,
    )

    assert "It rests on no passage" in response.content.decode()
    assert claim.anchors.count() == 1


# Odd requests ------------------------------------------------------------------------------------


MEANINGLESS = [
    {"start": "0", "end": str(10**30)},
    {"start": "-5", "end": "5"},
    {"start": "5", "end": "5"},
    {"start": "½", "end": "x\0"},
    {"start": "3"},
    {"start": "0", "end": "9", "record": "rumour"},
    {"start": "0", "end": "9", "record": "another", "of": "claim-" + "9" * 30},
    {"start": "0", "end": "9", "record": "another", "of": "denial \0"},
    {"start": "0", "end": "9", "record": "claim", "like": "x\0", "relation": "hates"},
    {"adjust": str(10**30)},
    {"adjust": "\0"},
]


def test_an_address_that_means_nothing_shows_the_page(editor, article):
    for asked in MEANINGLESS:
        assert editor.get(address(article, **asked)).status_code == 200, asked


ODD = [
    {},
    {"act": "save"},
    {"act": "save", "start": "0", "end": "9", "record": "claim"},
    {
        "act": "save",
        "start": "0",
        "end": "9",
        "record": "claim",
        "revision": "1",
        "people-TOTAL_FORMS": "9" * 30,
        "people-INITIAL_FORMS": "-1",
        "text": "\0" * 9,
    },
    {
        "act": "save",
        "start": "0",
        "end": "9",
        "record": "claim",
        "revision": "1",
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "0",
        "people-0-actor": "x\0",
        "people-0-role": "king",
    },
    {
        "act": "save",
        "start": "0",
        "end": "9",
        "record": "another",
        "revision": "1",
        "of": "denial it-was-not",
    },
    {
        "act": "save",
        "start": "0",
        "end": "9",
        "record": "denial",
        "revision": "1",
        "join": "denial-77",
    },
    {"act": "find", "revision": "x", "quote": "\0"},
    {"act": "find", "quote": "x" * 100_000},
    {"act": "nothing", "revision": "1", "nothing": "0-\0"},
    {"act": "dismiss", "revision": "1", "dismiss": "speech:9-1,1-99999999999999999999"},
    {"act": "undo", "revision": "1", "undo": "9" * 40},
    {"act": "remove", "revision": "1", "anchor": "\0"},
    {"act": "adjust", "revision": "1", "adjust": "1", "start": "0", "end": "4"},
    {"act": "__init__", "revision": "1"},
    {"act": "remove", "revision": "7", "anchor": "1"},
]


def test_no_post_however_odd_breaks_the_page_or_writes(editor, article):
    for posted in ODD:
        response = editor.post(address(article), posted)
        assert response.status_code in (200, 302), posted
    assert nothing_saved()


@pytest.mark.parametrize(
    "query", ["", "?of=actor&q=%00", "?of=king&q=a", "?of=record&q=" + "a" * 7000]
)
def test_choices_answer_whatever_is_asked(editor, article, query):
    path = f"{address(article)}choices/{query}"

    assert editor.get(path).json() == {"offers": []}
    assert editor.post(path).status_code == 405


def test_choices_offer_the_articles_own_records_first(editor, article):
    make.make_claim(text="Drones are a fact.")
    a_claim_of(editor, article)

    offers = editor.get(f"{address(article)}choices/?of=claim&q=drones").json()["offers"]

    assert [offer["words"] for offer in offers] == [
        "Russia flies Iranian drones.",
        "Drones are a fact.",
    ]
    (iran,) = editor.get(f"{address(article)}choices/?of=actor&q=tehr").json()["offers"]
    assert iran["names"] == ["Iran", "Tehran"]


def test_a_form_made_for_an_older_text_is_refused_with_its_typing(editor, article):
    posted = filled_in(opened(editor, article, SAID, "claim"))
    make.make_text(body="Another text altogether.", article=article)

    response = editor.post(address(article), {**posted, "text": "Typed with care."})

    assert "a new revision of the text was added meanwhile" in errors(response)[0]
    assert "Typed with care." in response.content.decode()
    assert nothing_saved()


def test_an_article_without_a_text_leads_to_its_form(editor):
    bare = make.make_article()

    response = editor.get(address(bare))

    assert response.status_code == 302
    assert response.url == f"/admin/claims/article/{bare.pk}/change/"
    assert editor.get("/admin/claims/article/999999/annotate/").status_code == 404
    assert editor.get(f"/admin/claims/article/{'9' * 40}/annotate/").status_code == 404


# Queries -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "asked"),
    [("editor", {}), ("editor", {"record": "claim"}), ("contributor", {"record": "another"})],
)
def test_the_page_asks_the_same_number_of_questions_however_much_it_shows(role, asked):
    client, counts = signed_in(role), []
    for number in (2, 16):
        sentences = [f"Sentence {n} of so many was said." for n in range(number)]
        text = make.make_text(body="\n\n".join(sentences))
        for quote in sentences:
            passage = make.make_passage(quote=quote, text=text)
            claim = make.make_claim(passage=passage, claimants=[make.make_actor()])
            make.make_denial(claim=claim, passage=passage)
            make.mention(attribution=claim.attributions.filter(denial=None)[0], passage=passage)
        page = address(text.article, **(place(text.article, sentences[0]) | asked if asked else {}))
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_there_is_a_way_to_the_page_from_the_article_and_from_the_list(editor, article):
    change = editor.get(f"/admin/claims/article/{article.pk}/change/").content.decode()
    listed = editor.get("/admin/claims/article/").content.decode()

    assert f'href="{address(article)}"' in change
    assert f'href="{address(article)}"' in listed
    assert Evidence.objects.count() == 0
