"""Who may open a page: each route of a casebook names the act that reading it takes, and the one that its forms take.

``page`` is the only way to a view of a casebook, so that a table of all routes with their acts can be tested against
all roles (``routes``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from attrs import frozen
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, path
from django_htmx.middleware import HtmxDetails

from tallystick.commands.casebooks import Book
from tallystick.web.people.membership import role_in
from tallystick.web.people.safety import lacks_second_step, second_step_first
from tallystick.web.roles import may
from tallystick.web.shelf import Shelved, shelf

SAFE = ("GET", "HEAD")


class PageRequest(HttpRequest):
    """A request for a page of a casebook, by somebody who may open it."""

    shelved: Shelved
    book: Book
    user: User
    role: str
    htmx: HtmxDetails


View = Callable[..., HttpResponseBase]


@frozen
class Route:
    """A route of a casebook and the acts that it takes."""

    name: str
    pattern: str
    read: str | None
    write: str | None


_routes: list[Route] = []


def routes() -> tuple[Route, ...]:
    """All routes of casebooks, for the table of routes and roles."""
    return tuple(_routes)


def page(pattern: str, view: View, name: str, *, read: str | None = None, write: str | None = None) -> URLPattern:
    """The route ``pattern`` below a casebook: GET takes the act ``read``, POST ``write``; None: not allowed at all."""
    _routes.append(Route(name, pattern, read, write))
    return path(pattern, _guarded(view, read, write), name=name)


def _guarded(view: View, read: str | None, write: str | None) -> View:
    @wraps(view)
    def guarded(request: PageRequest, casebook: str, **words: Any) -> HttpResponseBase:
        act = read if request.method in SAFE else write if request.method == "POST" else None
        if act is None:
            return HttpResponseNotAllowed([*(SAFE if read else ()), *(("POST",) if write else ())])
        refused = _admit(request, casebook, act)
        return view(request, **words) if refused is None else refused

    return guarded


def _admit(request: PageRequest, casebook: str, act: str) -> HttpResponse | None:
    """Puts the casebook and the role on the request; a redirect where nobody is signed in, or not with a code.

    Raises Http404 for a casebook that is none of the person's, PermissionDenied for an act beyond the role.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    shelved = shelf().get(casebook)
    role = role_in(request.user, shelved.id) if shelved is not None else None
    if shelved is None or role is None:
        raise Http404
    if not may(role, act):
        raise PermissionDenied
    if lacks_second_step(request.user, shelved.id):
        return second_step_first(request)
    request.shelved, request.book, request.role = shelved, shelved.book, role
    return None
