"""Django's settings for the casebook. Its databases are not among them: each open casebook brings its own."""

from __future__ import annotations

import django
from django.conf import settings

INSTALLED_APPS: list[str] = ["tallystick.casebook"]
DATABASE_ROUTERS = ["tallystick.casebook.routing.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"


def configure() -> None:
    """Sets Django up for the models of this room, once; settings that a site made before are left as they are."""
    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=INSTALLED_APPS,
            DATABASE_ROUTERS=DATABASE_ROUTERS,
            DEFAULT_AUTO_FIELD=DEFAULT_AUTO_FIELD,
            USE_TZ=USE_TZ,
            TIME_ZONE=TIME_ZONE,
        )
    django.setup()
