"""An editor at the admin's forms, over HTTP as a browser is."""

import contextlib
import http.client
import re
from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import lxml.html

from .servers import HOST, Site, manage

PASSWORD = "an editor of torture, at work"
_MAKE = """
from django.contrib.auth.models import User
for n in range({number}):
    User.objects.create_superuser(f"editor{{n}}", password={password!r})
"""


def make_editors(surroundings: Mapping[str, str], number: int) -> None:
    """editor0, editor1 and so on; they may do anything."""
    code = _MAKE.format(number=number, password=PASSWORD)
    manage(surroundings, "shell", "--no-imports", "-c", code)


class Editor:
    """Signed in after `sign_in`. Errors of the network are the caller's."""

    def __init__(self, site: Site, name: str) -> None:
        self.site, self.name = site, name
        self.cookies: dict[str, str] = {}

    def sign_in(self) -> None:
        form = self.form("/admin/login/", "login-form")
        status, _ = self.post(
            "/admin/login/", {**form, "username": self.name, "password": PASSWORD}
        )
        assert status == 302, f"{self.name} is not let in: {status}"

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path)

    def post(self, path: str, form: Mapping[str, str]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(form))

    def form(self, path: str, name: str) -> dict[str, str]:
        """What a browser would post of the form if nothing was changed."""
        status, page = self.get(path)
        assert status == 200, f"{path}: {status}"
        [form] = lxml.html.fromstring(page).xpath(f"//form[@id='{name}']")
        return {key: value for key, value in form.form_values() if not key.startswith("_save")}

    def save(self, kind: str, key: int, **changes: str) -> tuple[int, str]:
        """Open the form of a record, change fields, press "Save": 302 where it is saved."""
        path = f"/admin/claims/{kind}/{key}/change/"
        return self.post(path, {**self.form(path, f"{kind}_form"), **changes, "_save": "Save"})

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        with contextlib.closing(http.client.HTTPConnection(HOST, self.site.port, 60)) as asked:
            headers = {
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                "Accept-Language": "en",
            }
            if body:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            asked.request(method, path, body=body or None, headers=headers)
            answer = asked.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    for cookie in SimpleCookie(value).values():
                        self.cookies[cookie.key] = cookie.value
            return answer.status, answer.read().decode()


def heading(page: str) -> str:
    """What a refusal says it is."""
    return " ".join(re.findall("<h1>(.*?)</h1>", page))
