"""What was withdrawn is gone from every public page, and that it was withdrawn is on record."""

import datetime

import pytest

from claims import publishing
from claims.models import Article, Change, Claim, Denial, Evidence
from tests import factories as make
from tests import pseudo
from tests.editing import act, change_address, errors, make_editor, save, told

pytestmark = pytest.mark.django_db

LISTS = ("/", "/claims/", "/evidence/", "/disputes/", "/timeline/", "/articles/", "/actors/")


@pytest.fixture
def claim():
    claim = make.make_claim(
        text="Zebras were sent.",
        slug="zebras",
        claimants=[make.make_actor(name="Okapi")],
        subjects=[make.make_actor(name="Quagga")],
    )
    make.make_denial(claim=claim, deniers=[make.make_actor(name="Gnu")])
    make.make_evidence(claim=claim, state="presented")
    return claim


def withdraw(*records):
    model = type(records[0])
    return publishing.withdraw(model.objects.filter(pk__in=[record.pk for record in records]))


def test_a_withdrawn_claims_address_says_that_it_was_and_when_and_nothing_else_of_it(
    client, claim, monkeypatch
):
    noon = datetime.datetime(2023, 3, 5, 12, tzinfo=datetime.UTC)
    with monkeypatch.context() as that_day:
        that_day.setattr("claims.history.recording.timezone.now", lambda: noon)
        withdraw(claim)

    response = client.get("/claims/zebras/")

    assert response.status_code == 410
    page = response.content.decode()
    assert "This claim was withdrawn" in page
    assert '<time datetime="2023-03-05">5 March 2023</time>' in page
    assert 'content="noindex"' in page
    for word in ("Zebras", "Okapi", "Quagga", "Gnu"):
        assert word not in page
    assert client.get("/claims/zebras/cite.txt").status_code == 410
    assert client.head("/claims/zebras/").status_code == 410


def test_no_list_has_anything_of_a_withdrawn_claim(client, claim):
    assert sum("Okapi" in client.get(address).content.decode() for address in LISTS) >= 5
    withdraw(claim)
    for address in LISTS:
        page = client.get(address)
        assert page.status_code == 200
        text = page.content.decode()
        for word in ("Zebras", "zebras", "Okapi", "Quagga", "Gnu"):
            assert word not in text, address


def test_neither_a_search_nor_a_filter_finds_it(client, claim):
    withdraw(claim)
    assert "Zebras" not in client.get("/claims/?q=zebras").content.decode().replace(
        'value="zebras"', ""
    )
    assert client.get("/claims/?claimant=okapi").status_code == 400
    assert client.get("/actors/okapi/").status_code == 404


def test_the_day_is_left_out_where_the_history_has_none(client, claim):
    Claim.objects.filter(pk=claim.pk).update_alone(publication_state="withdrawn")
    page = client.get("/claims/zebras/")
    assert page.status_code == 410
    assert "Withdrawn on" not in page.content.decode()


def test_the_page_speaks_the_language_of_the_interface(client, claim, pseudo_language):
    withdraw(claim)
    page = client.get(f"/claims/zebras/?lang={pseudo.CODE}").content.decode()
    for phrase in ("This claim was withdrawn", "Withdrawn on", "It was public", "All claims"):
        assert phrase not in page


def test_a_former_address_of_what_was_withdrawn_says_so_too(client, claim):
    claim.slug = "striped-horses"
    claim.save()
    withdraw(claim)
    assert client.get("/claims/zebras/").status_code == 410


def test_a_draft_is_as_one_that_never_was(client, claim):
    publishing.put_back_to_draft(Claim.objects.all())
    draft, nothing = client.get("/claims/zebras/"), client.get("/claims/zebrad/")
    assert draft.status_code == nothing.status_code == 404
    assert draft.content.replace(b"zebras", b"zebrad") == nothing.content


def test_a_withdrawn_article_is_gone_and_says_so(client):
    article = make.make_article(headline="Zebras at large", slug="zebras")
    withdraw(article)
    response = client.get("/articles/zebras/")
    assert response.status_code == 410
    page = response.content.decode()
    assert "This article was withdrawn" in page
    assert "at large" not in page
    assert "at large" not in client.get("/articles/").content.decode()


def test_a_withdrawn_answer_vanishes_from_its_claim_and_the_status_follows(client, claim):
    withdraw(Denial.objects.get())
    withdraw(Evidence.objects.get())

    claim.refresh_from_db()
    assert claim.evidence_status == "unrecorded"
    assert "Gnu" not in client.get("/claims/zebras/").content.decode()


def test_a_denial_does_not_tell_of_a_request_that_is_not_public(client, claim):
    request = make.make_evidence(claim=claim, kind="inquiry", state="requested", slug="asked")
    Denial.objects.update(refuses=request)
    assert "the request: inquiry" in client.get("/claims/zebras/").content.decode()
    withdraw(request)
    assert "inquiry" not in client.get("/claims/zebras/").content.decode()


# Withdrawing -------------------------------------------------------------------------------------


def test_an_article_under_something_published_is_not_withdrawn_and_the_message_says_what(editor):
    claim = make.make_claim(text="Rests on it.")
    article = claim.anchors.get().passage.text.article

    response = act(editor, "article", "withdraw", article)

    (said,) = told(response)
    assert "claim “Rests on it.”" in said
    article.refresh_from_db()
    assert article.publication_state == "published"
    response = save(editor, change_address(article), publication_state="withdrawn")
    assert "Rests on it." in errors(response)[0]
    withdraw(claim)
    assert withdraw(article) == []
    assert Article.objects.get().publication_state == "withdrawn"


def test_what_rests_on_a_withdrawn_article_alone_is_not_published():
    claim = make.make_claim(publication_state="draft")
    withdraw(claim.anchors.get().passage.text.article)
    ((_, why),) = publishing.publish(Claim.objects.all())
    assert "drafts or withdrawn" in why[0]


def test_a_draft_was_never_public_and_is_not_withdrawn(editor):
    draft, shown = make.make_claim(publication_state="draft"), make.make_claim()

    response = act(editor, "claim", "withdraw", draft, shown, comment="Its source took it back")

    said = told(response)
    assert said[0] == "Now withdrawn: 1."
    assert "never" in said[1] or "does not see" in said[1]
    draft.refresh_from_db()
    assert draft.publication_state == "draft"
    assert Change.objects.latest_first().first().comment == "Its source took it back"


def test_the_admin_links_to_no_page_of_what_is_withdrawn(editor, claim):
    denial = claim.denials.get()
    assert editor.get(change_address(denial)).context["absolute_url"]
    withdraw(claim)
    for record in (claim, denial):
        assert editor.get(change_address(record)).context["absolute_url"] is None


def test_what_was_withdrawn_may_come_back_by_way_of_a_draft(client, claim):
    withdraw(claim)
    assert publishing.publish(Claim.objects.all()) == []
    assert client.get("/claims/zebras/").status_code == 410
    publishing.put_back_to_draft(Claim.objects.all())
    publishing.publish(Claim.objects.all())
    assert client.get("/claims/zebras/").status_code == 200


def test_a_draft_is_not_withdrawn_in_its_form_for_its_address_would_tell_of_it(client):
    client.force_login(make_editor())
    claim = make.make_claim(publication_state="draft")
    response = save(client, change_address(claim), publication_state="withdrawn")
    assert errors(response) == ["Only what was published is withdrawn: leave it a draft."]
