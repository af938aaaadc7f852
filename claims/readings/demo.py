"""The fixture into a database: into an empty one, or over what is there if told to."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError

from claims.models import Actor, Article, Claim
from claimsite import faults


def is_empty() -> bool:
    """Whether nobody has put a record in yet."""
    return not any(model.objects.exists() for model in (Actor, Article, Claim))


def load(fixture: Path) -> None:
    """Write the fixture's records, all or none, over those of the same key.

    Raises CommandError, with the record, where the file or the database refuses.
    """
    if not fixture.is_file():
        raise CommandError(f"{fixture} does not exist: build it with manage.py build_fixtures.")
    try:
        call_command("loaddata", fixture, verbosity=0)  # one transaction
    except (ValidationError, DeserializationError, DatabaseError, ValueError) as error:
        if faults.fault(error):
            raise  # no other file would be loaded
        why = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        raise CommandError(
            f"{fixture} was not loaded, and nothing was changed: {why}. Build it anew with "
            "manage.py build_fixtures; if it loads into an empty database alone, correct the "
            "record that stands in its way."
        ) from error
