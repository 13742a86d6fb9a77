"""The tables of the site's own database."""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command

from tallystick.web.settings import OWN_APPS, SITE_APPS


def bring_up_to_date() -> None:
    """Makes the site's tables, or migrates them forward; the casebooks' own are none of its business."""
    names = {config.name: config.label for config in apps.get_app_configs()}
    for app in (*SITE_APPS, *OWN_APPS):
        if (label := names.get(app)) and _has_migrations(label):
            call_command("migrate", label, database="default", verbosity=0, interactive=False, skip_checks=True)


def _has_migrations(label: str) -> bool:
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    return label in MigrationLoader(connections["default"]).migrated_apps
