"""Two coders read the same reports blind, and how far they agree."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementConfig(AppConfig):
    """Tables of the site's own database."""

    name = "tallystick.web.agreement"
    label = "agreement"
    default_auto_field = "django.db.models.BigAutoField"
