"""What goes wrong below a page becomes one sentence on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tallystick.errors import CasebookError, TallystickError

Next = Callable[[HttpRequest], HttpResponse]
_NUL = "\x00"


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
            if any(_NUL in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page, or for htmx a notice, that says the sentence of the error; other errors go their way."""
        if not isinstance(error, TallystickError):
            return None
        status = 404 if isinstance(error, CasebookError) and " has no " in str(error) else 400
        template = "tallystick/notice.html" if getattr(request, "htmx", False) else "tallystick/problem.html"
        return render(request, template, {"sentence": str(error), "status": status}, status=status)


def plain_errors(answer: Next) -> Any:
    """The middleware, as Django's settings name it."""
    return PlainErrors(answer)
