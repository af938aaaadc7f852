"""Load fixtures/demo.json into an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from claims.management.plainly import SaysFaults
from claims.readings import demo
from claims.readings.building import FIXTURE


class Command(SaysFaults):
    help = f"Loads {FIXTURE} into an empty database. One with records is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="load it over the records of the same key, edited ones among them",
        )

    def handle(self, *, overwrite: bool, **options: Any) -> None:
        if not overwrite and not demo.is_empty():
            self.stdout.write(
                "The database has records: they are kept as they are, and the demo is not loaded. "
                "To load it over them, edits to its records lost: manage.py load_demo --overwrite"
            )
            return
        demo.load(settings.FIXTURES_ROOT / FIXTURE)
        self.stdout.write("The demo is loaded.")
