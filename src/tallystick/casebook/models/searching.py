"""What full-text search keeps: which number of the index is which document or claim.

The index itself is no model: on SQLite an FTS5 table beside each (``<table>_index``), which keeps no copy of the text,
on PostgreSQL the column ``words`` (a tsvector) of each.
"""

from __future__ import annotations

from django.db import models

from tallystick.casebook.models.reports import Claim, Document


class DocumentWords(models.Model):
    """A document whose title and text are indexed."""

    number = models.BigAutoField(primary_key=True)
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="+")


class ClaimWords(models.Model):
    """A claim whose words are indexed."""

    number = models.BigAutoField(primary_key=True)
    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="+")
