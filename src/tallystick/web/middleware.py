"""What goes wrong below a page becomes one sentence on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tallystick.errors import CasebookError, TallystickError

Next = Callable[[HttpRequest], HttpResponse]


class PlainErrors:
    """Answers a ``TallystickError`` with its sentence: 404 for what is not in the casebook, else 400."""

    def __init__(self, answer: Next) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of what comes after."""
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
