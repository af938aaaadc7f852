"""The second factor: codes of an application on a telephone (TOTP, RFC 6238), and ten for recovery,
each of which works once. django-otp keeps and checks them.

Its own throttling is off (see the settings): it makes the wait twice as long with each wrong code,
for ever, so that whoever has a password keeps its owner out. `people.throttling` counts instead.
"""

import unicodedata
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest
from django_otp import verify_token
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims.roles import is_editor

RECOVERY_CODES = 10
OFF, EDITORS, EVERYBODY = "off", "editors", "everybody"


def is_required(user: Any) -> bool:
    """Whether the user gets no further without one, by the setting `SECOND_FACTOR`."""
    return settings.SECOND_FACTOR == EVERYBODY or (
        settings.SECOND_FACTOR == EDITORS and is_editor(user)
    )


def device_of(user: Any) -> TOTPDevice | None:
    """What the user has set up."""
    devices: Any = TOTPDevice.objects.filter(user_id=user.pk, confirmed=True)
    return devices.order_by("-pk").first()


def codes_left(user: Any) -> int:
    return StaticToken.objects.filter(device__user_id=user.pk, device__confirmed=True).count()


def is_settled(request: HttpRequest) -> bool:
    """Whether whoever is signed in has given a code, or is asked for none: it is asked of those
    who have to, and of all who have set it up."""
    user: Any = request.user
    if getattr(user, "otp_device", None) is not None:
        return True
    # Asked several times a page, and of the user of this request alone.
    if not hasattr(user, "is_asked_for_a_code"):
        user.is_asked_for_a_code = is_required(user) or device_of(user) is not None
    return not user.is_asked_for_a_code


def plain(code: str) -> str:
    """The code as it is checked: people write it in groups, and with capitals."""
    return "".join(unicodedata.normalize("NFKC", code).split()).replace("-", "").lower()


def accepted(user: Any, code: str) -> Any:
    """The device that takes the code, which is used up by that; None where none does."""
    if (code := plain(code)).isdigit():
        devices: Any = TOTPDevice.objects.filter(user_id=user.pk, confirmed=True)
    else:
        devices = StaticDevice.objects.filter(user_id=user.pk, confirmed=True)
    for device in devices.order_by("pk"):
        # Under a lock: of two who give the same code at once one is let in.
        if verify_token(user, device.persistent_id, code):
            return device
    return None


def step_of(key: str, code: str) -> int | None:
    """The time step of the code, if it is one of the key's at this moment; None if not."""
    totp = TOTP(bytes.fromhex(key))
    code = plain(code)
    return totp.t() if code.isdecimal() and totp.verify(int(code), tolerance=1) else None


@transaction.atomic
def set_up(user: Any, key: str, step: int) -> tuple[TOTPDevice, list[str]]:
    """Make it the user's second factor, instead of what was; the code of the time step `step` is
    used up. The device, and ten new recovery codes, which nobody is shown again."""
    get_user_model()._default_manager.select_for_update().get(pk=user.pk)
    TOTPDevice.objects.filter(user_id=user.pk).delete()
    device = TOTPDevice.objects.create(
        user_id=user.pk, name="second factor", key=key, confirmed=True, last_t=step
    )
    record(user, user, "Set up a second factor.")
    return device, _new_codes(user)


@transaction.atomic
def renew_codes(user: Any) -> list[str]:
    """Ten new recovery codes; those before are worth nothing now."""
    record(user, user, "Made new recovery codes.")
    return _new_codes(user)


@transaction.atomic
def remove(user: Any, by: Any, why: str) -> bool:
    """Whether there was one. It is recorded in the user's history, as done by `by`."""
    from .sessions import end_all

    found = device_of(user) is not None or codes_left(user) > 0
    TOTPDevice.objects.filter(user_id=user.pk).delete()
    StaticDevice.objects.filter(user_id=user.pk).delete()
    if found:
        record(user, by, f"Removed the second factor: {why}")
        if by.pk != user.pk:
            # Who has the telephone may have the browser too.
            end_all(user)
    return found


def record(user: Any, by: Any, message: str) -> None:
    """What was done, in the user's history in the admin."""
    LogEntry.objects.create(
        user_id=by.pk,
        content_type=ContentType.objects.get_for_model(get_user_model()),
        object_id=str(user.pk),
        object_repr=str(user)[:200],
        action_flag=CHANGE,
        change_message=message,
    )


def _new_codes(user: Any) -> list[str]:
    StaticDevice.objects.filter(user_id=user.pk).delete()
    device = StaticDevice.objects.create(user_id=user.pk, name="recovery codes", confirmed=True)
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return codes
