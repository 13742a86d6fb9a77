"""What happened at a time of a clause: the event itself, a death of its wounds, or the finding of the dead."""

from __future__ import annotations

import re

from tallystick.record import Moment, Span
from tallystick.vocabulary.loader import load

COUNTED_FROM = ("after", "before")
"""Last words of a time that is counted from what the words after it tell."""
_BEFORE, _AFTER = 140, 110
"""How many characters before and after a time the words are looked for that say what happened then."""


def _any(name: str) -> str:
    return f"(?:{'|'.join(load('time_cues')[name])})"


_ON = r"(?:(?!\b(?:who|which|that|after|when|where|said)\b)[^.;])"
"""A character of the same clause."""
_STILL = r"(?:(?!\b(?:who|which|that|after|when|where|said|killed|sustained|suffered)\b)[^.;])"
"""A character that still tells of the finding."""
_OWN_VERB = re.compile(
    rf"\b(?!{_any('finding')}\b)(?:\w+ed|shot|slain)\s+(?:(?:on|in|at|early|late|the)\s+)*$", re.IGNORECASE
)
_TO_TIME = re.compile(
    rf"(?:\b{_any('remains')}\b{_ON}{{0,70}}?\b{_any('finding')}\b|\b{_any('finding')}\s+{_any('found_as')}\b"
    rf"|\b{_any('finding')}\b{_ON}{{0,40}}?\b{_any('remains')}\b){_STILL}{{0,50}}$",
    re.IGNORECASE,
)
_FROM_TIME = re.compile(
    rf"{_ON}{{0,60}}?(?:\b{_any('remains')}\b{_ON}{{0,50}}?\b{_any('finding')}\b"
    rf"|\b{_any('finding')}\s+{_any('found_as')}\b|\b{_any('finding')}\b{_ON}{{0,40}}?\b{_any('remains')}\b)",
    re.IGNORECASE,
)
_DIED_TO = re.compile(rf"\b{_any('succumbing')}{_ON}{{0,25}}$", re.IGNORECASE)
_DIED = re.compile(rf"\b{_any('dying')}\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)
_OF_WOUNDS = re.compile(rf"\s+(?:of|from)\s+(?:\w+\s+){{0,3}}{_any('wounds')}\b", re.IGNORECASE)
_WOUNDED = re.compile(rf"\b{_any('wounded')}\b{_ON}{{0,60}}$", re.IGNORECASE)
_RAISING = re.compile(rf"{_ON}{{0,40}}?\b{_any('raising')}\s+(?:\w+\s+){{0,4}}{_any('totals')}\b", re.IGNORECASE)
_RAISED = re.compile(rf"\b{_any('totals')}\b[^.;]*\b{_any('raised_by')}\b{_ON}*$", re.IGNORECASE)


_HINT = re.compile(rf"\b(?:{_any('finding')}|{_any('dying')}|{_any('succumbing')})\b", re.IGNORECASE)
"""Without one of these nothing else can match."""


def moment_of(text: str, time: Span, sentence: tuple[int, int]) -> Moment:
    """What the words around ``time`` within ``sentence`` say happened then."""
    low, high = max(sentence[0], time.start - _BEFORE), min(sentence[1], time.end + _AFTER)
    if not _HINT.search(text, low, high) or time.exact.lower().endswith(COUNTED_FROM):
        return "event"
    before = text[low : time.start]
    after = text[time.end : high]
    if _DIED_TO.search(before) or ((died := _DIED.search(before)) and _is_later(before[: died.start()], after)):
        return "death"
    if _TO_TIME.search(before) or (_FROM_TIME.match(after) and not _OWN_VERB.search(before)):
        return "discovery"
    return "event"


def _is_later(before: str, after: str) -> bool:
    """Whether they died of what was suffered earlier: of their wounds, or so that a total told before went up."""
    wounds = _OF_WOUNDS.match(after) or _WOUNDED.search(before)
    return bool(wounds or _RAISING.match(after) or _RAISED.search(before))
