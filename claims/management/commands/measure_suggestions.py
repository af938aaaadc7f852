"""Measure what the site proposes of an article's text against the article's reading."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from claims.readings.problems import BuildError
from claims.suggestions.measuring import Figures, measure


class Command(BaseCommand):
    help = (
        "Says how many of the actors, sentences of speech, speakers and dates of each reading are "
        "proposed from the article's bare text, how many proposals are right, and lists the others."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--root",
            type=Path,
            default=settings.FIXTURES_ROOT,
            help="the folder with actors.yaml, claims.yaml, articles/ and readings/",
        )

    def handle(self, *, root: Path, **options: Any) -> None:
        try:
            for slug, measured in measure(root):
                self.stdout.write(slug)
                for figures in measured:
                    self._write(figures)
        except BuildError as error:
            raise CommandError(str(error)) from error

    def _write(self, figures: Figures) -> None:
        self.stdout.write(
            f"  {figures.name}: recall {_ratio(figures.found, figures.expected)}, "
            f"precision {_ratio(figures.right, figures.made)}"
        )
        for heading, listed in (("missed", figures.missed), ("wrong", figures.wrong)):
            for words in listed:
                self.stdout.write(f"    {heading} {words}")


def _ratio(part: int, whole: int) -> str:
    """The count, and the ratio where there is one: "17 of 20 (0.85)"."""
    return f"{part} of {whole} ({part / whole:.2f})" if whole else "0 of 0"
