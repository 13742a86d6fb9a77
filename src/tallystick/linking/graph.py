"""Pairs of tellings that speak for one incident: all that clustering looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from attrs import frozen

from tallystick.linking.blocking import Files
from tallystick.linking.comparing import strength
from tallystick.linking.telling import Telling
from tallystick.vocabulary.loader import load

UNIT = 1_000_000
"""Gains are whole millionths, so that their sums do not depend on the order in which they are added."""
_TIES = 1_000


@frozen
class Pair:
    """Two tellings (``one`` the lower id) and by how many millionths their evidence is above the threshold.

    The last three digits come from the ids alone: evidence of few kinds would else make many pairs equal, and which of
    them is taken first would depend on what else is there.
    """

    one: str
    other: str
    gain: int


def pair(one: Telling, other: Telling) -> Pair | None:
    """The pair where its evidence reaches the threshold; None otherwise, and for two tellings of one report."""
    if one.document == other.document:
        return None
    first, second = (one, other) if one.id < other.id else (other, one)
    least = float(load("linking")["threshold"])
    total = strength(first, second, least)
    if total is None:
        return None
    lot = crc32(f"{first.id} {second.id}".encode()) % _TIES
    return Pair(first.id, second.id, round((total - least) * UNIT / _TIES) * _TIES + lot)


def pairs(tellings: Iterable[Telling]) -> Iterator[Pair]:
    """All pairs among ``tellings``, whatever their order."""
    files = Files()
    for telling in tellings:
        for other in files.near(telling):
            found = pair(telling, other)
            if found is not None:
                yield found
        files.file(telling)
