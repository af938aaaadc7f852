"""Migrations of tables that have millions of rows."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from tests import factories as make


@pytest.mark.django_db(transaction=True)
def test_indexes_are_made_while_others_write_and_can_be_made_again(capsys):
    with CaptureQueriesContext(connection) as back:
        call_command("migrate", "claims", "0008", verbosity=0)
    with CaptureQueriesContext(connection) as queries:
        call_command("migrate", "claims", verbosity=0)
    statements = [query["sql"] for query in queries.captured_queries]
    # Of a table that is made just then nobody waits for an index.
    new = {table for sql in statements for table in re.findall(r'^CREATE TABLE ("\w+")', sql)}
    made = [
        sql
        for sql in statements
        if sql.startswith("CREATE INDEX") and not any(f"ON {table} " in sql for table in new)
    ]
    assert len(made) >= 4
    if connection.vendor == "postgresql":
        assert all("CONCURRENTLY" in sql for sql in made)
        dropped = [q["sql"] for q in back.captured_queries if "_by_last_day" in q["sql"]]
        assert all("CONCURRENTLY" in sql for sql in dropped)


@pytest.mark.django_db
def test_the_newest_claims_are_read_off_an_index():
    make.make_many_claims(300)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = Claim.objects.newest_first()[:26].explain()
    assert "claim_by_last_day" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
