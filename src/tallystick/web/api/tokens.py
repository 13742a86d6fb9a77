"""Making, finding and ending tokens."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from tallystick.errors import UsageError
from tallystick.web.api.models import Token
from tallystick.web.people.membership import role_in
from tallystick.web.roles import may

_BEGINNING = "tally_"
LONGEST_DAYS = 366


def make(user: User, casebook: str, name: str, acts: Iterable[str], days: int) -> str:
    """A new token for ``user`` in the casebook with that id; it is not kept, so it cannot be shown again.

    Raises UsageError where it has no name, no end within a year, or acts beyond the person's role.
    """
    wanted, role = sorted(set(acts)), role_in(user, casebook)
    if not name.strip() or not 1 <= days <= LONGEST_DAYS:
        raise UsageError(_("A token needs a name and an end within %(days)s days.") % {"days": LONGEST_DAYS})
    if not wanted or not all(may(role, act) for act in wanted):
        raise UsageError(_("A token needs at least one act, and none beyond your own role."))
    token = _BEGINNING + secrets.token_urlsafe(32)
    Token.objects.create(
        user=user,
        casebook=casebook,
        name=name.strip()[:80],
        digest=_digest(token),
        acts=wanted,
        expires=timezone.now() + timedelta(days=days),
    )
    return token


def find(token: str) -> Token | None:
    """The token as it is kept, where it is known, not over, and its person active; notes the day of its use."""
    row = Token.objects.select_related("user").filter(digest=_digest(token), expires__gt=timezone.now()).first()
    if row is None or not row.user.is_active:
        return None
    today = timezone.now().date()
    if row.last_used != today:
        Token.objects.filter(id=row.pk).update(last_used=today)
    return row


def of(user: User, casebook: str) -> list[Token]:
    """A person's tokens in a casebook, the newest first."""
    return list(Token.objects.filter(user=user, casebook=casebook).order_by("-id"))


def end(user: User, number: int) -> bool:
    """Ends one of the person's tokens; False where the person has no such one."""
    return bool(Token.objects.filter(user=user, id=number).delete()[0])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
