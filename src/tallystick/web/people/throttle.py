"""Rate limits of the sign-in (django-axes): by person and address, and, more patiently, by address alone."""

from __future__ import annotations

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

_PEOPLE_BEHIND_ONE_ADDRESS = 10
"""An office shares an address; so many people's failures from it count as one person's."""


def client_address(request: HttpRequest) -> str:
    """The address that a request came from.

    A site that is reached by HTTPS stands behind a proxy, which puts the browser's address last in X-Forwarded-For;
    without a proxy that header is the browser's own word and is not looked at.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SITE.secure:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", told)).rpartition(",")[2]
    return told.strip()[:45]


def disguised_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name under which failures are counted: hashed, since people type passwords into the wrong field."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return salted_hmac("tallystick.sign-in", str(name).casefold(), secret=settings.SECRET_KEY).hexdigest()


def locked_out(request: HttpRequest, original: HttpResponse | None, credentials: Any = None) -> HttpResponse:
    """One sentence for who has to wait."""
    wait = settings.AXES_COOLOFF_TIME.total_seconds()
    sentence = _("There were too many attempts to sign in; try again in %(minutes)d minutes.") % {"minutes": wait // 60}
    answer = render(request, "people/locked.html", {"sentence": sentence, "status": 429}, status=429)
    answer["Retry-After"] = str(int(wait))
    return answer


class Counter(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts failures of one person from one address, and of all people from one address."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The larger of both counts."""
        own: int = super().get_failures(request, credentials)
        recent = AccessAttempt.objects.filter(
            ip_address=client_address(request), attempt_time__gte=get_cool_off_threshold(request)
        )
        total = recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
        return max(own, total // _PEOPLE_BEHIND_ONE_ADDRESS)
