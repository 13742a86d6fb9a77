"""All addresses of the site: each room has its own table."""

from __future__ import annotations

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from tallystick.web import home
from tallystick.web.api.interface import api

_ROOMS = ("desk", "reports", "incidents", "atlas", "sources", "uploads", "agreement", "people", "public", "api")


def _casebook() -> list[URLPattern | URLResolver]:
    """The pages of one casebook, below its name."""
    return [route for room in _ROOMS for route in import_module(f"tallystick.web.{room}.urls").pages]


def _site() -> list[URLPattern | URLResolver]:
    """The pages that belong to no casebook: sign-in, account, languages."""
    return [route for room in ("people",) for route in import_module(f"tallystick.web.{room}.urls").site_pages]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("language", home.language, name="language"),
    *_site(),
    path("c/<slug:casebook>/", include(_casebook())),
    path("api/v1/", api.urls),
]
handler403 = "tallystick.web.home.forbidden"
handler404 = "tallystick.web.home.missing"
handler500 = "tallystick.web.home.broken"
