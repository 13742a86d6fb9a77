"""Words that fill a role of a claim, from the scores of the pieces that its marker pass looked at."""

from __future__ import annotations

import re

from attrs import frozen

from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.labels import ROLES
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.policy import log_odds
from tallystick.record import Span

_REACH = 40
_NAME_BEFORE = re.compile(r"(?:(?<=[a-z,] )|^)(?:[A-Z][a-z]+ )+$")
_NAME_AFTER = re.compile(r"(?: [A-Z][a-z]+)+")


@frozen
class Filler:
    """Words that fill a role, and the log-odds that they do."""

    text: Span
    odds: float


def fillers(text: str, pieces: Pieces, candidate: Candidate, role: str, least: float) -> list[Filler]:
    """The words that fill ``role``, the surest first: runs of pieces that are in it with ``least`` probability."""
    scores = candidate.roles[:, ROLES.index(role)]
    taken = 1.0 - scores[:, 0]
    found, at = [], 0
    while at < len(taken):
        last = at + 1
        if taken[at] >= least:
            while last < len(taken) and taken[last] >= least and not scores[last, 1] >= 0.5:
                last += 1
            span = _words(text, pieces, candidate.seen[0] + at, candidate.seen[0] + last)
            found.append(Filler(span, log_odds(float(taken[at:last].max()))))
        at = last
    return sorted(found, key=lambda f: -f.odds)


def _words(text: str, pieces: Pieces, first: int, last: int) -> Span:
    """The pieces as a span, widened to whole words."""
    start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return _whole_name(text, start, end)


def name_before(text: str, start: int) -> str:
    """The words with a capital right before ``start``, with a space after them; empty where none stand there."""
    found = _NAME_BEFORE.search(text[max(0, start - _REACH) : start])
    return found.group() if found else ""


def _whole_name(text: str, start: int, end: int) -> Span:
    """The words with the rest of a name that they break off ("Red" of "the Red Crescent"), on the same line."""
    if text[start].isupper():
        start -= len(name_before(text, start))
    last = text.rfind(" ", start, end) + 1 or start
    if text[last].isupper() and (after := _NAME_AFTER.match(text, end)):
        end = after.end()
    return Span.of(text, start, end)
