"""What is no longer or not yet published leaves no trace on any public page: no word, no count,
no facet, no date of a last change. Every page is the same with it and without it.
"""

import re

import pytest

from claims.models import Actor, Claim, Denial, Evidence, Passage
from tests import factories as make
from tests.pages import CLAIM, PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

MARK = "zzhidden"
MORE = [
    "/claims/?acting_for=1&actor=iran",
    "/claims/?denial=none",
    "/claims/?denial=literal&denial=unspecified",
    "/claims/?evidence=verified&evidence=presented&evidence=unrecorded",
    "/claims/?kind=norm",
    "/claims/?publisher=urdupoint&sort=oldest",
    "/claims/?article=urdupoint-2022-12-13",
    "/claims/?after=2022-12&before=2023",
    "/claims/?state=verified",
    f"/claims/?q={MARK}",
    f"/claims/?actor={MARK}",
    f"/claims/?article={MARK}",
    f"/claims/?publisher={MARK}",
    f"/evidence/?q={MARK}",
    "/evidence/?actor=russia",
    f"/timeline/?q={MARK}",
    "/disputes/?kind=fact",
    f"/choose-actor/?name={MARK}&role=actor",
    "/actors/russia/",
    "/actors/ukraine/",
    "/actors/urdupoint/",
    f"{CLAIM}cite.txt",
    f"{CLAIM}cite.json",
    f"/claims/{MARK}/",
    f"/articles/{MARK}/",
    f"/actors/{MARK}/",
    f"/claims/{MARK}/cite.txt",
]


def every_page(client):
    paths = [page.path for page in PAGES] + MORE
    found = {}
    for path in paths:
        response = client.get(path)
        # How long it took to make is no word of it.
        body = re.sub(rb'nonce="[^"]+"', b"", response.content)
        found[path] = (response.status_code, body.decode())
    return found


def hide(state):
    """Records of every kind in the state, tied to published ones wherever they can be."""
    claim = Claim.objects.get(slug="russia-uses-iranian-drones")
    iran, russia = Actor.objects.get(slug="iran"), Actor.objects.get(slug="russia")
    passage = Passage.objects.filter(anchors__claim=claim).order_by("pk").first()
    nobody = make.make_actor(slug=MARK, name=f"{MARK} Person", aliases=[f"{MARK} Alias"])
    article = make.make_article(
        slug=MARK, headline=f"{MARK} headline", publication_state=state, publisher=nobody
    )
    text = make.make_text(article=article, body=f"{MARK} body, said {MARK}. Iran denied it.")
    in_hidden_article = make.make_passage(text=text, quote=f"{MARK} body")
    make.make_claim(
        text=f"{MARK} claim.",
        slug=MARK,
        claimants=[iran, nobody],
        subjects=[russia],
        passage=passage,
        publication_state=state,
        date="2022-12-13",
    )
    make.make_denial(
        claim=claim,
        slug=f"{MARK}-denial",
        deniers=[iran, nobody],
        passage=passage,
        publication_state=state,
    )
    evidence = make.make_evidence(
        claim=claim,
        slug=f"{MARK}-evidence",
        state="verified",
        passage=passage,
        publication_state=state,
    )
    make.attribute(statement=evidence, actor=nobody, role="examiner")
    # A published claim in an article that the public does not see.
    make.anchor(statement=claim, passage=in_hidden_article)
    make.make_affiliation(actor=nobody, principal=russia)


@pytest.fixture
def demo(demo_for_all, db):
    """It is there."""


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_every_page_is_the_same_with_what_is_hidden_and_without(demo, client, state):
    before = every_page(client)
    hide(state)
    after = every_page(client)
    gone = {f"/claims/{MARK}/", f"/articles/{MARK}/", f"/claims/{MARK}/cite.txt"}
    for path in before:
        if state == "withdrawn" and path in gone:
            assert after[path][0] == 410, path
            assert f"{MARK} " not in after[path][1], path
        else:
            assert after[path] == before[path], path


def test_work_on_a_draft_leaves_the_last_change_of_its_claim_as_it_was(demo):
    claim = Claim.objects.get(slug="russia-uses-iranian-drones")
    was = claim.changed_at
    denial = make.make_denial(claim=claim, publication_state="draft")
    Denial.objects.filter(pk=denial.pk).update(form="literal")
    make.attribute(statement=denial, actor=make.make_actor(), role="denier")
    denial.delete()
    claim.refresh_from_db()
    assert claim.changed_at == was
    Evidence.objects.filter(claim=claim).first().save()
    claim.refresh_from_db()
    assert claim.changed_at > was


def test_what_is_published_shows_so_that_the_pages_above_could_differ(demo, client):
    before = every_page(client)
    hide("published")
    after = every_page(client)
    same = {path for path in before if after[path] == before[path]}
    assert same.isdisjoint(
        {
            *("/", "/claims/", "/articles/", "/actors/", "/evidence/", "/disputes/", "/timeline/"),
            *("/actors/iran/", "/actors/russia/", CLAIM, f"{CLAIM}cite.json"),
            *(f"/claims/{MARK}/", f"/articles/{MARK}/", f"/actors/{MARK}/"),
            *(f"/claims/?q={MARK}", f"/claims/?actor={MARK}", "/claims/?denial=none"),
            f"/choose-actor/?name={MARK}&role=actor",
        }
    )
