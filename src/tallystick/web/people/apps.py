"""Who may enter, and with what role."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Tables of the site's own database."""

    name = "tallystick.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listens for sign-ins."""
        from axes.signals import user_locked_out
        from django.contrib.auth import signals

        from tallystick.web.people import access

        signals.user_logged_in.connect(access.signed_in, dispatch_uid="access-in")
        signals.user_logged_out.connect(access.signed_out, dispatch_uid="access-out")
        signals.user_login_failed.connect(access.failed, dispatch_uid="access-failed")
        user_locked_out.connect(access.locked, dispatch_uid="access-locked")
