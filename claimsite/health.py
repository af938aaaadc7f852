"""What a supervisor asks: whether the process answers, and whether it can serve."""

import logging
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)
_PLAIN = "text/plain; charset=utf-8"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """That the process answers. It asks nothing of the database."""
    return HttpResponse("ok\n", content_type=_PLAIN)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 where pages can be served: the database answers, and has every migration that this
    release knows (it may have later ones: those of a release that is on its way). Else 503, and
    what is missing in a line; never what the database said, which is in the log."""
    try:
        missing = _known() - set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError as error:
        logger.warning("not ready: %s", error)
        connection.close()
        return _not_ready("The database does not answer.")
    if missing:
        names = ", ".join(sorted(f"{app}.{name}" for app, name in missing))
        return _not_ready(f"Migrations are missing: {names}. Run manage.py migrate.")
    return HttpResponse("ready\n", content_type=_PLAIN)


def _not_ready(why: str) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=503, content_type=_PLAIN, headers={"Retry-After": "5"})


@cache
def _known() -> frozenset[tuple[str, str]]:
    """The migrations on disk, app and name: as this process was loaded from it."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.disk_migrations)
