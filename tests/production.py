"""The site's own settings as in production, its collected files in a folder of the test's."""

import os

from claimsite.settings import *  # noqa: F403

STATIC_ROOT = os.environ.get("STATIC_ROOT", STATIC_ROOT)  # noqa: F405
