"""Signing out everywhere."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone


def sessions_of(user: User, but: str | None = None) -> list[str]:
    """Keys of the person's open sessions, all of them or all ``but`` one."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=but or "")
    return [s.session_key for s in running if s.get_decoded().get(SESSION_KEY) == str(user.pk)]


def end_sessions(user: User, but: str | None = None) -> int:
    """Signs the person out in all browsers, or in all ``but`` the one with that session; in how many."""
    ended, _ = Session.objects.filter(session_key__in=sessions_of(user, but)).delete()
    return ended
