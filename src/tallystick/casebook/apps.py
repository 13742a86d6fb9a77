"""The Django app."""

from django.apps import AppConfig


class CasebookConfig(AppConfig):
    """Documents, claims, incidents and what people decided about them."""

    name = "tallystick.casebook"
    label = "casebook"
    default_auto_field = "django.db.models.BigAutoField"
