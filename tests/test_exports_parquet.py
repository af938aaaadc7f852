"""Lists of claims as Parquet: the table, cell by cell, with types."""

import datetime
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims.exports import parquet, table
from claims.models import Claim
from tests import factories as make
from tests.taken import table_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def taken(client, query=""):
    response = client.get(f"/claims.parquet{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/vnd.apache.parquet"
    return pq.read_table(io.BytesIO(b"".join(response)))


def as_cell(value):
    if value is None:
        return ""
    if isinstance(value, list):
        return table.joined(value, table.BETWEEN)
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.mark.parametrize("query", ["", "?actor=iran&sort=oldest", "?q=drones", "?claimant=none"])
def test_it_has_the_rows_and_cells_of_the_table(client, demo_once, query):
    rows = [
        {name: as_cell(value) for name, value in row.items()}
        for row in taken(client, query).to_pylist()
    ]
    expected = [
        {name: table.undone(cell) for name, cell in row.items()} for row in table_of(client, query)
    ]
    assert rows == expected
    assert rows


def test_what_a_spreadsheet_would_run_is_not_escaped(client):
    make.make_claim(text="=1+1")
    assert "=1+1" in taken(client)["text"].to_pylist()


def test_the_types_are_those_of_what_stands_in_the_columns(client):
    schema = taken(client).schema
    assert schema.names == [column.name for column in table.COLUMNS]
    assert schema.field("claimants").type == pa.list_(pa.string())
    assert schema.field("earliest").type == pa.date32()
    assert schema.field("changed").type == pa.timestamp("ms", tz="UTC")
    assert schema.field("date").type == pa.string()


def test_it_is_sent_a_row_group_at_a_time(client, monkeypatch):
    monkeypatch.setattr(parquet, "AT_ONCE", 10)
    make.make_many_claims(35)
    response = client.get("/claims.parquet?sort=oldest")
    parts = list(response)
    file = pq.ParquetFile(io.BytesIO(b"".join(parts)))
    number = Claim.objects.published().count()
    assert file.metadata.num_rows == number
    assert file.num_row_groups == -(-number // 10)
    assert sum(map(bool, parts)) >= file.num_row_groups


def test_a_list_of_nothing_is_a_file_without_rows(client):
    assert taken(client, "?after=1500&before=1501").num_rows == 0


def test_what_is_refused_is_no_file(client):
    assert client.get("/claims.parquet?evidence=maybe").status_code == 400
    assert client.get("/claims.parquet?cursor=x").status_code == 400
