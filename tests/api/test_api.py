"""The API: the pages' lists and records, for programs."""

import json
import re
from urllib.parse import urlsplit

import pytest

from claims.filters import ActorFilter, ArticleFilter, StatementFilter
from claims.models import Affiliation, Article, Claim
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
API = "/api/v1"


def get(client, path, status=200, **headers):
    response = client.get(API + path, headers=headers)
    assert response.status_code == status, response.content
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response.headers["Content-Type"].startswith(kind)
    return response.json()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?evidence=not_shown",
        "?actor=iran&denial=any",
        "?claimant=ukraine&acting_for=1&sort=oldest",
        "?after=2022-11&before=2022-12-12",
        "?q=drones&sort=relevance",
        "?claimant=none",
        "?kind=act&kind=norm",
    ],
)
@pytest.mark.parametrize("of", ["claims", "evidence"])
def test_a_list_is_that_of_the_page_in_its_order(client, demo_once, query, of):
    page = client.get(f"/{of}/{query}").content.decode()
    found = get(client, f"/{of}{query}")
    number = re.search(r'id="count"><b>([\d,]+)</b>', page)
    assert found["total"] == int(number[1].replace(",", "")) == len(found["items"])
    slugs = [one["slug"] for one in found["items"]]
    places = [page.index(urlsplit(one["url"]).path) for one in found["items"]]
    assert len(set(slugs)) == len(slugs)
    if of == "claims":
        assert places == sorted(places)


def test_a_record_is_as_the_file_has_it(client, demo_once):
    (first, *_) = get(client, "/claims?sort=oldest")["items"]
    file = json.loads(b"".join(client.get("/claims.json?sort=oldest")))
    assert first == file[0]
    assert get(client, f"/claims/{first['slug']}") == first


def test_following_the_links_gives_each_record_once_in_order(client):
    make.make_many_claims(60)
    whole = [claim.slug for claim in Claim.objects.published().newest_first()]
    address, found, answer = "/claims", [], {}
    while address:
        answer = get(client, address)
        assert answer["total"] == len(whole)
        found += [one["slug"] for one in answer["items"]]
        address = answer["next"] and answer["next"].split(API)[1]
    assert found == whole
    back = get(client, answer["previous"].split(API)[1])
    end = len(whole) - len(answer["items"])
    assert [one["slug"] for one in back["items"]] == whole[end - 25 : end]
    first = get(client, "/claims")
    last = get(client, first["last"].split(API)[1])
    assert [one["slug"] for one in last["items"]][-1] == whole[-1]


def test_the_link_header_leads_to_the_pages_around(client):
    make.make_many_claims(30)
    response = client.get(f"{API}/claims?sort=oldest")
    links = dict(re.findall(r'<([^>]*)>; rel="(\w+)"', response.headers["Link"]))
    assert set(links.values()) == {"first", "next", "last"}
    (following,) = [link for link, rel in links.items() if rel == "next"]
    assert following == response.json()["next"]
    assert "sort=oldest" in following


def test_all_that_is_wrong_is_named_at_once_and_no_row_is_given(client, demo_once):
    query = "?evidence=maybe&after=2022-13&colour=red&cursor=zzz&lang=en&claimant=nobody-at-all"
    found = get(client, f"/claims{query}", 400)
    assert (found["status"], found["title"]) == (400, "Bad Request")
    named = [one["parameter"] for one in found["errors"]]
    assert set(named) >= {"evidence", "after", "colour", "lang", "claimant"}
    assert "items" not in found
    assert get(client, "/claims?cursor=zzz", 400)["errors"][0]["parameter"] == "cursor"
    assert get(client, "/articles?q=x", 400)["errors"][0]["parameter"] == "q"
    assert get(client, "/claim-facets?sort=oldest", 400)["errors"][0]["parameter"] == "sort"


def test_facets_are_exact(client, demo_once):
    for facet in get(client, "/claim-facets?actor=iran"):
        for value in facet["values"]:
            query = f"?actor=iran&{facet['parameter']}={value['value']}"
            assert get(client, f"/claims{query}")["total"] == value["count"]


def test_what_is_not_published_is_nowhere(client):
    draft = make.make_claim(slug="draft", publication_state="draft")
    published = make.make_claim(slug="published", claimants=[make.make_actor(slug="somebody")])
    make.make_evidence(claim=published, slug="draft-evidence", publication_state="draft")
    hidden = make.make_actor(slug="hidden", name="Hidden")
    Affiliation.objects.create(actor=hidden, principal=published.attributions.first().actor)
    for path in ("/claims", "/evidence", "/actors", "/articles", "/actors/somebody"):
        text = json.dumps(get(client, path))
        assert "draft" not in text, path
        assert "hidden" not in text, path
    for path in (f"/claims/{draft.slug}", "/actors/hidden", "/claims/no%00thing", "/articles/x"):
        get(client, path, 404)


def test_an_actor_has_those_for_whom_it_acts(client):
    state, minister = make.make_actor(slug="state"), make.make_actor(slug="minister")
    make.make_claim(claimants=[minister, state])
    Affiliation.objects.create(actor=minister, principal=state, office="Minister", since="2021")
    (tie,) = get(client, "/actors/minister")["acts_for"]
    assert (tie["actor"]["slug"], tie["office"], tie["since"]) == ("state", "Minister", "2021")
    (tie,) = get(client, "/actors/state")["represented_by"]
    assert tie["actor"]["slug"] == "minister"


def test_an_article_has_its_latest_words(client, demo_once):
    article = Article.objects.get()
    found = get(client, f"/articles/{article.slug}")
    assert found["text"] == article.texts.get().body
    assert found["claims"] == get(client, "/articles")["items"][0]["claims"] > 10


def test_a_former_slug_still_finds_the_record(client):
    claim = make.make_claim(slug="once")
    claim.slug = "now"
    claim.save()
    assert get(client, "/claims/once")["slug"] == "now"


# HTTP --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/claims", "/nowhere", "/claims/nope", "/claims?x=1", "/docs"])
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_every_answer_is_open_to_other_sites_and_writes_nothing(client, path, method):
    response = getattr(client, method)(API + path)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    asked = client.get(API + path).status_code
    expected = {"get": asked, "head": asked, "options": 204}.get(method, 405)
    assert response.status_code == expected
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"
        if method != "head":
            assert response.json()["status"] == response.status_code


@pytest.mark.parametrize("accept", ["text/html", "image/png", "*/*", "", "application/xml;q=0"])
def test_whatever_is_accepted_the_answer_is_json(client, demo_once, accept):
    get(client, "/claims", accept=accept, **{"accept-language": "fa, de;q=0.5"})


@pytest.mark.parametrize(
    "query",
    ["?q=%00", "?q=%ff", "?cursor=%ed%a0%80", "?actor=" + "x" * 7000, "?a=1" + "&b=2" * 1000],
)
def test_odd_requests_are_refused_and_never_break_it(client, query):
    response = client.get(f"{API}/claims{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/claims", "/evidence", "/actors", "/articles"])
def test_a_list_asks_as_much_of_two_records_as_of_twenty(
    client, path, django_assert_max_num_queries
):
    def ask():
        with django_assert_max_num_queries(100) as asked:
            get(client, path)
        return len(asked)

    for _ in range(2):
        make.make_evidence(claim=make.make_claim())
    few = ask()
    for _ in range(18):
        make.make_evidence(claim=make.make_claim())
    assert ask() == few


# The document ------------------------------------------------------------------------------------


def test_the_document_tells_of_every_parameter_of_every_list(client):
    paths = get(client, "/openapi.json")["paths"]
    for path, filter_class in {
        "claims": StatementFilter,
        "evidence": StatementFilter,
        "articles": ArticleFilter,
        "actors": ActorFilter,
    }.items():
        parameters = paths[f"{API}/{path}"]["get"]["parameters"]
        names = {one["name"] for one in parameters}
        assert names == set(filter_class.base_filters) - {"lang"}
        assert all(one["description"] for one in parameters)


def test_the_docs_are_a_page_that_asks_each_list(client):
    page = client.get(f"{API}/docs").content.decode()
    assert f'<form action="{API}/claims"' in page
    assert "PageOfClaim" in page
