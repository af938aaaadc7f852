"""docs/limits.md has every limit, and its default."""

import re

from django.conf import settings

from claimsite import settings as written

ROW = re.compile(r"^\| `([A-Z_]+)` \| ([\d,]+) \|", re.MULTILINE)
LIMITS = dict(ROW.findall((settings.BASE_DIR / "docs" / "limits.md").read_text()))


def test_each_default_is_the_one_that_is_written_there():
    found = {name: getattr(written, name) for name in LIMITS}
    assert found == {name: int(number.replace(",", "")) for name, number in LIMITS.items()}


def test_each_limit_of_the_settings_is_there():
    ours = re.compile(r"_SECONDS$|_PER_MINUTE$|^EXPORTS_|^LONGEST_|^MOST_|^BODY_|^DATA_UPLOAD_MAX")
    names = {name for name in vars(written) if ours.search(name)}
    assert names - {"SECURE_HSTS_SECONDS"} == set(LIMITS) - {"CONN_MAX_AGE"}
