"""What the audit of the history (`tests/torture/audit.py`) takes for a secret."""

import pytest

from tests.torture.audit import Line, secret_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-----BEGIN RSA " + "PRIVATE KEY-----", "private key"),
        ('key = "AKIA' + 'ABCDEFGHIJKLMNOP"', "key of a service"),
        ("postgres://claims:" + "hunter22@db/claims", "password in an address"),
        ("SECRET_KEY=" + "'abcdef123456'", "word given to a name"),
        ("x = 'q8Zr3TbV0nLw7KdYc" + "5Hs2MfXj9PaGu1E'", "word drawn by chance"),
    ],
)
def test_a_secret_is_seen(text, kind):
    assert secret_in(Line("claimsite/settings.py", text)) == kind


@pytest.mark.parametrize(
    "text",
    ["password = forms.CharField()", "https://claims.example.org/", "SECRET_KEY = required(name)"],
)
def test_what_names_a_secret_is_none(text):
    assert secret_in(Line("claimsite/settings.py", text)) == ""
