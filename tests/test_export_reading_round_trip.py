"""Whatever the models allow: database, reading, fixture, empty database are the same records.

    script/torture round-trip

does it for a thousand articles, and says how long it took.
"""

import os
import tempfile
import time
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from claims.models import Article
from claims.readings.export.exporting import export
from claims.readings.export.kept import kept
from tests.exported import build_and_load, everything, export_all, in_a_fixture, put, written_in
from tests.generated import Generator

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ARTICLES = int(os.environ.get("ROUND_TRIP_ARTICLES", "50"))
EXAMPLES = int(os.environ.get("ROUND_TRIP_EXAMPLES", "2"))
TORTURE = "ROUND_TRIP_ARTICLES" in os.environ

# A seed does not get simpler by getting smaller: what fails is told as it is.
databases = {
    "seed": st.integers(0, 2**32 - 1),
    "articles": st.integers(0, 3),
    "actors": st.integers(0, 5),
}


@settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate])
@given(**databases)
def test_what_is_exported_built_and_loaded_is_what_was_there(
    seed: int, articles: int, actors: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with transaction.atomic():
            Generator(Random(seed)).make(articles=articles, actors=actors)
            before, files = everything(), export_all().files
            put(export_all(), Path(folder))
            transaction.set_rollback(True)
        with transaction.atomic():
            build_and_load(Path(folder))
            assert everything() == before
            # What came back is exported as what was there.
            assert export_all().files == files
            transaction.set_rollback(True)


@settings(max_examples=2 * EXAMPLES, deadline=None, phases=[Phase.generate])
@given(**databases)
def test_every_article_alone_builds_and_keeps_what_it_has_of_each_record(
    seed: int, articles: int, actors: int
) -> None:
    with transaction.atomic():
        Generator(Random(seed)).make(articles=articles, actors=actors)
        whole = written_in(export_all().files["demo.json"])
        for article in Article.objects.order_by("pk"):
            # It is compared with the records before it is handed out.
            alone = written_in(export(kept([article.pk])).files["demo.json"])
            for model, rows in alone.items():
                assert set(rows) <= set(whole[model]), model
            mine = [f'["{article.slug}", ', f'"article": ["{article.slug}"]']
            for model in ("claims.passage", "claims.passedover", "claims.articletext"):
                own = [row for row in whole.get(model, []) if any(one in row for one in mine)]
                assert alone.get(model, []) == own
        transaction.set_rollback(True)


def test_many_articles_come_back(tmp_path: Path) -> None:
    figures = {}

    def timed(what: str, since: float) -> None:
        figures[what] = f"{time.perf_counter() - since:.1f} s"

    with transaction.atomic():
        start = time.perf_counter()
        Generator(Random(2022)).make(articles=ARTICLES, actors=40, claims=1)
        timed("written", start)
        before = everything() if TORTURE else {}
        start = time.perf_counter()
        exported = export_all()
        timed("exported", start)
        assert written_in(exported.files["demo.json"]) == in_a_fixture()
        transaction.set_rollback(True)
    size = sum(len(text.encode()) for text in exported.files.values())
    figures["records"] = f"{exported.records:,}, of {exported.exactly:,} not all in the short form"
    figures["files"] = f"{len(exported.files):,} of {size:,} bytes"
    if not TORTURE:
        return
    root = put(exported, tmp_path)
    with transaction.atomic():
        start = time.perf_counter()
        build_and_load(root)
        timed("built and loaded", start)
        assert everything() == before
        transaction.set_rollback(True)
    told = (f"{what}: {figure}" for what, figure in figures.items())
    print(f"\n{ARTICLES:,} articles", *told, sep="\n  ")  # noqa: T201
