"""Evidence may be for neither side."""

from django.db import migrations, models

import claims.models.fields
from claims.concurrently import CheckConcurrently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0011_imports")]

    operations = [
        migrations.RemoveConstraint(model_name="evidence", name="evidence_side_is_known"),
        migrations.AlterField(
            model_name="evidence",
            name="side",
            field=claims.models.fields.LineField(
                choices=[
                    ("for", "For the claim"),
                    ("against", "Against the claim"),
                    ("neither", "For neither side"),
                ],
                default="for",
                max_length=7,
            ),
        ),
        CheckConcurrently(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(side__in=["for", "against", "neither"]),
                name="evidence_side_is_known",
            ),
        ),
    ]
