"""Informants, outlets, places and actors."""

from __future__ import annotations

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Templates and static files; the tables are the casebook's."""

    name = "tallystick.web.sources"
    label = "sources"
