"""Find claims that may be the same."""

from typing import Any

from django.core.management import BaseCommand

from claims import alike


class Command(BaseCommand):
    help = (
        "Looks among all claims that are not withdrawn for pairs that may be one: the same words, "
        "in another order, with other quotes, a word more or less. They wait in the admin for an "
        "editor, who merges them or says that they differ; nothing is merged here. To be run again "
        "after an import: what was decided stays decided."
    )

    def handle(self, *, verbosity: int, **options: Any) -> None:
        def told(what: str, number: int) -> None:
            if verbosity > 1:
                self.stderr.write(f"{what}: {number:,}")

        counts = alike.find(told)
        if verbosity > 0:
            self.stdout.write(
                f"Pairs of claims that may be the same: {counts['new']:,} new, "
                f"{counts['kept']:,} found before, {counts['gone']:,} gone."
            )
