"""Pairs of tellings whose evidence does not rule out one incident: all that clustering looks at."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from attrs import define, field

from tallystick.linking.blocking import Files
from tallystick.linking.comparing import strength, told_apart
from tallystick.linking.findings import far_apart
from tallystick.linking.telling import Telling
from tallystick.vocabulary.loader import load

UNIT = 1_000_000
"""Gains are whole millionths, so that their sums do not depend on the order in which they are added."""
_TIES = 1_000
_ROUNDING = 1.5 * _TIES
"""By no more than so many millionths a gain is above the evidence that it is made of."""
NEVER = -2_000_000_000
"""The gain of two tellings that never come together, whatever else speaks for it."""


class Pair(NamedTuple):
    """Two tellings (``one`` the lower id) and by how many millionths their evidence is above the threshold or below it.

    The last three digits come from the ids alone: evidence of few kinds would else make many pairs equal, and which of
    them is taken first would depend on what else is there.
    """

    one: str
    other: str
    gain: int


@define
class Pairs:
    """Pairs by the million, in columns of numbers: an object for each would take ten times the memory."""

    names: list[str] = field(factory=list)
    numbers: dict[str, int] = field(factory=dict)
    ones: array[int] = field(factory=lambda: array("i"))
    others: array[int] = field(factory=lambda: array("i"))
    gains: array[int] = field(factory=lambda: array("i"))

    @classmethod
    def of(cls, found: Iterable[Pair]) -> Pairs:
        """The same pairs."""
        made = cls()
        made.take(found)
        return made

    def take(self, found: Iterable[Pair]) -> None:
        """Adds pairs."""
        for link in found:
            self.ones.append(self._number(link.one))
            self.others.append(self._number(link.other))
            self.gains.append(link.gain)

    def _number(self, name: str) -> int:
        number = self.numbers.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        return number

    def __iter__(self) -> Iterator[Pair]:
        names = self.names
        for one, other, gain in zip(self.ones, self.others, self.gains, strict=True):
            yield Pair(names[one], names[other], gain)

    def __len__(self) -> int:
        return len(self.gains)


def pair(one: Telling, other: Telling, least: float | None = None) -> Pair | None:
    """The pair, unless its evidence is so far below the threshold that it counts ``against`` in full: then None.

    With ``least`` only one of at least that gain (in millionths) need be given, which is found sooner.

    Two that tell of hours far apart are never one incident: a third that tells of both would else bring them together.
    Of two tellings of one report it says only that the report tells them apart, where it does. Where it does not, they
    may be one incident still, which other reports must show.
    """
    first, second = (one, other) if one.id < other.id else (other, one)
    if one.document == other.document:
        return Pair(first.id, second.id, NEVER) if told_apart(one, other) else None
    if far_apart(one.hours, other.hours):
        return Pair(first.id, second.id, NEVER)
    threshold, against = _limits()
    total = strength(first, second, threshold - against if least is None else threshold + (least - _ROUNDING) / UNIT)
    if total is None:
        return None
    lot = crc32(f"{first.id} {second.id}".encode()) % _TIES
    return Pair(first.id, second.id, round((total - threshold) * UNIT / _TIES) * _TIES + lot)


def _limits() -> tuple[float, float]:
    settings = load("linking_weights")
    return float(settings["threshold"]), float(settings["against"])


def pairs(tellings: Iterable[Telling]) -> Iterator[Pair]:
    """All pairs among ``tellings``, whatever their order."""
    files = Files()
    for telling in tellings:
        for other in files.near(telling):
            found = pair(telling, other)
            if found is not None:
                yield found
        files.file(telling)
