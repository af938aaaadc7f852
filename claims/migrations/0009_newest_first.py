"""The order of lists, records without a date last: what was there sorted them first."""

from django.db import migrations

from claims.concurrently import IndexConcurrently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0008_bitmaps")]

    operations = [
        *(
            IndexConcurrently(
                f"{kind}_by_last_day", f"claims_{kind}", "latest_on DESC NULLS LAST, id DESC"
            )
            for kind in ("claim", "denial", "evidence")
        ),
        IndexConcurrently(
            "article_by_last_day", "claims_article", "published_latest_on DESC NULLS LAST, id DESC"
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex("claim", "claim_newest_first"),
                migrations.RemoveIndex("evidence", "evidence_newest_first"),
            ],
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {kind}_newest_first",
                    f"CREATE INDEX {kind}_newest_first ON claims_{kind} (latest_on DESC, id DESC)",
                )
                for kind in ("claim", "evidence")
            ],
        ),
    ]
