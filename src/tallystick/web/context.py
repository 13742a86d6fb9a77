"""What every template is given."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language_bidi

from tallystick import __version__
from tallystick.web.roles import acts, roles


def page(request: HttpRequest) -> dict[str, Any]:
    """``shelved`` (the casebook), ``may`` (acts by name, with _ for -), ``role``, the direction of writing."""
    role = getattr(request, "role", None)
    allowed = roles().get(role, frozenset()) if role else frozenset()
    return {
        "shelved": getattr(request, "shelved", None),
        "role": role,
        "may": {act.replace("-", "_"): act in allowed for act in acts()},
        "direction": "rtl" if get_language_bidi() else "ltr",
        "version": __version__,
    }
