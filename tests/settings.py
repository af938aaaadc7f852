"""The site's own settings, as a test needs them. DATABASE_URL picks the engine.

In it `{worker}` stands for the pytest-xdist worker, gw0 or gw1, so that each can have a PostgreSQL
server of its own; without workers it is gw0. Two that share a server share its snapshot, by which
the site knows its pages: a page that one of them has changes when the other writes.
"""

import os

os.environ.setdefault("SECRET_KEY", "tests-only")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("HTTPS_ONLY", "off")

from claimsite.environment import database, text
from claimsite.settings import *  # noqa: F403

# What the site reads of the environment stays as it is: the workers inherit it from the process
# that starts them, which is none.
DATABASE_URL = text("DATABASE_URL").replace(
    "{worker}", os.environ.get("PYTEST_XDIST_WORKER", "gw0")
)
DATABASES = {"default": database(DATABASE_URL)}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Hashing a password well takes a tenth of a second; the tests log in often.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Most tests are of what comes after; those of tests/people turn it on.
SECOND_FACTOR = "off"
# A test asks more often than a reader, and lets go of long lists before their end.
PAGES_PER_MINUTE = API_PER_MINUTE = FILES_PER_MINUTE = EXPORTS_AT_ONCE = 0
