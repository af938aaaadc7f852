"""What the tests share."""

from pathlib import Path

import pytest
from django.core.management import call_command

DEMO = Path(__file__).parent.parent / "fixtures" / "demo.json"


@pytest.fixture
def demo(db):
    """The demo, loaded as a newcomer loads it."""
    call_command("loaddata", DEMO, verbosity=0)
