"""Import claims from ClaimReview and from tables."""

import gc
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import CommandError

from claims.imports.reading import FORMATS, Unreadable, read
from claims.imports.writing import NothingToResume, ReaderLost, import_file
from claims.management.plainly import SaysFaults
from claims.models import ImportRefusal, ImportRun

_COUNTED = ("new", "changed", "unchanged", "repeated", "refused")


class Command(SaysFaults):
    left = "What was imported before it, if anything was, is kept: --resume goes on from there."
    help = (
        "Imports claims from files: schema.org ClaimReview, as JSON-LD in any of its shapes, or "
        "tables by a mapping; gzip too. What was imported before is found again: the same file "
        "once more changes nothing, and a record that changed changes its claim, but for what an "
        "editor changed here. Claims come as drafts, actors that nobody knows are flagged for "
        "review. See docs/import.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument(
            "--mapping", default="", help="of a table: the name of one that ships, or a file"
        )
        parser.add_argument(
            "--source", default="", help="whose records these are, where the file does not say"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish claims that have a page and somebody to whom they are attributed",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="do all of it, and undo it in the end"
        )
        parser.add_argument(
            "--resume", action="store_true", help="go on where an import of the file ended early"
        )
        parser.add_argument(
            "--report",
            type=Path,
            help="write there, a line of JSON each, what was refused and what was not taken over",
        )

    def handle(self, *, files: list[Path], report: Path | None, **options: Any) -> None:
        if report is not None and report.exists():
            raise CommandError(f"{report} is there already: move it, or give another name.")
        with _cycles_collected_rarely():
            for path in files:
                run = self._import(path, report=report, **options)
                if options["verbosity"] > 0:
                    self.stdout.write(_summary(path.name, run, dry=options["dry_run"]))

    def _import(
        self,
        path: Path,
        *,
        report: Path | None,
        format: str,
        mapping: str,
        source: str,
        publish: bool,
        dry_run: bool,
        resume: bool,
        verbosity: int,
        **_: Any,
    ) -> ImportRun:
        shows = verbosity > 0 and sys.stderr.isatty()

        how = {"format": format, "mapping": mapping, "source": source, "publish": publish}
        try:
            with path.open("rb") as file:
                bar = _Bar(path.name, file)
                return import_file(
                    file,
                    path.name,
                    lambda after: read(
                        file, format=format, mapping=mapping or None, source=source, after=after
                    ),
                    how=how,
                    resume=resume,
                    dry_run=dry_run,
                    told=bar.show if shows else lambda _: None,
                    read_beside=True,
                    refused=lambda run: _write(report, run) if report else None,
                )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except (Unreadable, NothingToResume, ReaderLost) as error:
            raise CommandError(str(error)) from error
        finally:
            if shows:
                sys.stderr.write("\n")


@contextmanager
def _cycles_collected_rarely() -> Iterator[None]:
    """Python looks for cycles of objects each time that some hundreds are new, which takes a third
    of an import's time. There are hardly any."""
    usual, frozen_before = gc.get_threshold(), gc.get_freeze_count()
    gc.freeze()
    gc.set_threshold(200_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        # What the process froze for good, before, is not to be looked through from now on.
        if not frozen_before:
            gc.unfreeze()


def _summary(name: str, run: ImportRun, *, dry: bool) -> str:
    counts = ", ".join(f"{getattr(run, what):,} {what}" for what in _COUNTED)
    end = " Nothing of it was kept: that was a dry run." if dry else ""
    return f"{name}: {run.position:,} records read: {counts}.{end}"


def _write(report: Path, run: ImportRun) -> None:
    """Add what the run refused, in the file's order."""
    with report.open("a", encoding="utf-8") as lines:
        for one in ImportRefusal.objects.in_the_files_order(run).iterator():
            lines.write(one.as_line() + "\n")


class _Bar:
    """How far into the file it is, in one line on the terminal."""

    _WIDTH = 40

    def __init__(self, name: str, file: Any) -> None:
        self._name = name
        self._file = file

    def show(self, run: ImportRun) -> None:
        done = min(1.0, self._file.tell() / (run.size or 1))
        filled = int(self._WIDTH * done)
        sys.stderr.write(
            f"\r{self._name} [{'#' * filled:<{self._WIDTH}}] {run.position:,} read, "
            f"{run.refused:,} refused\x1b[K"
        )
        sys.stderr.flush()
