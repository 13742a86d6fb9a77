"""The way in: the list of casebooks, the language, and the pages for what cannot be shown."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tallystick.web.people.membership import casebooks_of
from tallystick.web.roles import may
from tallystick.web.shelf import shelf

_PROGRAMS = "/api/"
"""Below it, programs ask, and are answered as such."""


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The person's casebooks; where there is one, its first page."""
    assert request.user.is_authenticated
    roles = casebooks_of(request.user)
    mine = [(shelved, roles[shelved.id]) for shelved in shelf().values() if shelved.id in roles]
    if len(mine) == 1:
        shelved, role = mine[0]
        return redirect("queue" if may(role, "read") else "public", casebook=shelved.slug)
    return render(request, "tallystick/home.html", {"casebooks": mine})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Shows the site in another language from now on, and goes back to where the person was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = redirect(back)
    chosen = request.POST.get("language", "")
    if check_for_language(chosen) and chosen in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return answer


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The person's role does not go that far."""
    return _problem(request, _("Your role does not allow this; ask an administrator of the casebook."), 403)


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """There is nothing under that address, or nothing that the person may know of."""
    return _problem(request, _("There is nothing here, or nothing that you may see."), 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong that nobody foresaw."""
    return _problem(request, _("Something went wrong on our side; nothing was stored. Try again."), 500)


def _problem(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    if request.path.startswith(_PROGRAMS):
        return JsonResponse({"detail": sentence}, status=status)
    return render(request, "tallystick/problem.html", {"sentence": sentence, "status": status}, status=status)
