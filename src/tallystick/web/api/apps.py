"""The programming interface."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Tables of the site's own database."""

    name = "tallystick.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
