"""Django's `migrate`, one at a time: the second waits, and finds nothing left to do."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from claims.migrating import alone


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with alone(connections[options["database"]], self.stdout.write):
            super().handle(*args, **options)
