"""One-time links: made by an administrator or by the site, used once before they expire, or revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from tallystick.web.people.models import Link

ENTRY_LASTS = timedelta(minutes=10)
RESET_LASTS = timedelta(hours=24)
INVITATION_DAYS = (1, 3, 7, 30)
"""For how long an invitation may hold."""


def entry(person: User) -> str:
    """A token that lets ``person`` in without a password."""
    return _make(Link(kind=Link.Kind.ENTRY, person=person), ENTRY_LASTS)


def reset(person: User, casebook: str, by: User) -> str:
    """A token with which ``person`` chooses a new password; an earlier one no longer holds."""
    open_links(Link.Kind.RESET).filter(person=person).update(revoked_at=timezone.now())
    return _make(Link(kind=Link.Kind.RESET, person=person, casebook=casebook, made_by=by), RESET_LASTS)


def invitation(casebook: str, role: str, note: str, days: int, by: User) -> str:
    """A token with which somebody joins ``casebook`` in ``role``."""
    link = Link(kind=Link.Kind.INVITATION, casebook=casebook, role=role, note=note, made_by=by)
    return _make(link, timedelta(days=days))


def open_links(kind: str) -> QuerySet[Link]:
    """The links of a kind that can still be used."""
    return Link.objects.filter(kind=kind, used_at=None, revoked_at=None, expires_at__gt=timezone.now())


def find(kind: str, token: str) -> Link | None:
    """The link of a token that can still be used; None for any other."""
    return open_links(kind).filter(digest=_digest(token)).select_related("person").first()


def use(link: Link) -> bool:
    """Uses the link up; False where somebody else was first."""
    return bool(open_links(link.kind).filter(pk=link.pk).update(used_at=timezone.now()))


def revoke(casebook: str, link: int) -> bool:
    """Takes an open invitation of the casebook back; False where there is none of that number."""
    invitations = open_links(Link.Kind.INVITATION).filter(pk=link, casebook=casebook)
    return bool(invitations.update(revoked_at=timezone.now()))


def _make(link: Link, lasts: timedelta) -> str:
    token = secrets.token_urlsafe(32)
    link.digest, link.expires_at = _digest(token), timezone.now() + lasts
    link.save()
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
