"""Django's `loaddata`, which the history knows by the name of the fixture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.commands import loaddata

from claims import derived, history
from claims.management.plainly import SaysFaults


class Command(SaysFaults, loaddata.Command):
    def handle(self, *fixture_labels: str, **options: Any) -> None:
        names = ", ".join(Path(label).name for label in fixture_labels)
        with history.acting(source=f"fixture {names}"[:300]):
            super().handle(*fixture_labels, **options)

    def loaddata(self, fixture_labels: Sequence[str]) -> None:
        """Called by Django inside the load's transaction."""
        with derived.together():
            super().loaddata(fixture_labels)
