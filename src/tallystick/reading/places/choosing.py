"""Chooses, among the place expressions of a report, the place of one event."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from tallystick.reading.places.lexicon import lexicon
from tallystick.reading.places.mentions import PlaceMention

_WORTH = {"facility": 2.0, "named": 2.5, "relative": 2.5, "generic": 0.0}
_NAMED, _LED, _COUNTRY = 1.5, 1.0, -1.5
_IN_CLAUSE, _PER_HUNDRED = 3.0, 0.5
_ORIGINS = frozenset({"from", "to", "against", "for"})
_LEAD, _RECENT = 400, 400
"""Characters of a report's lead, and before a sentence, in which a place counts more."""
_IN_LEAD, _IS_RECENT, _IS_LED = 2.0, 1.0, 0.5


def choose_place(
    mentions: Sequence[PlaceMention], clause: tuple[int, int], sentence: tuple[int, int]
) -> PlaceMention | None:
    """The most specific place told for the event of ``clause``, both given as (start, end) in the document's text.

    Looked for in the clause, then in its sentence, then in the rest of the report: the place that it names most, above
    all in its lead or just before. Where the clause has only a place without a name ("the city", "a market"), ``text``
    is those words and ``name`` carries the name that the report gives: "Aleppo", "market, Aleppo". ``mentions`` are
    those of the whole report.
    """
    inside = [m for m in mentions if sentence[0] <= m.text.start < sentence[1] and _tells(m, clause)]
    best = max(inside, key=lambda m: _value(m, clause), default=None)
    if best and best.head:
        return best
    antecedent = _antecedent([m for m in mentions if m.head and m.head in m.text.exact], sentence)
    return _named_by(best, antecedent) if best else antecedent


def _tells(mention: PlaceMention, clause: tuple[int, int]) -> bool:
    """True where the expression may be the place of the event: outside its clause only with a name led by a word."""
    if mention.country and mention.preposition in _ORIGINS:
        return False
    if clause[0] <= mention.text.start < clause[1]:
        return mention.preposition is not None or not mention.country
    return mention.head is not None and mention.preposition is not None


def _led(mention: PlaceMention) -> float:
    """How surely the word before makes it a place where something happens."""
    if mention.preposition is None:
        return 0.0
    return 0.3 if mention.preposition in _ORIGINS else 1.0


def _value(mention: PlaceMention, clause: tuple[int, int]) -> float:
    value = _WORTH[mention.kind] + _LED * _led(mention)
    if mention.head:
        value += _COUNTRY if mention.country else _NAMED
    if clause[0] <= mention.text.start < clause[1]:
        return value + _IN_CLAUSE
    distance = min(abs(mention.text.start - clause[1]), abs(clause[0] - mention.text.end))
    return value - _PER_HUNDRED * distance / 100


def _antecedent(named: Sequence[PlaceMention], sentence: tuple[int, int]) -> PlaceMention | None:
    """The place that the report is about at ``sentence``, in its fullest wording."""
    times = Counter(_key(m) for m in named)

    def weight(mention: PlaceMention) -> float:
        before = sentence[0] - mention.text.start
        bonus = _IN_LEAD * (mention.text.start < _LEAD) + _IS_RECENT * (0 < before < _RECENT)
        return 2 * math.sqrt(times[_key(mention)]) + bonus + _IS_LED * (mention.preposition is not None)

    best = max(named, key=weight, default=None)
    if best is None:
        return None
    return max((m for m in named if _key(m) == _key(best)), key=lambda m: len(m.name))


def _key(mention: PlaceMention) -> str:
    return (mention.head or "").casefold()


def _named_by(mention: PlaceMention, antecedent: PlaceMention | None) -> PlaceMention:
    """A place without a name, with the name that the rest of the report gives."""
    if antecedent is None:
        return mention
    if mention.kind == "generic":
        town = any(word in lexicon().towns for word in mention.name.casefold().split())
        name = (antecedent.head if town else None) or antecedent.name
    else:
        name = f"{mention.name}, {antecedent.head}"
    return evolve(mention, name=name, head=antecedent.head, known=antecedent.known)
