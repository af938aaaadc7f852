"""Build fixtures/demo.json from articles, readings and registries; or check that it is built."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError

from claims.management.plainly import SaysFaults
from claims.readings.building import FIXTURE, build, is_current, write
from claims.readings.problems import BuildError, shown


class Command(SaysFaults):
    help = f"Builds {FIXTURE} from the articles, their readings and the registries beside it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help=f"write nothing; fail unless {FIXTURE} is current"
        )
        parser.add_argument(
            "--root",
            type=Path,
            default=settings.FIXTURES_ROOT,
            help="the folder with actors.yaml, claims.yaml, articles/ and readings/",
        )

    def handle(self, *, check: bool, root: Path, **options: Any) -> None:
        try:
            built = build(root)
        except BuildError as error:
            number = len(error.errors)
            found = "1 error" if number == 1 else f"{number} errors"
            raise CommandError(f"{error}\n\n{found}; nothing was written.") from error
        for slug, stretches in built.uncovered.items():
            self.stdout.write(f"{slug}: no passage covers {len(stretches)} stretches of text")
            for stretch in stretches:
                self.stdout.write(f"  “{shown(stretch, 200)}”")
        for note in built.notes:
            self.stdout.write(f"note: {note}")
        counts = ", ".join(f"{name} {number}" for name, number in built.counts.items())
        if check and not is_current(built, root):
            raise CommandError(
                f"{FIXTURE} is not what its sources build: run manage.py build_fixtures, and "
                "commit what it writes."
            )
        if check:
            self.stdout.write(f"{FIXTURE} is what its sources build: {counts}.")
            return
        write(built, root)
        self.stdout.write(f"{FIXTURE} is built: {counts}.")
