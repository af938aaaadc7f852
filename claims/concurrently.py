"""Indexes and constraints made while the site is at work: for migrations of tables that have
millions of rows."""

from typing import Any

from django.db.migrations.operations import AddConstraint
from django.db.migrations.operations.base import Operation


class IndexConcurrently(Operation):
    """An index that Django's own operation makes under a lock, or cannot make on both engines.

    `columns` is SQL. On PostgreSQL nobody waits for it, but it cannot be made in a transaction:
    its migration has `atomic = False`. What an interrupted build left behind is dropped first, so
    that the migration can be run again. SQLite has one writer anyway. SQLite counts NULL as the
    least value and knows no NULLS LAST in an index; PostgreSQL takes it for the greatest.
    """

    reversible = True

    def __init__(self, name: str, table: str, columns: str, *, where: str = "") -> None:
        self.name = name
        self.table = table
        self.columns = columns
        self.where = where

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models know nothing of it."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        where = f" WHERE {self.where}" if self.where else ""
        if schema_editor.connection.vendor == "postgresql":
            how, columns = "CONCURRENTLY ", self.columns
        else:
            how, columns = "", self.columns.replace(" NULLS LAST", "")
        schema_editor.execute(f"CREATE INDEX {how}{self.name} ON {self.table} ({columns}){where}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        concurrently = "CONCURRENTLY " if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP INDEX {concurrently}IF EXISTS {self.name}")

    def describe(self) -> str:
        return f"Create index {self.name} on {self.table} while others write"


class CheckConcurrently(AddConstraint):
    """A CheckConstraint that on PostgreSQL holds for new rows at once, and is then asked of those
    that are there while others read and write them. Its migration has `atomic = False`: in one
    transaction with the first step the second would keep the first one's lock."""

    model_name: str
    constraint: Any

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        table = schema_editor.quote_name(model._meta.db_table)
        name = schema_editor.quote_name(self.constraint.name)
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        made = self.constraint.create_sql(model, schema_editor)
        schema_editor.execute(f"{made} NOT VALID", params=None)
        schema_editor.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
