"""What people hand in, kept until it is read: a database is the queue, so that a closed laptop loses nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

WAITING, READING, DONE, KNOWN, FAILED, CANCELLED = "waiting", "reading", "done", "known", "failed", "cancelled"
OPEN = (WAITING, READING)


class Batch(models.Model):
    """What one person handed in at once."""

    id = models.BigAutoField(primary_key=True)
    casebook = models.CharField(max_length=36)
    """The casebook's permanent id."""
    author = models.TextField()
    publisher = models.TextField(default="")
    """What the person says of all its reports; empty: each says it itself."""
    published = models.CharField(max_length=10, default="")
    at = models.DateTimeField(default=timezone.now)
    linked = models.BooleanField(default=False)
    """True once its claims were brought to incidents."""
    version = models.PositiveIntegerField(default=0)
    """Grows with all that is put into the queue: who brings claims to incidents sees whether more came meanwhile."""

    class Meta:
        """The newest first."""

        indexes: ClassVar = [models.Index(fields=["casebook", "-id"], name="batches_of")]


class Item(models.Model):
    """One file, text or address of a batch."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    name = models.TextField()
    url = models.TextField(default="")
    """The address to fetch; empty for what was handed in itself."""
    spool = models.CharField(max_length=64, default="")
    """Name of the file in the spool where its bytes wait; empty for an address, and once it is preserved."""
    state = models.CharField(max_length=16, default=WAITING)
    sentence = models.TextField(default="")
    """Why it failed, or what else there is to say."""
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    """Until when a worker has it in hand; after that it waits again."""
    claims = models.PositiveIntegerField(default=0)
    documents = models.JSONField(default=list)
    """Ids of the reports that it gave."""

    class Meta:
        """The next to be read is found without a look at the rest."""

        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(state__in=OPEN), name="open_items"),
            models.Index(fields=["batch", "state"], name="items_by_state"),
        ]
