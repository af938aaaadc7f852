"""Write a corpus of claims for measuring."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management import CommandError
from django.db import IntegrityError

from claims.corpus import loading
from claims.management.plainly import SaysFaults
from claims.models import Claim

_WIDTH = 40
_MOST = 100_000_000


def _number(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= _MOST:
        raise ArgumentTypeError(f"a number from 1 to {_MOST}, not {text}")
    return number


class Command(SaysFaults):
    help = (
        "Writes generated claims, with articles, actors and all that belongs to them, into a "
        "database that has no claims: the same ones for the same number and seed. It is for "
        "measuring; nothing of it is in the history. Interrupted, it leaves nothing behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=_number, required=True, help="how many")
        parser.add_argument("--seed", type=int, default=0, help="another number, other claims")
        parser.add_argument(
            "--add", action="store_true", help="write them beside the claims that are there"
        )

    def handle(self, *, claims: int, seed: int, add: bool, verbosity: int, **options: Any) -> None:
        if not add and Claim.objects.exists():
            raise CommandError(
                "The database has claims, and generated ones would be among them for ever. Take "
                "another database, or say --add."
            )
        shows = verbosity > 0 and sys.stderr.isatty()
        bar = _Bar(claims)
        try:
            written = loading.load(claims, seed, bar.show if shows else _nothing)
        except IntegrityError as error:
            raise CommandError(f"Nothing is written: {error}") from error
        finally:
            if shows:
                sys.stderr.write("\n")
        if verbosity > 0:
            total = f"{sum(written.values()):,}"
            self.stdout.write(f"{written['Claim']:,} claims are written, {total} rows in all.")


class _Bar:
    """How far it is, in one line on the terminal."""

    def __init__(self, claims: int) -> None:
        self._claims = claims

    def show(self, what: str, done: int) -> None:
        filled = _WIDTH * done // self._claims
        sys.stderr.write(
            f"\r{what:<10} [{'#' * filled:<{_WIDTH}}] {done:,} of {self._claims:,}\x1b[K"
        )
        sys.stderr.flush()


def _nothing(what: str, done: int) -> None:
    pass
