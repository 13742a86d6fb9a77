"""What settling sees of a casebook: each telling is read once, and each pair worked out once, however often it looks.

A pair comes of two tellings alone, so that none is kept. Little must be known of what is beside some tellings: only
incidents to which a pair of no negative gain leads can come together with them, and of each of those the pairs within
it and the pairs that lead to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING

from tallystick.casebook.batching import batches
from tallystick.linking import Pair, Pairs, Standing, Surroundings, Telling, lookups, pair, pairs

if TYPE_CHECKING:
    from tallystick.casebook.neighbourhood import Neighbourhood

_AT_ONCE = 100
"""Tellings of which the neighbours are looked up at one time."""
_MOST = 20_000
"""Neighbours that are held in memory for the next look."""


class Sight:
    """The tellings of a casebook around some; of no use any more once they change."""

    def __init__(self, kept: Neighbourhood, fresh: Mapping[str, Telling], numbers: Mapping[str, int]) -> None:
        """``fresh`` are tellings that were just filed, ``numbers`` those under which they are kept."""
        self.told = dict(fresh)
        """Those that stand in what was seen, by their names."""
        self.nodes = {name: Standing(t.document, t.incident, t.incident) for name, t in fresh.items()}
        self._kept = kept
        self._numbers = dict(numbers)
        self._looked, self._looked_numbers = set[str](), set[int]()
        self._reached = set[str]()
        """Incidents to which pairs lead."""
        self._inner: dict[str, str] = {}
        """The incident of each telling of which the pairs within that incident are found."""
        self._held: dict[str, list[str]] = {}
        self._read: dict[int, tuple[Telling, Standing]] = {}
        self._askers: dict[int, list[Telling]] = {}
        """For each telling that was not taken in yet, those at which it looked that are near it."""
        self._pairs = Pairs()

    def look(self, names: Collection[str]) -> Surroundings:
        """The tellings ``names`` with those of all incidents beside them, and the pairs that can tell."""
        self._enter(sorted(set(names) - self._looked))
        own = {home for name in self._looked if (home := self.nodes[name].home) is not None}
        seen = self._looked.union(*self._beside(own | self._reached))
        return Surroundings({name: self.nodes[name] for name in seen}, self._pairs)

    def _enter(self, names: list[str]) -> None:
        """Finds all pairs that lead from the tellings ``names``."""
        self._take(self._kept.numbers([name for name in names if name not in self.nodes]))
        self._looked.update(names)
        self._looked_numbers.update(self._numbers[name] for name in names)
        told, inner = [self.told[name] for name in names], self._inner
        self._pairs.take(p for p in pairs(told) if p.one not in inner or inner[p.one] != inner.get(p.other))
        if self._kept.holds_others(len(self._looked)):
            for some in batches(told, _AT_ONCE):
                self._pairs.take(self._outward(some))

    def _outward(self, told: list[Telling]) -> Iterator[Pair]:
        """The pairs of tellings with those beside them that were taken in; notes to which incidents others lead."""
        near = self._kept.near({telling.id: _sought(telling) for telling in told})
        others = self._find(set[int]().union(*near.values()) - self._looked_numbers)
        for telling in told:
            for number in near[telling.id] & others.keys():
                other, standing = others[number]
                if standing.home in self._held:
                    yield from _made(telling, other)
                    continue
                self._askers.setdefault(number, []).append(telling)
                if standing.home is not None and standing.home not in self._reached:
                    made = pair(telling, other, leading=True)
                    self._reached.update([standing.home] if made is not None and made.gain >= 0 else [])

    def _beside(self, incidents: Set[str]) -> Iterable[list[str]]:
        """The tellings of each of ``incidents`` at which it did not look, the pairs within it found."""
        new = incidents - self._held.keys()
        self._held |= {home: [] for home in new}
        for name in self._take(self._kept.standing_in(new) - self._looked_numbers):
            home = self.nodes[name].home
            if home is not None:
                self._held[home].append(name)
                self._inner[name] = home
        for home in new:
            within = [self.told[name] for name in self._held[home]]
            self._pairs.take(pairs(within) if len(within) > 1 else ())
            for one in within:
                asking = self._askers.pop(self._numbers[one.id], ())
                self._pairs.take(made for asker in asking for made in _made(asker, one))
        return (self._held[home] for home in incidents)

    def _take(self, numbers: Collection[int]) -> list[str]:
        """Notes some tellings as seen; their names."""
        found = self._find(numbers)
        for number, (telling, standing) in found.items():
            self.told[telling.id], self.nodes[telling.id] = telling, standing
            self._numbers[telling.id] = number
        return [telling.id for telling, _ in found.values()]

    def _find(self, numbers: Collection[int]) -> dict[int, tuple[Telling, Standing]]:
        if len(self._read) > _MOST:
            self._read.clear()
        for row in self._kept.numbered([number for number in numbers if number not in self._read]):
            telling = Telling.of_plain(row.data)
            placed = row.home if row.placed else None
            self._read[row.number] = telling, Standing(telling.document, placed, row.home)
        return {number: self._read[number] for number in numbers}


def _made(one: Telling, other: Telling) -> Iterator[Pair]:
    found = pair(one, other)
    if found is not None:
        yield found


def _sought(telling: Telling) -> tuple[set[str], set[str]]:
    looks = lookups(telling)
    return {look.key for look in looks if look.whole}, {look.key for look in looks if not look.whole}
