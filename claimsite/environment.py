"""What the environment says, read as what a setting is. Raises ImproperlyConfigured, by the name of
the variable and with what to do, where it cannot be read."""

import contextlib
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the code."""
env = environ.Env()


def text(name: str) -> str:
    """The variable `name`; one that is empty counts as not set."""
    value: str = env.str(name, default="")
    return value.strip()


def switch(name: str, *, default: bool) -> bool:
    """The variable `name` as on or off. A misspelt `HTTPS_ONLY=ture` must not mean off."""
    value = text(name).lower()
    if value not in ("", *env.BOOLEAN_TRUE_STRINGS, "off", "false", "no", "n", "0"):
        raise ImproperlyConfigured(f"{name}={value} cannot be read. Set it to on or off")
    return value in env.BOOLEAN_TRUE_STRINGS if value else default


def number(name: str, *, of: str, default: int, least: int = 0) -> int:
    """The variable `name` as a whole number of seconds, megabytes, or what it is `of`."""
    value = text(name) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value} cannot be read. Set it to a number of {of}")
    if int(value) < least:
        raise ImproperlyConfigured(f"{name}={value} is too few {of}. Set it to {least} or more")
    return int(value)


def one_of(name: str, values: tuple[str, ...], *, default: str) -> str:
    """The variable `name` as one of the values."""
    value = text(name).lower() or default
    if value not in values:
        raise ImproperlyConfigured(
            f"{name}={value} cannot be read. Set it to one of: {', '.join(values)}"
        )
    return value


def required(name: str, example: str, *, instead: str | None) -> str:
    """The variable `name`; `instead` where that is given, as it is for debugging. Raises
    ImproperlyConfigured without either."""
    value = text(name)
    if value.strip(", "):
        return value
    if instead is not None:
        return instead
    raise ImproperlyConfigured(
        f"The environment variable {name} is missing, and DEBUG is off. "
        f"Set it, for example {name}={example}"
    )


def database(url: str) -> dict[str, Any]:
    """What DATABASE_URL names; without one, a SQLite file beside the code."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(ROOT / "db.sqlite3"),
        }
    # Two slashes and a file name would be a host to django-environ, and the database in memory.
    if url.startswith(("postgres://", "postgresql://", "sqlite:///", "sqlite://:memory:")):
        # What is wrong in a URL may be a part of its password: keep it out of the log.
        with contextlib.suppress(ValueError):
            own = "claimsite.postgresql" if url.startswith("postgres") else None
            found: dict[str, Any] = env.db_url_config(url, engine=own)
            if found["NAME"]:
                return found
    raise ImproperlyConfigured(
        "DATABASE_URL cannot be read. Set it like postgres://user:password@host:5432/name "
        "or sqlite:////folder/file, or leave it out for a SQLite file"
    )
