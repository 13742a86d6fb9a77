"""Reports handed in on the site and read in the background."""

from __future__ import annotations

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Tables of the site's own database."""

    name = "tallystick.web.uploads"
    label = "uploads"
    default_auto_field = "django.db.models.BigAutoField"
