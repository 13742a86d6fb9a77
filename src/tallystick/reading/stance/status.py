"""Whether an event occurred, is going on, is planned, threatened, predicted, was attempted or is denied."""

from __future__ import annotations

import re
from typing import cast

from tallystick.reading.stance.cues import event_pattern, pattern
from tallystick.reading.stance.frames import around
from tallystick.record import Status
from tallystick.vocabulary.loader import load

_NEAR = 30
"""Characters: how far before the word of the event its negation or auxiliary may stand."""
_ASIDE = re.compile(r"\W*(?:[\w-]+\s+){0,5}after\b[^,]*(?=,)", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|broke|broken|lifted|ended|cut|seized|imposed)\b", re.IGNORECASE)


def status(clause: str, trigger_start: int, frame: str, event: str | None = None) -> Status:
    """The status of the event that ``clause`` tells (coding guide).

    ``trigger_start`` is the place of the event's word, counted in the clause; ``frame`` is the sentence, where the
    words before the clause may govern it ("tried to", "denied that"). ``event`` is the event type: some types last.

    >>> status("the army will attack the town", 14, "the army will attack the town")
    'planned'
    """
    clause = _before_main(clause, trigger_start)
    lead, tail = around(clause, frame)
    near = clause[max(0, trigger_start - _NEAR) : max(0, trigger_start)]
    cues = load("status_cues")
    for value, row in cues.items():
        if event not in row.get("momentary", ()) and _says(value, clause, near, (lead, tail)):
            return cast(Status, value)
        if event in row.get("events", {}) and (told := event_pattern(value, event)) and told.search(clause):
            return cast(Status, value)
        if event in row.get("lasting", ()) and not _PAST.search(clause):
            return cast(Status, value)
    return "occurred"


def _before_main(clause: str, trigger_start: int) -> str:
    """Of "a week after the strike that killed ten, they were still digging" what tells of the strike."""
    aside = _ASIDE.match(clause)
    return aside.group() if aside and trigger_start < aside.end() else clause


def _says(value: str, clause: str, near: str, beside: tuple[str, str]) -> bool:
    in_clause, before_trigger, before_clause, after_clause = (
        pattern("status_cues", value, where) for where in ("clause", "trigger", "lead", "tail")
    )
    lead, tail = beside
    if in_clause and in_clause.search(clause):
        return True
    if before_trigger and before_trigger.search(near):
        return True
    if after_clause and after_clause.match(tail.lstrip()):
        return True
    return bool(before_clause and any(m.end() == len(lead) for m in before_clause.finditer(lead)))
