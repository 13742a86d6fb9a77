"""One report: its text with the claims in it."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Templates and static files; no tables."""

    name = "tallystick.web.reports"
    label = "reports"
