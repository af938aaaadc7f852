"""SQL typed by hand into the small dispute, past everything that Django does."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection

from claims import integrity
from tests.dispute import Dispute


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def write_by_hand(dispute: Dispute, record: str, values: dict[str, Any]) -> None:
    """UPDATE in SQL, past everything that Django does. A column that ends in `_id` takes the name
    of a record of the dispute."""
    row = getattr(dispute, record)
    keys = {
        column: getattr(dispute, value).pk
        if column.endswith("_id") and value in vars(dispute)
        else value
        for column, value in values.items()
    }
    columns = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {columns} WHERE id = %s", [*keys.values(), row.pk]
        )


class Break(NamedTuple):
    """What somebody did by hand; the rule that it breaks; the record that is named, and why."""

    rule: integrity.Check
    by_hand: Callable[[Dispute], None]
    record: str
    why: str


def put(record: str, **values: Any) -> Callable[[Dispute], None]:
    return lambda dispute: write_by_hand(dispute, record, values)


def run(statement: str) -> Callable[[Dispute], None]:
    return lambda dispute: sql(statement)


def delete(record: str) -> Callable[[Dispute], None]:
    return lambda dispute: sql(
        f"DELETE FROM {getattr(dispute, record)._meta.db_table} WHERE id = %s",
        getattr(dispute, record).pk,
    )


def without(record: str, *rows: str) -> Callable[[Dispute], None]:
    """All anchors, or attributions, of one statement gone."""

    def by_hand(dispute: Dispute) -> None:
        statement = getattr(dispute, record)
        kind = statement._meta.model_name
        for table in rows:
            alone = "AND denial_id IS NULL AND evidence_id IS NULL" if kind == "claim" else ""
            sql(f"DELETE FROM {table} WHERE {kind}_id = %s {alone}", statement.pk)

    return by_hand


def without_mentions_and(record: str, table: str) -> Callable[[Dispute], None]:
    def by_hand(dispute: Dispute) -> None:
        sql("DELETE FROM claims_mention")
        without(record, table)(dispute)

    return by_hand


def count_twice(dispute: Dispute) -> None:
    sql(
        "INSERT INTO claims_countsas (actor_id, principal_id) "
        "SELECT actor_id, principal_id FROM claims_countsas "
        f"WHERE actor_id = {dispute.ministry.pk} AND principal_id = {dispute.iran.pk}"
    )


def count_as(since: str) -> Callable[[Dispute], None]:
    return lambda dispute: sql(
        "INSERT INTO claims_countsas (actor_id, principal_id, since_on) VALUES (%s, %s, %s)",
        dispute.russia.pk,
        dispute.iran.pk,
        since,
    )


def not_as_itself(dispute: Dispute) -> None:
    sql(
        "DELETE FROM claims_countsas "
        f"WHERE actor_id = principal_id AND actor_id = {dispute.iran.pk}"
    )


def as_itself_for_a_while(dispute: Dispute) -> None:
    sql(
        "UPDATE claims_countsas SET since_on = '2022-01-01' "
        f"WHERE actor_id = principal_id AND actor_id = {dispute.iran.pk}"
    )
