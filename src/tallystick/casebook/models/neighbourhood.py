"""What linking keeps of the claims."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tallystick.casebook.models.lengths import ID
from tallystick.casebook.models.reports import Document


class Telling(models.Model):
    """Claims of one report that tell of one incident, as linking needs them; made anew from the claims at any time."""

    number = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=ID, unique=True)
    """Id of its first claim."""
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="tellings")
    home = models.BigIntegerField(null=True, db_index=True)
    """The incident where it stands since the last ``link``; null until then."""
    placed = models.BooleanField(default=False)
    """True where a person placed it there."""
    data = models.JSONField()
    """What linking compares (``linking.telling.Telling``)."""
    joins = models.BigIntegerField(null=True)
    """Number of the telling to which it was joined with all that had come to it; null for an incident's first."""
    gain = models.FloatField(null=True)
    """The mean gain with which it was, in millionths, infinite where a person placed both; null as ``joins``."""


class Filing(models.Model):
    """A key of days and divisions under which a telling is looked up."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=ID)
    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="filings")

    class Meta:
        """Looked up by key."""

        indexes: ClassVar = [models.Index(fields=["key", "telling"], name="filing_key")]
