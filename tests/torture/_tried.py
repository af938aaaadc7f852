"""The settings of a site that notes each password as it is hashed: what was really tried."""

import os
import time
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

from tests.production import *  # noqa: F403

PASSWORD_HASHERS = ["tests.torture._tried.Noting"]


class Noting(Argon2PasswordHasher):
    """Argon2, which writes the time and the password into the file `TRIED`, a line each."""

    def verify(self, password: str, encoded: str) -> Any:
        _note(password)
        return super().verify(password, encoded)

    def encode(self, password: str, salt: str) -> Any:
        _note(password)  # an account that is not there
        return super().encode(password, salt)


def _note(password: str) -> None:
    # One write a line: many processes append to the file.
    line = f"{time.time()} {password}\n".encode()
    file = os.open(os.environ["TRIED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line)
    finally:
        os.close(file)
