"""Studies of agreement: the same reports coded by two people who do not see each other's work."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Study(models.Model):
    """Some reports of a casebook that two coders code blind."""

    id = models.BigAutoField(primary_key=True)
    casebook = models.CharField(max_length=36)
    """The casebook's permanent id."""
    name = models.CharField(max_length=120)
    author = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    share = models.FloatField()
    """The share of the reports that was drawn, from 0 to 1."""
    seed = models.PositiveIntegerField()
    """What the draw began from, so that it can be repeated."""
    documents = models.JSONField()
    """Ids of the reports drawn, in the order in which they are coded."""
    first = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class Coding(models.Model):
    """What one coder made of one report."""

    id = models.BigAutoField(primary_key=True)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="codings")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=255)
    codes = models.JSONField()
    """For each claim (its id; ``START-END`` for one that the coder added) its slots, ``verdict`` among them."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Each coder codes a report once; a second time goes in place of the first."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["study", "coder", "document"], name="one_coding")]


class Settlement(models.Model):
    """What an adjudicator decided where the coders differ, and the decision in the casebook that came of it."""

    id = models.BigAutoField(primary_key=True)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="settlements")
    claim = models.CharField(max_length=255)
    slot = models.CharField(max_length=32)
    value = models.TextField()
    decision = models.BigIntegerField(null=True)
    """Number of the decision in the casebook; null where the claim stood as settled."""
    author = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A difference is settled once; a second time goes in place of the first."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["study", "claim", "slot"], name="one_settlement")]
