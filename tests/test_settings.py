"""What the environment makes of the site: safe by default, and loud about what it cannot use."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": "for-these-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "claims.example.org",
}


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python with this environment and no other."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def setting(name: str, **environment: str) -> Any:
    """The value that the site's setting `name` gets from this environment."""
    code = (
        "import json; from claimsite import settings; "
        f"print(json.dumps(settings.{name}, default=str))"
    )
    result = python("-c", code, **environment)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def refusal(**environment: str) -> str:
    """The last line that the site leaves when it does not start."""
    result = python("-c", "from claimsite import settings", **environment)
    assert result.returncode != 0, "it started"
    return result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("name", PRODUCTION)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_without_debug_the_site_refuses_to_start_and_names_what_is_missing(name, value):
    environment = {key: kept for key, kept in PRODUCTION.items() if key != name}
    if value is not None:
        environment[name] = value
    message = refusal(**environment)
    assert message.startswith("django.core.exceptions.ImproperlyConfigured:")
    assert f"{name} is missing" in message
    assert f"{name}=" in message, "it shows how to set it"


def test_hosts_that_are_only_commas_are_missing():
    assert "ALLOWED_HOSTS is missing" in refusal(**{**PRODUCTION, "ALLOWED_HOSTS": " , "})


def test_with_debug_nothing_else_is_needed():
    assert setting("ALLOWED_HOSTS", DEBUG="on") == ["localhost", "127.0.0.1", "[::1]"]
    assert setting("DEBUG", DEBUG="on") is True


@pytest.mark.parametrize(
    ("value", "meant"),
    [("1", True), ("on", True), ("True", True), (" yes ", True), ("0", False), ("off", False),
     ("False", False), ("no", False), ("", False)],
)  # fmt: skip
def test_debug_is_read_as_people_write_it(value, meant):
    assert setting("DEBUG", DEBUG=value, **PRODUCTION) is meant


@pytest.mark.parametrize("name", ["DEBUG", "HTTPS_ONLY"])
@pytest.mark.parametrize("value", ["maybe", "2", "tru"])
def test_a_switch_that_is_neither_on_nor_off_is_refused_by_name(name, value):
    message = refusal(**PRODUCTION, **{name: value})
    assert f"{name}={value}" in message
    assert "on or off" in message


def test_https_is_on_unless_it_is_switched_off_or_debugged():
    assert setting("SECURE_SSL_REDIRECT", **PRODUCTION) is True
    assert setting("SECURE_SSL_REDIRECT", **PRODUCTION, HTTPS_ONLY="off") is False
    assert setting("SECURE_SSL_REDIRECT", DEBUG="on") is False


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": ""}, {"DATABASE_URL": " "}])
def test_without_a_database_url_it_is_sqlite(environment):
    database = setting("DATABASES", **PRODUCTION, **environment)["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(settings.BASE_DIR / "db.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_sqlite_url_names_the_file():
    url = "sqlite:////srv/a%20folder/a%2Bb.sqlite3"
    database = setting("DATABASES", **PRODUCTION, DATABASE_URL=url)["default"]
    assert database["NAME"] == "/srv/a folder/a+b.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_url_is_postgresql(scheme):
    url = f"{scheme}://editor:p%40ss@db.example.org:5433/claims?sslmode=require"
    database = setting("DATABASES", **PRODUCTION, DATABASE_URL=url)["default"]
    options = database.pop("OPTIONS")
    assert options.pop("sslmode") == "require"
    assert options["connect_timeout"] == 5
    assert database == {
        "ENGINE": "claimsite.postgresql",
        "NAME": "claims",
        "USER": "editor",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": 5433,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def test_a_postgresql_url_may_name_the_folder_of_a_socket():
    url = "postgres://claims@//run/postgresql/claims"
    database = setting("DATABASES", **PRODUCTION, DATABASE_URL=url)["default"]
    assert (database["HOST"], database["NAME"]) == ("/run/postgresql", "claims")


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "db.example.org/claims",
        "mysql://editor:secret@db.example.org/claims",
        "postgres://editor:secret@db.example.org:port/claims",
        "postgres://editor:secret@db.example.org",
        "postgres://editor:secret@db.example.org/",
        "postgres://editor:secret@[::1/claims",
        "postgres://editor:sec/ret@db.example.org/claims",
    ],
)
def test_a_database_url_that_cannot_be_used_is_refused_by_name_without_its_password(url):
    result = python("-c", "from claimsite import settings", **PRODUCTION, DATABASE_URL=url)
    assert result.returncode != 0, "it started"
    message = result.stderr.strip().splitlines()[-1]
    assert message.startswith("django.core.exceptions.ImproperlyConfigured: DATABASE_URL")
    assert "postgres://user:password@host:5432/name" in message
    assert "sec" not in result.stderr.replace("SEC", "")


@pytest.mark.parametrize("value", ["soon", "-1", "1.5"])
def test_a_connection_age_that_is_no_number_of_seconds_is_refused_by_name(value):
    assert f"CONN_MAX_AGE={value}" in refusal(**PRODUCTION, CONN_MAX_AGE=value)


@pytest.mark.parametrize(
    "url", ["", "postgres://editor@db.example.org/claims"], ids=["sqlite", "postgresql"]
)
def test_production_settings_pass_djangos_deployment_check(url):
    arguments = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = python(*arguments, **PRODUCTION, DATABASE_URL=url)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout
