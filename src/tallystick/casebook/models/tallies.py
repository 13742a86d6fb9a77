"""Sums of the digests of harm, kept in step with them, so that a total of a whole war is read and not worked out.

Like digests they are no evidence, and are made anew from those at any time.
"""

from __future__ import annotations

from django.db import models

from tallystick.casebook.models.lengths import ID

_KEY = 2 * ID


class Tally(models.Model):
    """The incidents of one month, event, grade and confirmation: how many, and the killed in them.

    Where an incident has no best, its low is in ``best``; where its high is open, its best or low is in ``high``.
    """

    key = models.CharField(primary_key=True, max_length=_KEY)
    """The four of which it is, joined."""
    month = models.CharField(max_length=7)
    """That in which they began, ``2016-03``; empty for those without a day."""
    event = models.CharField(max_length=64)
    grade = models.CharField(max_length=32)
    confirmation = models.CharField(max_length=32)
    incidents = models.BigIntegerField()
    low = models.BigIntegerField()
    best = models.BigIntegerField()
    high = models.BigIntegerField()
    open = models.BigIntegerField()
    """Those whose high is open."""
    unlocated = models.BigIntegerField()
    country_only = models.BigIntegerField()
    """Those of which no more is known than the country."""
    uncounted = models.BigIntegerField()
    """Those for which no report gives a number of killed."""
    unreviewed = models.BigIntegerField()
    """Those with a claim that nobody judged."""


class VoiceTally(models.Model):
    """The incidents of one confirmation that an informant tells of, as in ``Tally``."""

    key = models.CharField(primary_key=True, max_length=_KEY)
    name = models.CharField(max_length=ID)
    confirmation = models.CharField(max_length=32)
    incidents = models.BigIntegerField()
    low = models.BigIntegerField()
    best = models.BigIntegerField()
    high = models.BigIntegerField()
    open = models.BigIntegerField()
