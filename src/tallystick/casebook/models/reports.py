"""Documents as they were read, and their claims as the reader found them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from tallystick.casebook.models.lengths import ID
from tallystick.casebook.models.placenames import PlaceName

ADDED_FROM = 1_000_000
"""The lowest ordinal of a claim that a person added; no reader finds so many in a document."""


class Start(Func):
    """The first 255 characters, as far as an index goes: PostgreSQL refuses a row whose indexed value is long."""

    template = "SUBSTR(%(expressions)s, 1, 255)"
    output_field = models.CharField(max_length=ID)


class Document(models.Model):
    """One report as it was read; ``record.Document`` tells what the fields mean."""

    id = models.CharField(primary_key=True, max_length=ID)
    sha256 = models.CharField(max_length=64, db_index=True)
    path = models.TextField(null=True)
    title = models.TextField(null=True)
    publisher = models.TextField(null=True)
    published = models.CharField(max_length=32, null=True)
    published_from = models.CharField(max_length=16, null=True)
    anchor = models.CharField(max_length=32, null=True)
    dateline = models.JSONField(null=True)
    language = models.CharField(max_length=16, null=True)
    media_type = models.CharField(max_length=128)
    text = models.TextField()
    furniture = models.JSONField()
    original_map = models.JSONField(null=True)
    warnings = models.JSONField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.TextField()
    reader = models.CharField(max_length=64)
    """Name of the reader that found the claims."""
    reader_version = models.CharField(max_length=64)
    linked = models.BooleanField(default=False)
    """False where the next ``link`` takes its claims up: after it was added, and after a decision about a claim."""

    class Meta:
        """What is to be linked is found without a look at the rest; lists go from the newest."""

        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(linked=False), name="unlinked_documents"),
            models.Index(fields=["-published", "id"], name="documents_by_day"),
            models.Index(fields=["language", "-published", "id"], name="documents_by_language"),
            models.Index(Start("publisher"), F("published").desc(), F("id"), name="documents_by_outlet"),
        ]


class Claim(models.Model):
    """One claim as the reader found it: ``data`` is the whole ``record.Claim``, the columns are for queries."""

    id = models.CharField(primary_key=True, max_length=ID)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="claims")
    ordinal = models.PositiveIntegerField()
    """Place in the order of the text, from 0; of those that people added, from ``ADDED_FROM``."""
    event = models.CharField(max_length=64, db_index=True)
    status = models.CharField(max_length=16)
    certainty = models.CharField(max_length=16)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    confidence = models.FloatField()
    data = models.JSONField()
    superseded = models.BooleanField(default=False)
    """True for a claim that a later reading of the same document no longer made."""

    class Meta:
        """Claims stand in the order of their text; those of a place are found by its name."""

        indexes: ClassVar = [models.Index(PlaceName("data"), name="claims_by_place")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "ordinal"], condition=Q(superseded=False), name="claim_order")
        ]
