"""Tells a running or total count over days, a campaign or a war from the count of one incident."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tallystick.reading.events.cues import OUTCOME, Trigger
from tallystick.reading.events.grouping import Group
from tallystick.reading.sentences import Sentence
from tallystick.record import Figure
from tallystick.vocabulary.loader import load

_TOTAL = re.compile("|".join(load("event_cues")["totals"]), re.IGNORECASE)
_ONE_DAY = re.compile("|".join(load("event_cues")["one_day"]), re.IGNORECASE)
_LARGEST_INCIDENT = int(load("event_cues")["largest_incident"])
_SPANS = re.compile("|".join(load("event_cues")["spans"]), re.IGNORECASE)
_SPAN_COUNT = int(load("event_cues")["span_count"])
_ON_AND_ON = frozenset(load("event_cues")["on_and_on"])
_TOLD_IN_PLURAL = frozenset({"chemical-weapon"})
"""Of such an attack the means is told in the plural ("chemical weapons"), where there was one."""
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


def counts_a_span(sentence: Sentence, triggers: Sequence[Trigger], figures: Iterable[Figure]) -> bool:
    """True for "150 civilians were killed in December": a month or a week spans a count of many, and no single event
    is named.

    Where the words name an event ("killed in a bombing in December"), the span only dates it; events in the plural
    ("in raids in December") are many, and so is what goes on and on ("shelling").
    """
    if not all(t.role == OUTCOME or _goes_on(t) for t in triggers):
        return False
    if not any(t.role == OUTCOME for t in triggers) or not any(map(_is_many, figures)):
        return False
    start, end = triggers[0].start - sentence.start, triggers[-1].end - sentence.start
    near = sentence.text[max(0, start - _AFTER) : end + _AFTER]
    return bool(_SPANS.search(near)) and not _ONE_DAY.search(near)


def _goes_on(trigger: Trigger) -> bool:
    """True for what is told of as many, or as going on ("shelling")."""
    many = trigger.words.endswith("s") and trigger.event not in _TOLD_IN_PLURAL
    return many or trigger.words.lower() in _ON_AND_ON


def _is_many(figure: Figure) -> bool:
    many = figure.word in ("dozens", "scores", "hundreds", "thousands", "tens")
    return many or (figure.value or 0) >= _SPAN_COUNT
