"""Tokens by which programs act for a person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Token(models.Model):
    """What a program may do for a person in one casebook: never more than the person's own role allows."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    casebook = models.CharField(max_length=36)
    """The casebook's permanent id."""
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token; the token itself is shown once and not kept."""
    acts = models.JSONField()
    """Its scopes: acts of ``roles.yaml``."""
    at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    last_used = models.DateField(null=True)

    class Meta:
        """A person's own, the newest first."""

        indexes: ClassVar = [models.Index(fields=["user", "casebook", "-id"], name="tokens_of")]
