"""A reviewer's desk: the queue and the views that were saved."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Tables of the site's own database."""

    name = "tallystick.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
