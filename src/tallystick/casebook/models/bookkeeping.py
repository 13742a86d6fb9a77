"""What spares commands a look at the whole casebook: all of it can be made anew from the record and the custody log."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tallystick.casebook.models.lengths import ID
from tallystick.casebook.models.reports import Document


class Bookkeeping(models.Model):
    """The one row of it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    record = models.BinaryField(default=b"")
    """The hash of all incidents and who stands in them (``casebook.sethash``), as its sums."""
    events = models.JSONField(default=dict)
    """How many incidents with standing claims there are of each event type."""
    log = models.JSONField(null=True)
    """How far the custody log was read, and what it said until there (``casebook.logged.Kept``); null: not yet."""
    digests = models.BigIntegerField(default=0)
    """How often digests were made anew: what was worked out from them holds until it changes."""
    linked_by = models.CharField(max_length=64, default="")
    """By what the last ``link`` compared (``linking.fingerprint``); empty before the first."""


class DecisionTarget(models.Model):
    """A claim or incident of which a decision speaks: named, moved, left behind or kept."""

    id = models.BigAutoField(primary_key=True)
    target = models.CharField(max_length=ID)
    decision = models.BigIntegerField()
    """Its number: no reference, so that a decision that was removed shows as that and nothing else."""

    class Meta:
        """Looked up by target."""

        indexes: ClassVar = [models.Index(fields=["target", "decision"], name="decisions_about")]


class Unlogged(models.Model):
    """A document whose reading was stored, and was not yet seen in the custody log."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE, related_name="+")
