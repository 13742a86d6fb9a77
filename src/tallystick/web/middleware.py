"""What goes wrong below a page becomes one sentence on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from tallystick.errors import CasebookError, TallystickError
from tallystick.web.sentences import sentence_of

Next = Callable[[HttpRequest], HttpResponse]
_NUL = "\x00"
_UNTOLD = ("csrfmiddlewaretoken", "edition", "act")
"""Fields of forms that nobody typed."""


class PlainErrors:
    """Answers a ``TallystickError`` with its sentence: 404 for what is not in the casebook, else 400."""

    def __init__(self, answer: Next) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of what comes after; none to a NUL, which no database but SQLite can be asked for.

        The interface refuses it itself, in its own form.
        """
        if not request.path_info.startswith("/api/"):
            if _NUL in request.path_info:
                raise Http404
            if _holds_nul(request.GET):
                raise BadRequest
            if _holds_nul(request.POST):
                return _said(request, gettext("A NUL character cannot be kept; leave it out."), 400)
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page, or for htmx a notice, that says the sentence of the error; other errors go their way."""
        if not isinstance(error, TallystickError):
            return None
        status = 404 if isinstance(error, CasebookError) and " has no " in str(error) else 400
        return _said(request, sentence_of(error), status)


def _said(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A page that says the sentence and what was given; for htmx a notice, as the page with the form stays."""
    seen = {"sentence": sentence, "status": status}
    if getattr(request, "htmx", False):
        return render(request, "tallystick/notice.html", seen, status=status)
    return render(request, "tallystick/problem.html", seen | _given(request), status=status)


def _holds_nul(told: QueryDict) -> bool:
    return any(_NUL in value for _, values in told.lists() for value in values)


def _given(request: HttpRequest) -> dict[str, Any]:
    """What the person had typed into a form of a casebook, and the way back to it."""
    if request.method != "POST" or getattr(request, "shelved", None) is None:
        return {}
    typed = [(name, text) for name, texts in request.POST.lists() if name not in _UNTOLD for text in texts if text]
    back = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return {"given": typed, "back": back if known else ""}


def plain_errors(answer: Next) -> Any:
    """The middleware, as Django's settings name it."""
    return PlainErrors(answer)
