"""The room as Django knows it: templates and static files."""

from __future__ import annotations

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Pages without tables of their own."""

    name = "tallystick.web.incidents"
    label = "web_incidents"
