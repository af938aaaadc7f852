"""The database refuses to change what the history says, but for values that are erased from it;
PostgreSQL also to delete from it. (SQLite's `flush` deletes, and has no other way.)"""

from django.db import migrations

KEPT = (
    "id", "edit", "at", "by_id", "source", "action", "kind", "key",
    "owner_kind", "owner_key", "claim_key", "article_key",
)  # fmt: skip


def make_triggers(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    fields = "NEW.fields::text" if postgresql else "NEW.fields"
    erased = (
        f"position('{{\"erased\": true}}' in {fields}) = 0"
        if postgresql
        else f"instr({fields}, '{{\"erased\": true}}') = 0"
    )
    changed = " OR ".join(
        [
            *(f'NEW."{name}" {differs} OLD."{name}"' for name in KEPT),
            f"(NEW.fields {differs} OLD.fields AND {erased})",
            f"(NEW.comment {differs} OLD.comment AND NEW.comment <> '[erased]')",
        ]
    )
    said = "the history is not changed, and values leave it by claims.history.erasing alone"
    if not postgresql:
        schema_editor.execute(
            f"CREATE TRIGGER claims_history_is_kept BEFORE UPDATE ON claims_change "
            f"WHEN {changed} BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
        return
    schema_editor.execute(
        f"CREATE FUNCTION claims_history_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION USING MESSAGE = '{said}', ERRCODE = 'integrity_constraint_violation'; "
        f"END $$"
    )
    for name, when in (("changed", f"UPDATE ON claims_change FOR EACH ROW WHEN ({changed})"),
                       ("deleted", "DELETE ON claims_change FOR EACH ROW")):  # fmt: skip
        schema_editor.execute(
            f"CREATE TRIGGER claims_history_is_not_{name} BEFORE {when} "
            "EXECUTE FUNCTION claims_history_is_kept()"
        )


def drop_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION claims_history_is_kept() CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER claims_history_is_kept")


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_groups")]

    operations = [migrations.RunPython(make_triggers, drop_triggers)]
