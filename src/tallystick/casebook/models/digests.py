"""What lists, maps and totals show of incidents and claims: made anew from the record at any time, and never evidence.

A digest holds in columns what an assessment says, so that a page over fifty thousand incidents asks the database alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tallystick.casebook.models.incidents import Incident
from tallystick.casebook.models.lengths import ID
from tallystick.casebook.models.reports import Claim

_ABOUT_INCIDENTS = ("first_day", "last_day", "grade", "latitude", "longitude")
_DRAWN = ("precision", "killed_low", "killed_best", "killed_high", "incident")
"""What a map needs of each incident beside where it is: an index that holds it spares a look at every row."""


class IncidentDigest(models.Model):
    """An incident as it stands: its assessment under the casebook's conventions, and how far people are with it."""

    incident = models.OneToOneField(Incident, primary_key=True, on_delete=models.CASCADE, related_name="digest")
    stale = models.BooleanField(default=True)
    """True from when its claims or decisions changed until it is made anew."""
    turn = models.BigIntegerField(default=0)
    """How often what it rests on changed: one that was worked out from before the last time is not stored."""
    event = models.CharField(max_length=64, default="")
    harm = models.BooleanField(default=False)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    edtf = models.CharField(max_length=64, default="")
    place = models.CharField(max_length=ID, default="")
    country = models.CharField(max_length=2, default="")
    """ISO 3166-1 alpha-2."""
    admin1 = models.CharField(max_length=ID, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    precision = models.PositiveSmallIntegerField(null=True)
    """UCDP's where_prec."""
    grade = models.CharField(max_length=32, default="")
    """Empty for context, which is not graded."""
    overridden = models.BooleanField(default=False)
    """True where a person gave the grade."""
    confirmation = models.CharField(max_length=32, default="")
    killed_low = models.BigIntegerField(null=True)
    killed_best = models.BigIntegerField(null=True)
    killed_high = models.BigIntegerField(null=True)
    injured_low = models.BigIntegerField(null=True)
    injured_best = models.BigIntegerField(null=True)
    injured_high = models.BigIntegerField(null=True)
    informants_low = models.PositiveIntegerField(default=0)
    informants_high = models.PositiveIntegerField(default=0)
    confidence = models.FloatField(default=0.0)
    """The lowest among its claims."""
    claims = models.PositiveIntegerField(default=0)
    unreviewed = models.PositiveIntegerField(default=0)
    """Claims that nobody has accepted or rejected."""
    reports = models.PositiveIntegerField(default=0)
    signatures = models.PositiveSmallIntegerField(default=0)
    """How many people signed the incident off as it stands now."""
    public = models.BooleanField(default=False)
    """True where it was released and nothing has held it back since."""
    reviewer = models.TextField(default="")
    """Author of the latest decision about it or its claims; empty where there is none."""

    class Meta:
        """Lists are by day, by grade and by what is left to review; maps by coordinates; places by name."""

        indexes: ClassVar = [
            models.Index(fields=["stale"], condition=models.Q(stale=True), name="stale_digests"),
            models.Index(fields=["harm", "first_day", "incident"], name="digest_day"),
            models.Index(fields=["harm", "last_day", "first_day"], name="digest_last_day"),
            models.Index(fields=["harm", "grade", "first_day"], name="digest_grade"),
            models.Index(fields=["harm", "event", "first_day"], name="digest_event"),
            models.Index(fields=["harm", "unreviewed", "incident"], name="digest_left"),
            models.Index(fields=["harm", "killed_best", "incident"], name="digest_killed"),
            models.Index(fields=["harm", "informants_low", "incident"], name="digest_informants"),
            models.Index(fields=["harm", "confidence", "incident"], name="digest_sure"),
            models.Index(fields=["public", "first_day"], name="digest_public"),
            models.Index(fields=["place", "admin1", "country"], name="digest_place"),
            models.Index(fields=["harm", "latitude", "longitude", *_DRAWN], name="digest_where"),
        ]


class IncidentVoice(models.Model):
    """An independent informant that tells of an incident, an outlet that reported it, or a party to the conflict."""

    id = models.BigAutoField(primary_key=True)
    digest = models.ForeignKey(IncidentDigest, on_delete=models.CASCADE, related_name="voices")
    kind = models.CharField(max_length=16)
    """informant, outlet, blamed, or side (whose combatants are counted, or for which an informant speaks)."""
    name = models.CharField(max_length=ID)

    class Meta:
        """Asked for by name."""

        indexes: ClassVar = [models.Index(fields=["kind", "name", "digest"], name="voice_name")]


class ClaimDigest(models.Model):
    """A claim as it stands: corrections applied, where it stands, and what was decided."""

    claim = models.OneToOneField(Claim, primary_key=True, on_delete=models.CASCADE, related_name="digest")
    incident = models.ForeignKey(Incident, null=True, on_delete=models.CASCADE, related_name="+")
    """Null for a rejected claim that stands nowhere."""
    event = models.CharField(max_length=64)
    harm = models.BooleanField()
    verdict = models.CharField(max_length=16, default="")
    """accept, reject, or empty where nobody judged it."""
    corrected = models.BooleanField(default=False)
    confidence = models.FloatField()
    outlet = models.CharField(max_length=ID, default="")
    informant = models.CharField(max_length=ID, default="")
    """The innermost source that it names; empty for the report's own voice."""
    reviewer = models.TextField(default="")
    first_day = models.DateField(null=True)
    """This and what follows are those of its incident, so that a list of claims need not ask for each."""
    last_day = models.DateField(null=True)
    place = models.CharField(max_length=ID, default="")
    admin1 = models.CharField(max_length=ID, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    grade = models.CharField(max_length=32, default="")
    words = models.BigIntegerField(null=True)
    """Its number in the index of full-text search (``ClaimWords``), by which a search finds it without a detour."""

    class Meta:
        """The queue goes from the least sure claim that nobody judged.

        An index that holds when and where, too, is all that is read on the way to the few that are asked for. Ask with
        ``harm__in=[True]``: SQLite finds no index by a bare ``harm``, which is what Django makes of ``harm=True``.
        """

        indexes: ClassVar = [
            models.Index(
                fields=["verdict", "harm", "confidence", "claim", *_ABOUT_INCIDENTS, "words"],
                name="claim_to_review",
            ),
            models.Index(fields=["harm", "confidence", "claim", *_ABOUT_INCIDENTS], name="claim_sure"),
            models.Index(fields=["outlet", "harm", "verdict", "confidence", "claim"], name="claim_by_outlet"),
            models.Index(fields=["informant", "harm", "verdict", "confidence", "claim"], name="claim_by_informant"),
            models.Index(
                fields=["event", "harm", "verdict", "confidence", "claim", "first_day", "last_day"],
                name="claim_by_event",
            ),
            models.Index(fields=["incident", "harm", "verdict"], name="claim_by_incident"),
            models.Index(fields=["reviewer", "harm", "verdict", "confidence", "claim"], name="claim_by_reviewer"),
            models.Index(fields=["confidence", "claim"], condition=models.Q(corrected=True), name="claim_corrected"),
            models.Index(fields=["words"], name="claim_words"),
        ]
