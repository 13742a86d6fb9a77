"""Whether a time of a sentence dates the saying or the report, and not what is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.record import Span
from tallystick.vocabulary.loader import load

_CUES = load("time_cues")
_SAYING = re.compile(rf"\b(?:{'|'.join(_CUES['saying'])})\b(?!\s+by\b)", re.IGNORECASE)
_NO_VERB = re.compile(r"\b(?:is|was|are|were|the|a) $", re.IGNORECASE)
"""What stands before a participle: "was said", "the reported attack"."""
_TO_TIME = re.compile(
    rf"(?:\s+(?:\w+\s+){{0,2}}(?:{'|'.join(_CUES['media'])})(?:\s+\w+){{0,4}}?)?,?\s+(?:(?:on|in|late|early|at|the)\s+)*",
    re.IGNORECASE,
)
_HEARER = re.compile(r"(?:\s+[^\W\d_][\w'’.-]*){1,4}?,?\s+(?:(?:on|in|late|early|at|the)\s+)*", re.IGNORECASE)
_ADJACENT = re.compile(r"\s+(?:as\s+)?")
_TO_VERB = re.compile(r",?(?:,?\s+[\w'’.-]+){0,6}?,?\s+")
_INTRODUCED = re.compile(rf"\b(?:{'|'.join(_CUES['introduces'])})\s+(?:the\s+)?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|days)$", re.IGNORECASE)
_FULL_DATE = re.compile(r"\d+\D+\d*\d\d$")
_FRONTED = re.compile(
    r"(?:^|[\n,;:.!?\"“”(–—]|\b(?:and|but|that|also|meanwhile))\s*(?:(?:on|in|late|early|at|the)\s+)*$", re.IGNORECASE
)
_ADVERBIAL = ("according", "ACCORDING")
"""How a phrase begins that has no time before it."""
_SIGNED = re.compile(r"\s*\([A-Z][\w .'-]{1,40}\)\s*(?:--|[-–—:])")
"""What follows the date of an agency's dateline: "MOSCOW October 18 (RIA Novosti) -"."""
_BESIDE = 110
"""How many characters from a time the verb is looked for that it dates."""


def is_dateline(text: str, time: Span, clause: tuple[int, int]) -> bool:
    """Whether the time is a date that no preposition leads in: a full one outside the clause, or as of an agency."""
    outside = not clause[0] <= time.start < clause[1]
    if not (outside and _FULL_DATE.search(time.exact)) and not _SIGNED.match(text, time.end):
        return False
    return any(c.isdigit() for c in time.exact) and not _INTRODUCED.search(text, max(0, time.start - 15), time.start)


def dates_the_saying(
    text: str, time: Span, cues: Sequence[Span], clause: tuple[int, int], sentence: tuple[int, int]
) -> bool:
    """Whether the time stands beside a saying verb; ``cues`` are those found beside the vocabulary's."""
    inside = clause[0] <= time.start < clause[1]
    if _POSSESSIVE.search(time.exact):
        return False
    low, high = max(sentence[0], time.start - _BESIDE), min(sentence[1], time.end + _BESIDE)
    verbs = [
        m.span()
        for m in _SAYING.finditer(text, low, high)
        if not _NO_VERB.search(text, max(0, m.start() - 6), m.start())
    ]
    verbs += [(cue.start, cue.end) for cue in cues if low <= cue.start and cue.end <= high]
    fronted = not inside and _FRONTED.search(text[low : time.start])
    return any(
        _follows(text, start, end, time)
        or (_leads(text, start, time, bool(fronted)) and not (inside and end > clause[1]))
        for start, end in verbs
    )


def _follows(text: str, start: int, end: int, time: Span) -> bool:
    if text[start:end].lower().endswith("that"):
        return False
    pattern = _HEARER if text[start:end].lower() in _CUES["with_hearer"] else _TO_TIME
    return end <= time.start and pattern.fullmatch(text, end, time.start) is not None


def _leads(text: str, verb: int, time: Span, fronted: bool) -> bool:
    if text.startswith(_ADVERBIAL, verb) or time.end > verb:
        return False
    return (_TO_VERB if fronted else _ADJACENT).fullmatch(text, time.end, verb) is not None
