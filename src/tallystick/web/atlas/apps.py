"""The room as Django knows it: templates and static files."""

from __future__ import annotations

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    """Pages without tables of their own."""

    name = "tallystick.web.atlas"
    label = "web_atlas"
