"""One site under gunicorn for all of these tests, as it runs behind a proxy that speaks https."""

import re

import pytest

from tests.torture.servers import environment, manage, served
from tests.wire.asking import HOST, ask

PASSWORD = "a long one, of words that nobody guesses"


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    database = tmp_path_factory.mktemp("wire") / "claims.sqlite3"
    surroundings = environment(
        f"sqlite:///{database}",
        DJANGO_SETTINGS_MODULE="tests.wire.settings",
        ALLOWED_HOSTS=f"{HOST},127.0.0.1",
        HTTPS_ONLY="on",
        DJANGO_SUPERUSER_PASSWORD=PASSWORD,
    )
    manage(surroundings, "migrate", "--verbosity=0")
    manage(surroundings, "load_demo")
    manage(surroundings, "createsuperuser", "--noinput", "--username=chief", "--email=")
    with served(surroundings, workers=1) as running:
        running.secret = surroundings["SECRET_KEY"]
        yield running


@pytest.fixture(scope="package")
def chief(site):
    """The `Cookie` header of an administrator who is signed in, and the answers on the way."""
    _, headers, page = ask(site, "/admin/login/")
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()
    cookie = headers["set-cookie"].partition(";")[0]
    form = f"csrfmiddlewaretoken={token}&username=chief&password={PASSWORD.replace(' ', '+')}"
    status, headers, _ = ask(
        site,
        "/admin/login/?next=/admin/",
        method="POST",
        body=form,
        Cookie=cookie,
        Content_Type="application/x-www-form-urlencoded",
        Referer=f"https://{HOST}/admin/login/",
    )
    assert status == 302, "signed in"
    given = re.findall(r"((?:__\w+-)?(?:csrftoken|sessionid))=([^;]+)", headers["set-cookie"])
    return "; ".join(f"{name}={value}" for name, value in given)
