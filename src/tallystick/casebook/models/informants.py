"""What the reports teach of the names of informants: proposals that people confirm or reject."""

from __future__ import annotations

from django.db import models

from tallystick.casebook.models.lengths import ID
from tallystick.casebook.models.reports import Document


class Taught(models.Model):
    """A document whose words have been looked through for names of informants."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.PROTECT, related_name="taught")


class Lesson(models.Model):
    """Words of a document by which ``alias`` is another name of ``of``; never changed, people decide about it."""

    id = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="lessons")
    alias = models.TextField()
    of = models.TextField()
    """The informant as the document names it."""
    rule = models.CharField(max_length=ID)
    """How the words say so: "brackets", "speaks-for", "its-officer" or "called"."""
    person = models.BooleanField(default=False)
    """True where ``alias`` is a person who speaks for it."""
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
