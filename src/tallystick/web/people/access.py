"""The access log: what is noted, for how long it is kept, and who may read which entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from attrs import frozen
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tallystick.web.people.models import YEAR, AccessEntry, Membership, SafetyRules
from tallystick.web.people.throttle import client_address
from tallystick.web.shelf import shelf

Act = AccessEntry.Act
_OPENED = frozenset({"report", "original"})
"""Routes that show a report's words."""
_LONGEST = AccessEntry._meta.get_field("what").max_length or 0
_SEEN = (200, 206, 304)


def note(request: HttpRequest | None, act: str, by: User | None, what: str = "", casebook: str = "") -> None:
    """Keeps one entry on what ``by`` did; None for somebody whose name nobody has."""
    AccessEntry.objects.create(
        person_id=by.pk if by else None,
        name=by.get_username() if by else "",
        act=act,
        what=what[:_LONGEST],
        casebook=casebook,
        address=client_address(request) if request is not None else "",
    )


def forget_old() -> None:
    """Deletes what is older than its casebook keeps it, and of sign-ins what is older than any casebook keeps."""
    kept = dict.fromkeys((shelved.id for shelved in shelf().values()), YEAR)
    kept |= dict(SafetyRules.objects.values_list("casebook", "keep_days"))
    for casebook, days in {**kept, "": max(kept.values(), default=YEAR)}.items():
        AccessEntry.objects.filter(casebook=casebook, at__lt=timezone.now() - timedelta(days=days)).delete()


def entries_for(casebook: str) -> QuerySet[AccessEntry]:
    """What an administrator of ``casebook`` may read, the latest first.

    That is what happened in it, how its members came in, and failures under names that nobody has; the names of other
    casebooks' people stay there.
    """
    members = Membership.objects.filter(casebook=casebook).values("user")
    site = Q(casebook="") & (Q(person__in=members) | Q(person=None, name=""))
    return AccessEntry.objects.filter(Q(casebook=casebook) | site).order_by("-id")


@frozen
class Filter:
    """Which entries are wanted; empty for all."""

    name: str = ""
    act: str = ""
    since: date | None = None
    until: date | None = None

    def chosen(self, entries: QuerySet[AccessEntry]) -> QuerySet[AccessEntry]:
        """Those of ``entries`` that are wanted."""
        wanted = {
            "name": self.name,
            "act": self.act,
            "at__gte": self.since and _midnight(self.since),
            "at__lt": self.until and _midnight(self.until + timedelta(days=1)),
        }
        return entries.filter(**{key: value for key, value in wanted.items() if value})


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


class Watch:
    """Middleware that notes who saw a report or took something away."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page, noted."""
        answer = self.answer(request)
        shelved, match = getattr(request, "shelved", None), request.resolver_match
        if shelved is None or match is None or request.method != "GET" or answer.status_code not in _SEEN:
            return answer
        if answer.get("Content-Disposition", "").startswith("attachment"):
            note(request, Act.DOWNLOADED, _person(request), request.path, shelved.id)
        elif match.url_name in _OPENED and not getattr(request, "htmx", False):
            note(request, Act.OPENED, _person(request), request.path, shelved.id)
        return answer


def _person(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """Notes a sign-in, and forgets what is too old."""
    note(request, Act.SIGNED_IN, user)
    forget_old()


def signed_out(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    """Notes a sign-out."""
    if user is not None:
        note(request, Act.SIGNED_OUT, user)


def failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Notes a failed sign-in; under whose name, only where somebody has it. Who is locked out is noted once."""
    if not getattr(request, "axes_locked_out", False):
        note(request, Act.FAILED, User.objects.filter(username=str(credentials.get("username", ""))).first())


def locked(sender: Any, request: HttpRequest, **_: Any) -> None:
    """Notes that somebody has to wait before they may try again, once for each wait."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    recent = AccessEntry.objects.filter(act=Act.LOCKED, address=client_address(request), at__gt=since)
    if not recent.exists():
        note(request, Act.LOCKED, User.objects.filter(username=request.POST.get("username", "")).first())
