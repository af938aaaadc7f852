"""Of most attributions and anchors denial and evidence are NULL: their indexes leave those out."""

import django.db.models.deletion
from django.db import migrations, models

from claims.concurrently import IndexConcurrently

# As Django named them; the end is a hash of table and column, the same on both engines.
WERE = {
    ("attribution", "denial"): "claims_attribution_denial_id_85302575",
    ("attribution", "evidence"): "claims_attribution_evidence_id_c98ac385",
    ("anchor", "denial"): "claims_anchor_denial_id_62e4be38",
    ("anchor", "evidence"): "claims_anchor_evidence_id_4de0c16f",
}


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0009_newest_first")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                operation
                for model, part in WERE
                for operation in (
                    migrations.AlterField(
                        model,
                        part,
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="%(class)ss",
                            to=f"claims.{part}",
                        ),
                    ),
                    migrations.AddIndex(
                        model,
                        models.Index(
                            fields=[part],
                            condition=models.Q((f"{part}__isnull", False)),
                            name=f"{model}_of_{part}",
                        ),
                    ),
                )
            ],
            database_operations=[
                *(
                    IndexConcurrently(
                        f"{model}_of_{part}",
                        f"claims_{model}",
                        f"{part}_id",
                        where=f"{part}_id IS NOT NULL",
                    )
                    for model, part in WERE
                ),
                *(
                    migrations.RunSQL(
                        f"DROP INDEX IF EXISTS {name}",
                        f"CREATE INDEX {name} ON claims_{model} ({part}_id)",
                    )
                    for (model, part), name in WERE.items()
                ),
            ],
        ),
    ]
