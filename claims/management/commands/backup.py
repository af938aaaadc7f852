"""Write a backup of the database."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.backups import BackupError, back_up


class Command(BaseCommand):
    help = (
        "Writes the whole database into a file in FOLDER and reads it to its end; then deletes the "
        "oldest backups there. Nobody has to stop working meanwhile."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--keep", type=_some, default=30, help="how many of the newest stay; 30"
        )

    def handle(self, *args: Any, folder: Path, keep: int, **options: Any) -> None:
        try:
            made = back_up(folder, keep, datetime.now(UTC))
        except BackupError as error:
            raise CommandError(f"No backup is made. {error}") from error
        self.stdout.write(f"{made}, {made.stat().st_size / 1_000_000:.1f} MB")


def _some(value: str) -> int:
    if not value.isdecimal() or not int(value):
        raise argparse.ArgumentTypeError(f"{value} is not how many are kept: 1 or more")
    return int(value)
