"""Parts of a whole: "82 civilians, including 11 women and 13 children" holds three figures, two of them parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tallystick.reading.figures.clause import Attachment
from tallystick.reading.figures.lexicon import BE, DYING, OF_A_SPAN, RAISED_BY, RAISING, TOTALS, WHOLE_OPENERS
from tallystick.reading.figures.refining import Counted
from tallystick.reading.figures.tokens import Token
from tallystick.record import Figure

_FURTHEST_OPENER = 5
_NEAR = 6
"""Counts between those who died later and the total."""
_TO_TOTAL = 6
"""Words from "taking" to "toll"."""
_AFTER_TOTAL = 6
"""Words after a total in which it may be called one of a week or a war."""
_FURTHEST_AMONG = 4
_AMONG = frozenset({"among", "amongst"})
_JOINTS = frozenset({",", "and", "as", "well", "plus", "&"})


def find_wholes(tokens: Sequence[Token], counted: Sequence[Counted]) -> list[int | None]:
    """For each counted mention, the index of the one that it is a part of.

    A part whose number is larger than its whole's is no part: the words are then taken as two counts.
    """
    finder = _Finder(tokens, counted)
    for n in range(len(counted)):
        finder.wholes.append(finder.whole(n))
    return finder.wholes


def brings_up(text: str, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether ``figure`` counts those who died later, by whom a total among ``figures`` of its clause went up."""
    total = figures[figure.part_of] if figure.part_of is not None else None
    if total is None or total.scope != "running":
        return False
    after = text[total.text.end : figure.text.start].lower().split()
    return figure.text.start < total.text.start or bool(after and after[0] in RAISED_BY)


class _Finder:
    """Finds wholes from left to right; ``wholes`` holds what was found so far."""

    def __init__(self, tokens: Sequence[Token], counted: Sequence[Counted]) -> None:
        self.tokens = tokens
        self.mentions = [mention for mention, _ in counted]
        self.attached = [attachment for _, attachment in counted]
        self.wholes: list[int | None] = []

    def whole(self, n: int) -> int | None:
        """The whole of mention ``n``: one told before it, or after it in "two were among 31 killed"."""
        if self._is_among_next(n):
            return n + 1
        if (raised := self._raised(n)) is not None:
            return raised
        if self._is_part(n):
            wholes = (m for m in range(n - 1, -1, -1) if self.wholes[m] is None and not self._is_part(m))
            return next((m for m in wholes if self._holds(m, n)), None)
        shared = self.wholes[n - 1] if n else None
        if shared is not None and self._holds(shared, n) and self._is_joined(n):
            return shared
        return None

    def _holds(self, m: int, n: int) -> bool:
        """True where mention ``m`` has the measure of ``n`` and is no smaller."""
        most = self.mentions[m].quantity.upper or self.mentions[m].quantity.value
        value = self.mentions[n].quantity.value
        fits = value is None or most is None or value <= most
        return fits and self.attached[m].measure == self.attached[n].measure

    def _is_part(self, n: int) -> bool:
        mention, attachment = self.mentions[n], self.attached[n]
        if mention.of_them or mention.of_state or attachment.side == "part" or self._is_opened(n):
            return True
        return self._is_among_the_dead(n, attachment)

    def _is_opened(self, n: int) -> bool:
        """True where "including", "among them" or a parenthesis stands before the mention."""
        if n == 0:
            return False
        start, floor = self.mentions[n].start, self.mentions[n - 1].end
        if start - 1 == floor and self.tokens[floor].text == "(":
            return True
        found = (WHOLE_OPENERS.at(self.tokens, k) for k in range(max(floor, start - _FURTHEST_OPENER), start))
        return any(opener is not None and opener[0] <= start for opener in found)

    def _is_among_the_dead(self, n: int, attachment: Attachment) -> bool:
        """True for "among the dead were 20 children", "a commander was among those killed"."""
        cue = attachment.cue
        if cue is None:
            return False
        first = max(0, cue.start - _FURTHEST_AMONG) if cue.start < self.mentions[n].start else cue.start
        return any(t.lower in _AMONG for t in self.tokens[first : cue.start + 1])

    def _is_among_next(self, n: int) -> bool:
        """True for the first count of "two medics were among at least 31 people killed"."""
        if n + 1 >= len(self.mentions) or not self._holds(n + 1, n):
            return False
        between = [t.lower for t in self.tokens[self.mentions[n].end : self.mentions[n + 1].start]]
        return bool(between) and between[-1] in _AMONG and any(word in BE for word in between)

    def _raised(self, n: int) -> int | None:
        """The total that those who died later bring up: "two more died, taking the toll to 16"."""
        cue, more = self.attached[n].cue, self.mentions[n].quantity.additional
        died = cue is not None and self.tokens[cue.start].lower in DYING
        if self.attached[n].side == "toll" or not (died or more):
            return None
        near = range(max(0, n - _NEAR), min(len(self.mentions), n + _NEAR + 1))
        totals = (m for m in near if self.attached[m].side == "toll" and self._holds(m, n))
        return next((m for m in totals if self._brings_up(n, m)), None)

    def _brings_up(self, n: int, m: int) -> bool:
        first, last = sorted((n, m))
        between = self.tokens[self.mentions[first].end : self.mentions[last].start]
        if any(t.closes for t in between):
            return False
        words = [t.lower for t in self.tokens[self.mentions[first].end : self.mentions[last].end + _AFTER_TOTAL]]
        if OF_A_SPAN.intersection(words) or any(a == "day's" and b in TOTALS | {"death"} for a, b in pairwise(words)):
            return False
        if n < m:
            raising = (i for i, t in enumerate(between) if t.lower in RAISING)
            return any(TOTALS.intersection(t.lower for t in between[i : i + _TO_TOTAL]) for i in raising)
        return bool(between) and between[0].lower in RAISED_BY

    def _is_joined(self, n: int) -> bool:
        """True where only commas and joining words stand between the mention and the one before."""
        between = self.tokens[self.mentions[n - 1].end : self.mentions[n].start]
        return all(t.lower in _JOINTS for t in between)
