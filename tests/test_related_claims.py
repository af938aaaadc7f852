"""Which other claims a claim's page names."""

import html

import pytest

from tests import factories as make
from tests.case_pages import section, words

pytestmark = pytest.mark.django_db


def test_related_claims_are_by_the_same_of_one_article_or_denied_alike_each_once(client):
    a, b, d = (make.make_actor(name=name) for name in ("Aland", "Bland", "Dland"))
    text = make.make_text(body="One is said. Two is said. Three is said.")
    sentences = [
        make.make_passage(text=text, quote=f"{n} is said.") for n in ("One", "Two", "Three")
    ]
    claim = make.make_claim(claimants=[a], subjects=[b], passage=sentences[0])
    make.make_denial(claim=claim, form="literal", deniers=[d])
    both = make.make_claim(text="Both.", claimants=[a], subjects=[b], passage=sentences[1])
    beside = make.make_claim(text="Beside.", passage=sentences[2])
    alike = make.make_claim(text="Alike.")
    make.make_denial(claim=alike, form="literal", deniers=[d])
    otherwise = make.make_claim(text="Otherwise.")
    make.make_denial(claim=otherwise, form="evidential", deniers=[d])
    make.make_claim(text="The other way round.", claimants=[b], subjects=[a])
    make.make_claim(text="A draft.", claimants=[a], subjects=[b], publication_state="draft")
    response = client.get(claim.get_absolute_url())
    groups = [[row.text for row in group.claims] for group in response.context["related"]]
    assert groups == [["Both."], ["Beside."], ["Alike."]]
    related = html.unescape(section(response.content.decode(), "related"))
    assert 'href="/claims/?claimant=aland&subject=bland"' in related
    assert f'href="/claims/?article={text.article.slug}"' in related
    assert 'href="/claims/?denier=dland"' in related
    for row in (both, beside, alike):
        assert row.get_absolute_url() in related
    assert "Claimed by" not in related
    assert "claimed by Aland" in words(related)


def test_at_most_five_related_claims_of_a_kind_are_shown_newest_first(client):
    a, b = make.make_actor(), make.make_actor()
    parties = {"claimants": [a], "subjects": [b]}
    claim = make.make_claim(**parties, date="2022-12-31")
    for day in (11, 17, 13, 16, 12, 14, 15):
        make.make_claim(text=f"On day {day}.", date=f"2022-12-{day}", **parties)
    (group,) = client.get(claim.get_absolute_url()).context["related"]
    assert [row.text for row in group.claims] == [f"On day {day}." for day in (17, 16, 15, 14, 13)]


def test_the_lists_of_related_claims_have_them(client):
    a, b, d = make.make_actor(), make.make_actor(), make.make_actor()
    claim = make.make_claim(claimants=[a], subjects=[b])
    make.make_denial(claim=claim, deniers=[d])
    other = make.make_claim(claimants=[a], subjects=[b])
    make.make_denial(claim=make.make_claim(), deniers=[d])
    groups = client.get(claim.get_absolute_url()).context["related"]
    assert other in groups[0].claims
    for group in groups:
        for _, address in group.lists:
            page = client.get(address).content.decode()
            assert all(row.get_absolute_url() in page for row in group.claims)


def test_the_page_asks_as_much_of_six_related_claims_of_a_kind_as_of_thirty(
    client, django_assert_num_queries
):
    a, b, d = make.make_actor(), make.make_actor(), make.make_actor()
    text = make.make_text(body=" ".join(f"Sentence {n:02} is said." for n in range(50)))
    passages = (make.make_passage(text=text, quote=f"Sentence {n:02} is said.") for n in range(50))
    claim = make.make_claim(claimants=[a], subjects=[b], passage=next(passages))
    make.make_denial(claim=claim, deniers=[d])
    make.make_evidence(claim=claim)
    for more in (6, 24):
        for _ in range(more):
            near = make.make_claim(claimants=[a], subjects=[b], date="2022-12-25")
            make.make_evidence(claim=near, sources=[d])
            make.make_claim(passage=next(passages))
            make.make_denial(claim=make.make_claim(), deniers=[d])
        with django_assert_num_queries(26):
            response = client.get(claim.get_absolute_url())
        assert [len(group.claims) for group in response.context["related"]] == [5, 5, 5]
