"""The database tells an erasure from any other change of the history value by value: what stood in
a field stays, or the mark of an erasure takes its place. Before, values of anybody's choice passed
where the mark stood somewhere among them."""

from importlib import import_module

from django.db import migrations

before = import_module("claims.migrations.0006_history_is_kept")

SAID = "the history is not changed, and values leave it by claims.history.erasing alone"

# A field has [before, after]. Of NULL, which is what a missing element gives, COALESCE makes no.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION claims_nothing_but_erased(old jsonb, new jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM jsonb_each(old) was FULL JOIN jsonb_each(new) became USING (key)
        WHERE became.value IS DISTINCT FROM was.value AND NOT CASE
            WHEN jsonb_typeof(was.value) = 'array' AND jsonb_typeof(became.value) = 'array' THEN
                jsonb_array_length(became.value) = jsonb_array_length(was.value) AND NOT EXISTS (
                    SELECT FROM jsonb_array_elements(was.value) WITH ORDINALITY old_one(value, n)
                    JOIN jsonb_array_elements(became.value) WITH ORDINALITY new_one(value, n)
                    USING (n)
                    WHERE new_one.value <> old_one.value AND new_one.value <> '{"erased": true}'
                )
            ELSE false
        END
    )
$$
"""
SQLITE = """
(SELECT count(*) FROM json_each(OLD.fields)) <> (SELECT count(*) FROM json_each(NEW.fields))
OR EXISTS (
    SELECT 1 FROM json_each(OLD.fields) AS was LEFT JOIN json_each(NEW.fields) AS became
    ON became.key = was.key
    WHERE became.key IS NULL OR became.type <> was.type
    OR (became.value IS NOT was.value AND CASE WHEN was.type = 'array' THEN
        json_array_length(became.value) <> json_array_length(was.value) OR EXISTS (
            SELECT 1 FROM json_each(was.value) AS old_one JOIN json_each(became.value) AS new_one
            ON new_one.key = old_one.key
            WHERE (new_one.type <> old_one.type OR new_one.value IS NOT old_one.value)
            AND NOT (new_one.type = 'object' AND new_one.value = '{"erased":true}')
        )
        ELSE 1 END)
)
"""


def make(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    fields = "NOT claims_nothing_but_erased(OLD.fields, NEW.fields)" if postgresql else SQLITE
    changed = " OR ".join(
        [
            *(f'NEW."{name}" {differs} OLD."{name}"' for name in before.KEPT),
            f"(NEW.fields {differs} OLD.fields AND ({fields}))",
            f"(NEW.comment {differs} OLD.comment AND NEW.comment <> '[erased]')",
        ]
    )
    if postgresql:
        schema_editor.execute(POSTGRESQL)
        schema_editor.execute(
            "CREATE OR REPLACE TRIGGER claims_history_is_not_changed BEFORE UPDATE "
            f"ON claims_change FOR EACH ROW WHEN ({changed}) "
            "EXECUTE FUNCTION claims_history_is_kept()"
        )
        return
    schema_editor.execute("DROP TRIGGER claims_history_is_kept")
    schema_editor.execute(
        f"CREATE TRIGGER claims_history_is_kept BEFORE UPDATE ON claims_change WHEN {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    )


def make_as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION claims_history_is_kept() CASCADE")
        schema_editor.execute("DROP FUNCTION claims_nothing_but_erased(jsonb, jsonb)")
    else:
        schema_editor.execute("DROP TRIGGER claims_history_is_kept")
    before.make_triggers(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_alike_claims")]

    operations = [migrations.RunPython(make, make_as_before)]
