"""Bounds that hold for every request: how much it may bring, and who may keep a copy of the answer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_OURS_ALONE = "private, no-cache"
_KEPT_NOWHERE = "private, no-store"
"""For pages: a browser that goes back asks for them anew, so that they show what was decided since."""


class Guards:
    """Refuses a body that is too large before any of it is read; keeps members' pages out of shared caches."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or status 413."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.MOST_REQUEST_BYTES:
            sentence = _("That is more than one request may bring; hand it in in smaller parts.")
            answer = render(request, "tallystick/problem.html", {"sentence": sentence, "status": 413}, status=413)
        else:
            answer = self.answer(request)
        if request.user.is_authenticated and not answer.has_header("Cache-Control"):
            page = answer.get("Content-Type", "").startswith("text/html")
            answer["Cache-Control"] = _KEPT_NOWHERE if page else _OURS_ALONE
        return answer
