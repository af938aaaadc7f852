"""The site's own settings as in production, and addresses that fail on demand."""

from tests.production import *  # noqa: F403

ROOT_URLCONF = "tests.error_urls"
