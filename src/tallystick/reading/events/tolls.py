"""Tells a running or total count over days, a campaign or a war from the count of one incident."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tallystick.reading.events.cues import OUTCOME
from tallystick.reading.events.grouping import Group
from tallystick.reading.sentences import Sentence
from tallystick.record import Figure
from tallystick.vocabulary.loader import load

_TOTAL = re.compile("|".join(load("event_cues")["totals"]), re.IGNORECASE)
_ONE_DAY = re.compile("|".join(load("event_cues")["one_day"]), re.IGNORECASE)
_LARGEST_INCIDENT = int(load("event_cues")["largest_incident"])
_BEFORE, _AFTER = 40, 60
"""Characters around the clause in which the span of the count may be told."""


def is_toll(sentence: Sentence, told: Group) -> bool:
    """True where people are counted over days, a campaign or a war, not of one day."""
    if not any(t.role == OUTCOME or t.event == "displacement" for t in told.triggers):
        return False
    start, end = sentence.tokens[told.first].start - sentence.start, sentence.tokens[told.last].end - sentence.start
    found = _TOTAL.search(sentence.text[max(0, start - _BEFORE) : end + _AFTER])
    if found is None:
        return False
    since = max(0, start - _BEFORE) + found.start() if found.group().lower() == "since" else end
    return not _ONE_DAY.search(sentence.text, start, max(start, min(since, end)))


def outgrows_incidents(figures: Iterable[Figure]) -> bool:
    """True where more are counted dead or injured than any one incident has had."""
    harmed = (max(f.value or 0, f.upper or 0) for f in figures if f.measure in {"killed", "injured", "casualties"})
    return max(harmed, default=0) > _LARGEST_INCIDENT
