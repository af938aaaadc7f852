"""What a command says where the database cannot: a line, and no traceback."""

from typing import Any, ClassVar

from django.core.management import BaseCommand, CommandError

from claimsite import faults


class SaysFaults(BaseCommand):
    """A command that writes. `left`: what it leaves where it ends early."""

    left: ClassVar[str] = "Nothing was written."

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Raises CommandError, so that the command ends with status 1."""
        try:
            return super().execute(*args, **options)
        except Exception as error:
            if isinstance(error, CommandError) or not (fault := faults.fault(error)):
                raise
            said = f"{fault.title} ({faults.in_a_line(error)}). {self.left}"
            raise CommandError(said) from error
