"""The site as Django knows it: templates, static files and translations."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages that stand on the rooms of the site."""

    name = "tallystick.web"
    label = "web"
