"""A folder that all processes of this site on this machine share: what they count together.

What lies there may be removed at any time: then they count anew. Locks on its files
(flock) end with whoever holds them, however that ends.
"""

import fcntl
import hashlib
import os
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_here = threading.Lock()


def folder() -> Path:
    """Of this user, this code and this database alone. Raises OSError where it cannot be made, or
    somebody else made it first."""
    database = settings.DATABASES["default"]
    named = f"{settings.BASE_DIR} {database.get('HOST')} {database.get('PORT')} {database['NAME']}"
    mark = hashlib.sha256(named.encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir(), f"claimsite-{os.geteuid()}-{mark}")
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise PermissionError(f"{path} is somebody else's: remove it, or set TMPDIR")
    return path


def opened(name: str) -> int:
    """The file of that name in the folder, made where it is missing: a descriptor to read and
    write by, which no other program inherits. Raises OSError where it cannot be."""
    return os.open(folder() / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def alone(file: int) -> Iterator[None]:
    """No other thread and no other process is within such a block of the open file."""
    with _here:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
