"""How passwords are kept."""

import pytest
from django.contrib.auth.hashers import make_password

from claimsite import settings as site
from tests.people.signing_in import RIGHT, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_password_kept_otherwise_is_kept_by_argon2_once_it_was_given(ada, settings):
    settings.PASSWORD_HASHERS = site.PASSWORD_HASHERS
    ada.password = make_password(RIGHT, hasher="pbkdf2_sha256")
    ada.save()
    assert sign_in("ada").status_code == 302
    ada.refresh_from_db()
    assert ada.password.startswith("argon2$argon2id$")
    assert sign_in("ada").status_code == 302
    assert sign_in("ada", "another password").status_code == 200
