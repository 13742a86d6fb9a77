"""Means of violence that are there and do no harm: aircraft that circle, guns that are brought up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tallystick.reading.events.aftermath import refers_back
from tallystick.reading.events.cues import EVENT, Trigger
from tallystick.reading.sentences import Sentence
from tallystick.vocabulary.loader import load

_WORDS = load("event_cues")["presence"]
_BEARERS = "|".join(_WORDS["bearers"])
_SAYS = re.compile(
    rf"\b(?:{_BEARERS})\b(?:\W+\w+){{0,4}}?\W+(?:{'|'.join(_WORDS['does'])})\b"
    rf"|\b(?:{'|'.join(_WORDS['undergoes'])})\b(?:\W+\w+){{0,4}}?\W+(?:{_BEARERS})\b",
    re.IGNORECASE,
)
_USED = re.compile("|".join(_WORDS["used"]), re.IGNORECASE)
_BEARER = re.compile(rf"(?:{_BEARERS})", re.IGNORECASE)


def only_present(sentence: Sentence, clause: str, triggers: Iterable[Trigger]) -> bool:
    """Whether ``clause`` tells that aircraft or guns were there ("jets circled the town") and of nothing that they did.

    ``triggers`` are those of its sentence within it.
    """
    if not _SAYS.search(clause) or _USED.search(clause):
        return False
    violent = [t for t in triggers if t.role != EVENT]
    return all(_BEARER.fullmatch(t.words) or refers_back(sentence, t) for t in violent)
