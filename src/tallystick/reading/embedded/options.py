"""Words that may fill a slot: what the rules name and what the model marks, weighed in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from attrs import frozen

from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.labels import ROLES
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.policy import log_odds
from tallystick.record import Span

T = TypeVar("T")


@frozen
class Option(Generic[T]):
    """Something that may fill a slot and the log-odds that it does."""

    value: T
    odds: float


def best(options: Iterable[Option[T]], least: float) -> Option[T] | None:
    """The likeliest option, where it reaches ``least``; of equal ones the first."""
    found = max(options, key=lambda option: option.odds, default=None)
    return found if found and found.odds >= least else None


def odds_of(pieces: Pieces, candidate: Candidate, role: str, words: Span | None) -> float | None:
    """The log-odds, from the mean over ``words``, that they fill ``role``; None where they were not looked at."""
    inside = _seen(pieces, candidate, words)
    if inside is None:
        return None
    return log_odds(float(1.0 - candidate.roles[inside, ROLES.index(role), 0].mean()))


def odds_of_figure(pieces: Pieces, candidate: Candidate, words: Span) -> float:
    """The same for a figure of the claim; the lowest where it was not looked at."""
    inside = _seen(pieces, candidate, words)
    return log_odds(0.0 if inside is None else float(1.0 - candidate.figures[inside, 0].mean()))


def _seen(pieces: Pieces, candidate: Candidate, words: Span | None) -> slice | None:
    if words is None:
        return None
    first, last = (i - candidate.seen[0] for i in pieces.covering(words.start, words.end))
    return slice(first, last) if 0 <= first < last <= len(candidate.roles) else None
