"""How a connection is made, where Django looks for it: `ENGINE` names the folder."""

import contextlib
import time
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from claimsite import kept


class DatabaseWrapper(base.DatabaseWrapper):
    """One that is given no connection asks again, as long as others may yet give one back."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        until = time.monotonic() + kept.ROOM_SECONDS
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            # libpq tells a server that is full from one that is away in words alone, and in those
            # of the server's language.
            with contextlib.closing(kept.again(until)) as turns:
                for _ in turns:
                    with contextlib.suppress(psycopg.OperationalError):
                        return super().get_new_connection(conn_params)
            raise
