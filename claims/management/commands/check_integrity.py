"""Check that every record keeps the design's invariants."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims import derived, integrity


class Command(BaseCommand):
    help = (
        "Names each record that breaks a rule of the database, and why. Exits with 1 if there is "
        "one, with 0 if there is none."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="first derive anew what follows from other records: evidence statuses, as whom "
            "actors count, search words",
        )

    def handle(self, *args: Any, refresh: bool, **options: Any) -> None:
        if refresh:
            derived.refresh_all()
        found = 0
        for found, problem in enumerate(integrity.problems(), 1):  # noqa: B007
            self.stdout.write(str(problem))
        rules = f"{len(integrity.CHECKS)} rules"
        if found:
            raise CommandError(f"{found} problem{'s' * (found > 1)} found by {rules}.")
        self.stdout.write(f"No problem found by {rules}.")
