"""The second step of a sign-in: a code of an app (TOTP, RFC 6238), or one of the recovery codes."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable

import segno
from attrs import frozen
from django.contrib.auth.models import User
from django.db import transaction
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
_APP = "app"
_CODES = "recovery codes"


@frozen
class Secret:
    """What an app needs to know: as text, in groups of four, and as a picture."""

    text: str
    picture: str
    """A ``data:`` address of an SVG."""


def has_second_step(user: User) -> bool:
    """True where the person signs in with a code too."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def beginning(user: User) -> TOTPDevice:
    """The device that the person is setting up; a new one at first."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": _APP})[0]


def secret(device: TOTPDevice) -> Secret:
    """What to tell an app about ``device``."""
    plain = b32encode(device.bin_key).decode().rstrip("=")
    grouped = " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    return Secret(grouped, segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=3, light="white"))


def confirm(device: TOTPDevice, code: str) -> bool:
    """Puts the device to use where ``code`` is one of its."""
    allowed, _ = device.verify_is_allowed()
    if not allowed or not device.verify_token(_digits(code)):
        return False
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return True


def passes(user: User, code: str) -> Device | None:
    """The device that ``code`` is of; each has to wait longer after each failure, and a recovery code works once."""
    given = _digits(code)
    wanted = TOTPDevice if given.isdecimal() and len(given) == TOTPDevice._meta.get_field("digits").default else None
    device = _device(user, wanted or StaticDevice)
    if device is None:
        return None
    found: Device | None = verify_token(user, device.persistent_id, given.lower())
    return found


def is_recovery(device: Device) -> bool:
    """True for the device of the recovery codes."""
    return isinstance(device, StaticDevice)


def having(people: Iterable[User]) -> set[int]:
    """Ids of those of ``people`` who sign in with a code too."""
    return set(TOTPDevice.objects.filter(confirmed=True, user__in=people).values_list("user", flat=True))


def new_codes(user: User) -> list[str]:
    """Fresh recovery codes in place of the earlier ones."""
    with transaction.atomic():
        device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": _CODES, "confirmed": True})
        device.token_set.all().delete()
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        device.token_set.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return codes


def codes_left(user: User) -> int:
    """How many recovery codes are unused."""
    return int(StaticToken.objects.filter(device__user=user).count())


def remove(user: User) -> None:
    """The person signs in by password alone again."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _device(user: User, kind: type[Device]) -> Device | None:
    found: Device | None = kind.objects.filter(user=user, confirmed=True).first()
    return found


def _digits(code: str) -> str:
    return "".join(code.split())
