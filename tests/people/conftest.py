"""What the tests of the people share."""

import pytest
from django.contrib.auth.models import User

from tests.people.signing_in import RIGHT


@pytest.fixture
def ada(db):
    """Somebody who may sign in."""
    return User.objects.create_user("ada", password=RIGHT, is_staff=True)
