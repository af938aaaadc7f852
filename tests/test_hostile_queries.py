"""Odd requests, thousands to both databases together (`script/torture` makes more): none gets a
5xx, and none that was refused shows a row."""

import os
import re
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.once import for_all
from tests.turns import by_turns, some

pytestmark = pytest.mark.django_db

# How many requests hypothesis makes up for each address; the fixed list makes the rest.
EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "30"))

# A row, a drawing, a number of what was found, a choice.
ROW = re.compile(
    r'class="row|ledger__row|class="chart|id="count"|<b>\d+</b> (claim|actor)'
    r'|<ul class="actors"><li>|class="choices__|id="choices"[^>]*>\s*<p'
)

LISTS = [
    *("/", "/claims/", "/evidence/", "/articles/", "/actors/"),
    *("/disputes/", "/timeline/", "/choose-actor/"),
    *("/claims.csv", "/claims.jsonl", "/claims.jsonld", "/claims.atom", "/claims.parquet"),
    *("/evidence.json", "/evidence.atom"),
    *("/api/v1/claims", "/api/v1/evidence", "/api/v1/actors", "/api/v1/claim-facets"),
]
RECORDS = [
    *("/claims/{claim}/", "/articles/{article}/", "/actors/{actor}/", "/about/", "/healthz"),
    *("/claims/{claim}/cite.bib", "/sitemap-claims.xml", "/robots.txt"),
    *("/api/v1/claims/{claim}", "/api/v1/actors/{actor}", "/api/v1/articles/{article}"),
]

PARAMETERS = [
    *("q", "actor", "claimant", "subject", "denier", "source", "holder", "requester", "examiner"),
    *("acting_for", "after", "before", "evidence", "kind", "denial", "publisher", "article"),
    *("sort", "cursor", "lang", "revision", "nonsense", "page", "q[]", ""),
    *("name", "role", "of"),
]

# Written as they stand in an address.
VALUES = [
    *("%00", "a%00b", "%ff", "%ED%A0%80", "%ED%B0%80x", "%C0%AF", "%EF%BF%BF", "%F4%90%80%80"),
    *("1" + "0" * 30, "9223372036854775808", "-9223372036854775809", "0", "-1", "1e400", "NaN"),
    *("0000", "0001", "9999", "99999", "0000-00-00", "2022-02-29", "2022-13", "Infinity", "-inf"),
    *("(", ")", "%22", "%22a", "*", "%5C", "%27%20OR%201=1--", "a%20AND%20b", "NEAR(", "a%3A*"),
    *("%25", "_", "%3Cscript%3E", "%0D%0ASet-Cookie:x", "%E2%80%AE", "%F0%9F%94%A5", "%CC%81" * 50),
    *("..%2F..%2Fetc", "javascript:alert(1)", "None", "null", "true", "[]", "%7B%7D", "%20", "%09"),
    *("WzBd", "WzAsbnVsbCwxXQ", "WzAsIjk5OTktMTItMzEiLDFd", "WzEsIjAwMDEtMDEtMDEiLDBd"),
    *("WzAsIjIwMjItMDEtMDEiLDFlNDAwXQ", "W1tbW1tbW1tb" * 200, "e30", "%E2%82%AC", "=", "-_-_"),
    *(
        "x" * 100_000,
        "%F0%9F%94%A5" * 5000,
        "%D9%84" * 600,
        "a+" * 300,
        "iran",
        "not_shown",
        "2022",
    ),
]


@pytest.fixture(scope="module")
def addresses(django_db_setup, django_db_blocker):
    """The public addresses, with records behind them."""
    with for_all(django_db_blocker):
        make.make_many_claims(4)
        evidence = make.make_evidence()
        claim = evidence.claim
        anchor = claim.anchors.select_related("passage__text__article").first()
        names = {
            "claim": claim.slug,
            "article": anchor.passage.text.article.slug,
            "actor": evidence.attributions.first().actor.slug,
        }
        yield [address.format(**names) for address in (*LISTS, *RECORDS)]


def holds(client, address: str) -> None:
    """Assert that the address is answered, and that what is refused shows no row."""
    response = client.get(address)
    assert response.status_code < 500, address[:300]
    assert response.status_code in (200, 301, 302, 400, 404, 414), address[:300]
    if response.status_code != 200:
        assert not ROW.search(response.content.decode()), address[:300]
    elif response.streaming:
        # What is written while it is sent can fail as late as that.
        b"".join(response)


def test_each_odd_value_of_each_parameter(client, addresses):
    # Every parameter meets every value, and every address all of both.
    asked = [
        f"{addresses[(i + j) % len(addresses)]}?{quote(parameter, safe='')}={value}"
        for i, parameter in enumerate(PARAMETERS)
        for j, value in enumerate(VALUES)
    ]
    # Some of them, not every other address.
    for address in some(sorted(asked)):
        holds(client, address)
    assert len(asked) >= 1500


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"p{i}=1" for i in range(1500)),
        "&".join(f"claimant=a{i}" for i in range(900)),
        "&".join(["claimant=iran"] * 900),
        "&".join(["q=a"] * 30),
        "&".join(f"q={i}" for i in range(30)),
        "&".join(["sort=newest", "sort=oldest"]),
        "?" * 1000,
        "&" * 2000,
        "=" * 2000,
        ";" * 2000,
        "%" * 1000,
        "q" + "%5B%5D" * 500 + "=1",
    ],
)
def test_many_and_repeated_parameters(client, addresses, query):
    for address in by_turns(addresses):
        holds(client, f"{address}?{query}")


anything = st.text(st.characters(codec="utf-8"), max_size=40).map(quote_plus)
raw_bytes = st.binary(max_size=20).map(quote)
value = st.one_of(st.sampled_from(VALUES[:60]), anything, raw_bytes, st.integers().map(str))
pair = st.tuples(st.sampled_from(PARAMETERS) | anything, value).map("=".join)
query_string = st.lists(pair, min_size=1, max_size=6).map("&".join)


@pytest.mark.parametrize("which", by_turns(range(len(LISTS) + len(RECORDS))))
def test_query_strings_that_nobody_thought_of(client, addresses, which):
    number = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(query_string)
    def request(query):
        nonlocal number
        number += 1
        holds(client, f"{addresses[which]}?{query}")

    request()
    assert number >= EXAMPLES


def test_paths_that_lead_nowhere(client):
    for path in (
        "/claims/%00/",
        "/claims/" + "a" * 5000 + "/",
        "/actors/%ED%A0%80/",
        "/articles/../../etc/passwd",
        "/claims//",
        "/%ff",
        "/claims/1/2/3/",
    ):
        assert client.get(path).status_code in (301, 404), path
