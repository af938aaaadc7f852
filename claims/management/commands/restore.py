"""Put a backup in the place of what the database holds."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.backups import BackupError, restore


class Command(BaseCommand):
    help = (
        "Puts what `backup` wrote into FILE in the place of all that the database holds: all of "
        "it, or, where anything goes wrong, nothing. Stop the site before."
    )
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--overwrite", action="store_true", help="though the database has tables already"
        )

    def handle(self, *args: Any, file: Path, overwrite: bool, **options: Any) -> None:
        try:
            restore(file, overwrite=overwrite)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"The database is as it was when {file.name} was made. Run `migrate`, which brings it "
            "to this release, and `check_integrity`."
        )
