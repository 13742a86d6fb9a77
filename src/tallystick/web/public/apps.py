"""The public record."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages without tables of their own."""

    name = "tallystick.web.public"
    label = "public"
