"""How passwords are kept."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password

from claimsite import settings as site
from tests.people.signing_in import RIGHT, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_the_site_does(settings):
    settings.PASSWORD_HASHERS = site.PASSWORD_HASHERS


def test_passwords_are_kept_by_argon2(as_the_site_does):
    assert make_password(RIGHT).startswith("argon2$argon2id$")


def test_a_password_kept_otherwise_is_kept_by_argon2_once_it_was_given(as_the_site_does, ada):
    ada.password = make_password(RIGHT, hasher="pbkdf2_sha256")
    ada.save()
    assert sign_in("ada").status_code == 302
    ada.refresh_from_db()
    assert identify_hasher(ada.password).algorithm == "argon2"
    assert sign_in("ada").status_code == 302
