"""Views of the lists that people saved."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A query of the queue or of the list of incidents, by name."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    casebook = models.CharField(max_length=36)
    """The casebook's permanent id."""
    page = models.CharField(max_length=16)
    """Name of the route: queue or incidents."""
    name = models.CharField(max_length=60)
    query = models.TextField()
    shared = models.BooleanField(default=False)
    """True where all members of the casebook see it."""

    class Meta:
        """A person's names are each used once on a page."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "casebook", "page", "name"], name="one_view_of_a_name")
        ]
        indexes: ClassVar = [models.Index(fields=["casebook", "page"], name="views_of_a_page")]
