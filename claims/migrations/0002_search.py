"""The full-text index of each engine, over the words that `claims.search` writes."""

from django.db import migrations

COLUMNS = ("sentence", "everything")


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            # The expression is the one that Django's SearchVector asks with: the index serves it.
            schema_editor.execute(
                f"CREATE INDEX claim_words_{column} ON claims_claimwords USING gin "
                f"(to_tsvector('simple'::regconfig, COALESCE({column}, '')))"
            )
    else:
        # `ascii` cuts at anything but ASCII letters and digits: the words are nothing else.
        schema_editor.execute(
            "CREATE VIRTUAL TABLE claims_words_fts "
            "USING fts5(sentence, everything, tokenize = 'ascii')"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            schema_editor.execute(f"DROP INDEX claim_words_{column}")
    else:
        schema_editor.execute("DROP TABLE claims_words_fts")


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
