"""Who may enter, and with what role."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Tables of the site's own database."""

    name = "tallystick.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
