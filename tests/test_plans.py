"""How pages are read from tables of millions of rows: by an index, never from end to end."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Actor, Article, Claim
from tests import factories as make
from tests.editing import list_address
from tests.once import for_all

pytestmark = pytest.mark.django_db

# What has a row for each record, or more.
LARGE = [
    "claims_actor",
    "claims_actorwords",
    "claims_alias",
    "claims_affiliation",
    "claims_anchor",
    "claims_article",
    "claims_articletext",
    "claims_attribution",
    "claims_change",
    "claims_claim",
    "claims_recordkeys",
    "claims_claimwords",
    "claims_countsas",
    "claims_denial",
    "claims_evidence",
    "claims_keychunk",
    "claims_keycount",
    "claims_mention",
    "claims_passage",
]

# So many rows in the order of their keys, whatever there is.
FIRST_ROWS = re.compile(r'ORDER BY "claims_\w+"\."id" (ASC|DESC) LIMIT \d+$')


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker):
    with for_all(django_db_blocker):
        make.make_many_claims(300)
        if connection.vendor == "postgresql":
            # Tables are small here: read from end to end is what no index can answer. SQLite knows
            # nothing of their size before it is told to ANALYZE.
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def addresses():
    claim, article = Claim.objects.order_by("pk").first(), Article.objects.order_by("pk").first()
    actor = Actor.objects.order_by("pk").first()
    return {
        "claims": "/claims/",
        "claims, filtered": f"/claims/?claimant={actor.slug}&after=2022-02&evidence=contested",
        "claims, those who act for it": f"/claims/?actor={actor.slug}&acting_for=1&sort=oldest",
        "claims, of words": "/claims/?q=number+7",
        "claims, the most relevant": "/claims/?q=number&sort=relevance",
        "claims, of a publisher": f"/claims/?publisher={actor.slug}",
        "claims, in an article": f"/claims/?article={article.slug}",
        "claim": claim.get_absolute_url(),
        "article": article.get_absolute_url(),
    }


def walks(sql: str, params) -> list[str]:
    """The large tables that the query reads from end to end."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN {sql}", params)
            plan = "\n".join(line for (line,) in cursor.fetchall())
            found = re.findall(r"Seq Scan on (\w+)", plan)
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            plan = "\n".join(row[3] for row in cursor.fetchall())
            found = re.findall(r"SCAN (\w+)(?! USING)\b(?!.*USING)", plan)
    return [table for table in found if table in LARGE]


@pytest.mark.parametrize("which", [
    "claims", "claims, filtered", "claims, those who act for it", "claims, of words",
    "claims, the most relevant", "claims, of a publisher", "claims, in an article", "claim",
    "article",
])  # fmt: skip
def test_a_page_is_read_by_indexes(client, records, which):
    address = addresses()[which]
    assert walked(client, address) == []


@pytest.mark.parametrize("kind", ["claim", "denial", "evidence", "article", "passage"])
def test_a_list_of_the_admin_is_read_by_indexes(editor, records, kind):
    assert walked(editor, list_address(kind)) == []


def walked(client, address: str) -> list[str]:
    executed = []

    def remember(execute, sql, params, many, context):
        executed.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember), CaptureQueriesContext(connection):
        assert client.get(address).status_code == 200
    return [
        f"{table}: {sql[:200]}"
        for sql, params in executed
        if sql.lstrip().startswith(("SELECT", "(")) and not FIRST_ROWS.search(sql)
        for table in walks(sql, params)
    ]
