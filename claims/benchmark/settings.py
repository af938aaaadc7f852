"""The site's own settings as in production, for the benchmark's child process: one address more,
and static files of its own, collected as it starts."""

import os
from pathlib import Path

from claimsite.settings import *  # noqa: F403

DEBUG = False
ROOT_URLCONF = "claims.benchmark.urls"
ALLOWED_HOSTS = ["benchmark.localhost"]
STATIC_ROOT = Path(os.environ["BENCHMARK_STATIC_ROOT"])
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # The names of the files are all that a page needs: they need not be compressed.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
# One address asks as often as it can.
PAGES_PER_MINUTE = API_PER_MINUTE = FILES_PER_MINUTE = EXPORTS_AT_ONCE = 0
# What goes wrong is for the one who measures.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
}
