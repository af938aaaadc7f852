"""Which release of the site this is: what changes with its code, templates and translations."""

import hashlib
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

# What a page is made by. The libraries are in the lock file.
PARTS = ("claims", "claimsite", "people", "templates", "locale", "requirements.lock")


def release() -> str:
    """The same for each process that runs the same release; looked up once, but where templates
    are read anew as they change."""
    return _of_files() if settings.DEBUG else _at_start()


@cache
def _at_start() -> str:
    return _of_files()


def _of_files() -> str:
    found = hashlib.sha256(django.get_version().encode())
    # The names under which the pages name style sheets and scripts.
    found.update(str(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    for part in PARTS:
        for path in sorted(_files(settings.BASE_DIR / part)):
            content = path.read_bytes()
            found.update(f"\0{path.relative_to(settings.BASE_DIR)}\0{len(content)}\0".encode())
            found.update(content)
    return found.hexdigest()


def _files(part: Path) -> list[Path]:
    if part.is_file():
        return [part]
    return [path for path in part.rglob("*") if path.suffix != ".pyc" and path.is_file()]
