"""Every address, by every role and every method, as checked in."""

import pytest
from django.template.response import TemplateResponse

from tests import permission_table as table

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def scene(monkeypatch):
    # Whether a page is shown is asked here, not what it says.
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")
    return table.Scene()


@pytest.mark.parametrize("role", table.ROLES)
def test_each_role_is_answered_as_the_table_says(scene, role, request):
    found = table.answers(scene, role)
    if request.config.getoption("--write-permissions"):
        known = table.read() if table.TABLE.exists() else {}
        blank = dict.fromkeys(table.ROLES, "")
        table.write({key: {**blank, **known.get(key, {}), role: found[key]} for key in found})
    expected = {key: row[role] for key, row in table.read().items()}
    assert found == expected


def test_nobody_gets_a_server_error_and_no_reading_method_writes():
    for (address, method), row in table.read().items():
        for role, answer in row.items():
            assert not answer.startswith("5"), (address, method, role)
            assert method == "POST" or not answer.endswith("+"), (address, method, role)


def test_readers_write_nothing_and_strangers_see_nothing_of_the_admin():
    for (address, method), row in table.read().items():
        assert not row["reader"].endswith("+"), (address, method)
        assert not row["anonymous"].endswith("+"), (address, method)
        if address.startswith("admin/") and "login" not in address and "jsi18n" not in address:
            assert row["anonymous"] in ("302", "403", "405"), (address, method)
