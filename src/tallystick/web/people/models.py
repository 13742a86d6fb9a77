"""People of the site and their roles."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Membership(models.Model):
    """A person's role in one casebook."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    casebook = models.CharField(max_length=36)
    """The casebook's permanent id."""
    role = models.CharField(max_length=16)
    """One of ``roles.ROLES``."""

    class Meta:
        """One role in each casebook."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "casebook"], name="one_role")]
