"""Write articles with their records as readings, registries, texts and a fixture."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from claims.models import Article
from claims.readings.export.exporting import ExportError, export
from claims.readings.export.folder import FolderInUse, write_folder
from claims.readings.export.kept import kept
from claims.readings.problems import shown


class Command(BaseCommand):
    help = (
        "Exports articles with their records as the readings, registries and texts that build "
        "them, in the layout of fixtures/, and the fixture that they build. Of a record that other "
        "articles share, the record itself, and what the passages of these articles carry."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="the address of an article")
        parser.add_argument(
            "--all", action="store_true", help="all articles, and the records without one"
        )
        parser.add_argument(
            "--into", type=Path, default=Path("export"), help="the folder (export, unless given)"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="replace the readings, texts and registries that are in the folder",
        )

    def handle(self, *, slugs: list[str], into: Path, overwrite: bool, **options: Any) -> None:
        if bool(slugs) == options["all"]:
            raise CommandError("Name articles by their slugs, or use --all.")
        try:
            exported = export(kept(_keys(slugs) if slugs else None))
            write_folder(exported, into, overwrite=overwrite)
        except (ExportError, FolderInUse) as error:
            raise CommandError(f"{error}\nNothing was written.") from error
        except OSError as error:
            raise CommandError(f"{into} could not be written: {error}") from error
        readings = sum(name.startswith("readings/") for name in exported.files)
        self.stdout.write(f"{into}: {readings} readings, {exported.records} records.")
        if exported.exactly:
            self.stdout.write(
                f"Of {exported.exactly} records a section `exactly:` says what the short form "
                "does not."
            )


def _keys(slugs: list[str]) -> list[int]:
    """The primary keys of the articles. Raises CommandError with those that there are not."""
    # PostgreSQL cannot even look for a NUL.
    possible = {slug for slug in slugs if "\0" not in slug}
    found = dict(Article.objects.asked_for(possible).values_list("slug", "pk"))
    if unknown := [shown(slug) for slug in slugs if slug not in found]:
        raise CommandError(
            f"There is no article {', '.join(unknown)}: the slug is the last part of its address."
        )
    return list(found.values())
