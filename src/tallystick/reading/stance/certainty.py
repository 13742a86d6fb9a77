"""How sure the report presents an event: stated, reported, unconfirmed or disputed."""

from __future__ import annotations

from typing import Protocol, cast

from tallystick.reading.stance.cues import pattern
from tallystick.reading.stance.frames import around
from tallystick.record import Certainty
from tallystick.vocabulary.loader import load


class Hedged(Protocol):
    """What is needed of an attribution: the certainty that its way of saying gives."""

    @property
    def hedge(self) -> Certainty | None:
        """The certainty, None where what is said is stated."""
        ...


def certainty(clause: str, frame: str, attribution: Hedged | None) -> Certainty:
    """The certainty with which ``clause`` is told in its sentence ``frame`` (coding guide).

    A plain "X said" leaves a clause stated; hedges in the clause or around it, or a hedging word of saying, do not.

    >>> certainty("two men were reportedly killed", "two men were reportedly killed", None)
    'reported'
    """
    lead, tail = around(clause, frame)
    for value in load("certainty_cues"):
        if _says(value, clause, lead, tail):
            return cast(Certainty, value)
    return (attribution.hedge if attribution else None) or "stated"


def _says(value: str, clause: str, lead: str, tail: str) -> bool:
    in_clause, before, after = (pattern("certainty_cues", value, where) for where in ("clause", "lead", "tail"))
    if in_clause and in_clause.search(clause):
        return True
    if before and any(m.end() == len(lead) for m in before.finditer(lead)):
        return True
    return bool(after and after.search(tail))
