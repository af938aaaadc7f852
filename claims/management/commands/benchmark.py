"""Measure how long the list of claims takes, beside the least that it could take."""

import contextlib
import json
import os
import signal
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, CommandError

from claims.benchmark import reporting
from claims.benchmark.choosing import NothingToAskError
from claims.benchmark.databases import Database, DatabaseError
from claims.benchmark.measuring import MeasuringError, measured
from claims.benchmark.serving import ServingError
from claims.benchmark.under_load import put_under_load
from claimsite.environment import database


class Command(BaseCommand):
    help = (
        "Serves the site of the database that DATABASE_URL names, asks for lists of claims over "
        "HTTP, and prints how long they take beside textbook SQL for the same answers (SQL "
        "floor) and the same page rendered from memory (framework floor). It writes nothing to "
        "the database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repeat", type=_number, default=20, help="how often each is measured; 20"
        )
        parser.add_argument(
            "--filters", type=_names, default=[], help="names of filters, with commas between; all"
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
        parser.add_argument(
            "--against",
            metavar="URL",
            help="a second database, smaller as a rule: the same is measured there in turns",
        )
        parser.add_argument(
            "--load",
            type=_number,
            metavar="SECONDS",
            help="instead: many readers at once, for so long in each of three parts",
        )
        parser.add_argument(
            "--connections", type=_number, default=32, help="with --load: how many readers; 32"
        )
        parser.add_argument(
            "--workers", type=_number, default=2, help="with --load: the server's processes; 2"
        )
        parser.add_argument(
            "--threads", type=_number, default=4, help="with --load: threads of each of them; 4"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if (file := options["json"]) and not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent} for the figures.")
        urls = [os.environ.get("DATABASE_URL", "").strip()]
        if options["against"]:
            if options["load"]:
                raise CommandError("Give --load or --against, not both.")
            urls.append(options["against"])
        try:
            with _ended_by_signals(), contextlib.ExitStack() as stack:
                databases = [(url, _opened(url, stack)) for url in urls]
                data = (
                    self._load(*databases[0], options)
                    if options["load"]
                    else self._measure(databases, options)
                )
        except (DatabaseError, MeasuringError, NothingToAskError, ServingError) as error:
            notes = getattr(error, "__notes__", [])
            raise CommandError("\n".join([str(error), *notes])) from error
        if options["json"]:
            options["json"].write_text(json.dumps(data, indent=1) + "\n")

    def _measure(
        self, databases: list[tuple[str, Database]], options: dict[str, Any]
    ) -> dict[str, Any]:
        repeat = options["repeat"]
        found = measured(databases, repeat=repeat, names=options["filters"], told=self._tell)
        for line in reporting.in_words(found, repeat):
            self.stdout.write(line)
        return reporting.as_data(found, repeat)

    def _load(self, url: str, database: Database, options: dict[str, Any]) -> dict[str, Any]:
        given = {name: options[name] for name in ("connections", "workers", "threads")}
        load = put_under_load(
            url,
            database,
            seconds=options["load"],
            names=options["filters"],
            told=self._tell,
            **given,
        )
        for line in reporting.load_in_words(load):
            self.stdout.write(line)
        return reporting.load_as_data(load)

    def _tell(self, line: str) -> None:
        self.stderr.write(line)


def _opened(url: str, stack: contextlib.ExitStack) -> Database:
    try:
        settings = database(url)
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error
    opened = Database(settings)
    stack.callback(opened.close)
    return opened


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A polite end by SIGTERM, or by a closed terminal, ends the child processes first."""
    kept = {number: signal.signal(number, _exit) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _exit(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text} is no number from 1 on")
    return int(text)


def _names(text: str) -> list[str]:
    return [name for name in text.split(",") if name]
