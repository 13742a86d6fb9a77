"""The tables of a casebook.

Documents and claims are kept as they were read. What people decide is appended to ``Decision`` and never changed; what
the record then says is worked out from both. Rows that end (a membership) keep their time of ending.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tallystick.errors import CasebookError

_ID = 255


class Document(models.Model):
    """One report as it was read; ``record.Document`` tells what the fields mean."""

    id = models.CharField(primary_key=True, max_length=_ID)
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
        """What is to be linked is found without a look at the rest."""

        indexes: ClassVar = [models.Index(fields=["id"], condition=Q(linked=False), name="unlinked_documents")]


class Claim(models.Model):
    """One claim as the reader found it: ``data`` is the whole ``record.Claim``, the columns are for queries."""

    id = models.CharField(primary_key=True, max_length=_ID)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="claims")
    ordinal = models.PositiveIntegerField()
    """Place in the order of the text, from 0."""
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
        """Claims stand in the order of their text."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "ordinal"], condition=Q(superseded=False), name="claim_order")
        ]


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


class Decision(models.Model):
    """What a person decided. Append-only: a row is never changed or deleted, an ``undo`` is a row of its own.

    ``payload`` by kind: ``correct`` {slot: value}; ``grade`` {"grade"}; ``merge``, ``split`` and ``move`` {"moved":
    {claim: the incident that it left, or null}, "kept": claims that stood there and stay, "to": incident}, and for
    ``merge`` also "redirected" and "principal_added".
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=16)
    """accept, reject, correct, merge, split, move, grade or undo."""
    targets = models.JSONField()
    """Ids of the claims or incidents decided about, as they were named."""
    payload = models.JSONField()
    author = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField()
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the decision; raises CasebookError where it is there already."""
        if not self._state.adding:
            raise CasebookError("A decision is never changed; take another one, or undo it.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises CasebookError: decisions stay."""
        raise CasebookError("A decision is never deleted; undo it.")


class Membership(models.Model):
    """A claim's place in an incident from ``joined_at`` until ``ended_at``; ``record.Membership`` tells the rest."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="memberships")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="memberships")
    joined_by = models.CharField(max_length=_ID, null=True)
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


class Telling(models.Model):
    """Claims of one report that tell of one incident, as linking needs them; made anew from the claims at any time."""

    number = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=_ID, unique=True)
    """Id of its first claim."""
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="tellings")
    home = models.BigIntegerField(null=True, db_index=True)
    """The incident where it stands since the last ``link``; null until then."""
    placed = models.BooleanField(default=False)
    """True where a person placed it there."""
    data = models.JSONField()
    """What linking compares (``linking.telling.Telling``)."""


class Filing(models.Model):
    """A key of days and divisions under which a telling is looked up."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=_ID)
    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="filings")

    class Meta:
        """Looked up by key."""

        indexes: ClassVar = [models.Index(fields=["key", "telling"], name="filing_key")]


class Likeness(models.Model):
    """Two tellings whose evidence reaches the threshold, and by how much; kept in both directions."""

    id = models.BigAutoField(primary_key=True)
    one = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="+")
    gain = models.IntegerField()
