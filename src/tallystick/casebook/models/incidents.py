"""Incidents, and which claims stand in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tallystick.casebook.models.decisions import Decision
from tallystick.casebook.models.lengths import ID
from tallystick.casebook.models.reports import Claim


class Incident(models.Model):
    """A permanent identity: never deleted, its number never used again; ``merged_into`` says where it went."""

    number = models.BigIntegerField(primary_key=True)
    """One more than the highest so far; given explicitly, since linking names incidents before they are stored."""
    event = models.CharField(max_length=64, db_index=True)
    time = models.JSONField(null=True)
    place = models.JSONField(null=True)
    principal_of = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    seal = models.CharField(max_length=64, default="")
    """The hash of this row and of the places of claims in it, as they were last changed (``casebook.sealing``)."""


class Membership(models.Model):
    """A claim's place in an incident from ``joined_at`` until ``ended_at``; ``record.Membership`` tells the rest."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="memberships")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="memberships")
    joined_by = models.CharField(max_length=ID, null=True)
    score = models.FloatField(default=1.0)
    evidence = models.JSONField(default=list)
    decided_by = models.TextField(null=True)
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="began")
    """The decision that placed the claim here; null where linking did."""
    ended_by = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="ended")
    """The decision that took the claim away; null where linking did, or where it still stands."""

    class Meta:
        """A claim is in one incident at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim"], condition=Q(ended_at__isnull=True), name="one_live_membership")
        ]
