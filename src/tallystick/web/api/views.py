"""The page of a person's tokens."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tallystick.web.api import tokens
from tallystick.web.pages import PageRequest
from tallystick.web.roles import acts, may
from tallystick.web.whole_numbers import whole

_DAYS = (7, 30, 90, 365)


def own_tokens(request: PageRequest) -> HttpResponse:
    """The person's tokens in this casebook, and the form for a new one, which is shown this once."""
    made = _make(request) if request.method == "POST" else ""
    words = {
        "tokens": tokens.of(request.user, request.shelved.id),
        "made": made,
        "acts": [(act, meaning) for act, meaning in acts().items() if may(request.role, act)],
        "days": _DAYS,
    }
    return render(request, "api/tokens.html", words)


def _make(request: PageRequest) -> str:
    days = whole(request.POST.get("days", "")) or 0
    name, wanted = request.POST.get("name", ""), request.POST.getlist("acts")
    return tokens.make(request.user, request.shelved.id, name, wanted, days)


def end_token(request: PageRequest, number: int) -> HttpResponse:
    """Ends one of the person's tokens at once."""
    if not tokens.end(request.user, number):
        raise Http404
    messages.success(request, _("The token is no longer valid."))
    return redirect("tokens", casebook=request.shelved.slug)
