"""How far the informants of one range agree: divergence, modal share, and how many are independent.

Source of the diagnostics: the R package eventreport; each on one figure for each independent informant. They look at
the numbers as told, so that they are the same whatever convention and method made the range.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import frozen

from tallystick.assessing.ends import one_each
from tallystick.assessing.ranges import inputs
from tallystick.assessing.standing import Key, Voice
from tallystick.assessing.study import Study

_AS_TOLD = {"convention": "literal", "name": "reconciled"}


@frozen
class Number:
    """A number, and the names of the independent informants who give it."""

    value: int
    informants: tuple[str, ...]


@frozen
class Spread:
    """How far those who count one measure and population agree.

    ``low`` and ``high`` are the least and the most that the independent informants can be. ``numbers`` has one entry
    for each number told, the one with most informants first; who gives only a vague or a possible number is in none.
    """

    low: int
    high: int
    numbers: tuple[Number, ...]

    @property
    def divergence(self) -> int | None:
        """How many numbers there are beyond the first, 0 where all agree; None where nobody gives one."""
        return len(self.numbers) - 1 if self.numbers else None

    @property
    def modal(self) -> tuple[int, ...]:
        """The number that most informants give; several where as many give each of them."""
        return tuple(t.value for t in self.numbers if len(t.informants) == len(self.numbers[0].informants))

    @property
    def modal_share(self) -> float | None:
        """Share of the informants with a number who give the modal one; None where nobody gives a number."""
        total = sum(len(t.informants) for t in self.numbers)
        return round(len(self.numbers[0].informants) / total, 3) if total else None


def spreads(case: Study) -> dict[Key, Spread]:
    """The spread of each measure and population that has a range."""
    return {key: _spread(voices) for key, voices in inputs(case, **_AS_TOLD).items()}


def _spread(voices: Sequence[Voice]) -> Spread:
    told: dict[int, list[str]] = defaultdict(list)
    for voice in one_each([v for v in voices if _number(v) is not None]):
        if (number := _number(voice)) is not None:
            told[number].append(voice.informant.name)
    numbers = sorted((Number(value, tuple(names)) for value, names in told.items()), key=_rank)
    return Spread(len({v.cluster for v in voices}), len(voices), tuple(numbers))


def _number(voice: Voice) -> int | None:
    """The number that an informant gives: its best, else its nearest end; None where it gives none of its own."""
    if voice.vague or voice.possible or voice.floor or (voice.part and voice.best is None):
        return None
    return next((n for n in (voice.best, voice.low, voice.high) if n is not None), None)


def _rank(given: Number) -> tuple[int, int]:
    return (-len(given.informants), given.value)
