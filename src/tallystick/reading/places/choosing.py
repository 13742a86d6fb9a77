"""Chooses, among the place expressions of a report, the place of one event."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
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

    ``mentions`` are those of the whole report in order; ``ReportPlaces`` reads them once for many clauses.
    """
    return ReportPlaces(mentions).choose(clause, sentence)


class ReportPlaces:
    """The place expressions of one report, weighed once for all of its clauses."""

    def __init__(self, mentions: Sequence[PlaceMention]) -> None:
        """Takes the mentions of the whole report in order."""
        self._mentions = mentions
        self._starts = [m.text.start for m in mentions]
        self._named = [i for i, m in enumerate(mentions) if m.head and m.head in m.text.exact]
        named = [mentions[i] for i in self._named]
        times = Counter(map(_key, named))
        self._weights = {i: _weight(mentions[i], times[_key(mentions[i])]) for i in self._named}
        self._main = max(self._named, key=lambda i: self._weights[i], default=None)
        self._fullest: dict[str, PlaceMention] = {}
        for mention in named:
            fullest = self._fullest.setdefault(_key(mention), mention)
            if len(mention.name) > len(fullest.name):
                self._fullest[_key(mention)] = mention

    def choose(self, clause: tuple[int, int], sentence: tuple[int, int]) -> PlaceMention | None:
        """The most specific place told for the event of ``clause``, as ``choose_place`` gives it.

        Looked for in the clause, then in its sentence, then in the rest of the report: the place that it names most,
        above all in its lead or just before. Where the clause has only a place without a name ("the city", "a
        market"), ``text`` is those words and ``name`` carries the name that the report gives: "Aleppo", "market,
        Aleppo".
        """
        inside = [m for m in self._between(*sentence) if _tells(m, clause)]
        best = max(inside, key=lambda m: _value(m, clause), default=None)
        if best and best.head:
            return best
        antecedent = self._antecedent(sentence[0])
        return _named_by(best, antecedent) if best else antecedent

    def _between(self, start: int, end: int) -> Sequence[PlaceMention]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _antecedent(self, at: int) -> PlaceMention | None:
        """The place that the report is about at the offset ``at``, in its fullest wording."""
        if self._main is None:
            return None
        recent = range(bisect_right(self._starts, at - _RECENT), bisect_left(self._starts, at))
        weighed = [(self._weights[i] + _IS_RECENT, -i) for i in recent if i in self._weights]
        best = -max([(self._weights[self._main], -self._main), *weighed])[1]
        return self._fullest[_key(self._mentions[best])]


def _weight(mention: PlaceMention, times: int) -> float:
    """How much a report is about a place that it names ``times``, wherever it is read."""
    in_lead, led = mention.text.start < _LEAD, mention.preposition is not None
    return 2 * math.sqrt(times) + _IN_LEAD * in_lead + _IS_LED * led


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
