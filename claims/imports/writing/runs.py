"""An import as it is kept: of which file, how far, and what it met."""

import hashlib
from typing import Any, BinaryIO

from django.utils import timezone
from pyroaring import BitMap

from claims.models import ImportRun

_LOOKED_AT = 1024 * 1024


class NothingToResume(Exception):
    """No import of this file was interrupted."""


def begun(file: BinaryIO, name: str, *, resume: bool, by: Any = None, **how: Any) -> ImportRun:
    """The run for the file, which is read at its beginning and set back to it; `how` are fields of
    ImportRun.

    With `resume` the last one of the same file, imported in the same way, that did not end.
    Raises NothingToResume where there is none.
    """
    file.seek(0)
    start = file.read(_LOOKED_AT)
    size = file.seek(0, 2)
    file.seek(0)
    what = {"file": name, "size": size, "sha256": hashlib.sha256(start).hexdigest(), **how}
    if not resume:
        return ImportRun.objects.create(by=by, **what)
    run: ImportRun | None = ImportRun.objects.unfinished(**what)
    if run is None:
        raise NothingToResume(
            f"No import of {name}, as it is now and with these options, was interrupted: leave "
            "--resume away to begin one."
        )
    return run


def met(run: ImportRun) -> BitMap:
    """The keys of the imported records that the run has met."""
    return BitMap.deserialize(bytes(run.met)) if run.met else BitMap()


def keep(run: ImportRun, known: BitMap) -> None:
    known.run_optimize()
    run.met = known.serialize()
    run.save()


def end(run: ImportRun) -> None:
    """What was met is of no use any more."""
    run.met = b""
    run.ended_at = timezone.now()
    run.save()
