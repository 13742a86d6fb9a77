"""What settling sees of a casebook: each telling is read once, and each pair worked out once, however often it looks.

A pair comes of two tellings alone, so that none is kept. Little must be known of what is beside some tellings: only
incidents to which a pair of no negative gain leads can come together with them, and of each of those the pairs that
lead to it. Only of those that may not stay whole the rest is read, and the pairs within it are worked out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from math import inf
from typing import TYPE_CHECKING

from attrs import frozen

from tallystick.casebook.batching import batches
from tallystick.linking import (
    Joint,
    Pair,
    Pairs,
    Standing,
    Surroundings,
    Telling,
    lookups,
    outlook,
    pair,
    pairs,
)

if TYPE_CHECKING:
    from tallystick.casebook.neighbourhood import Neighbourhood, Stand

_AT_ONCE = 100
"""Tellings of which the neighbours are looked up at one time."""
_MOST = 20_000
"""Neighbours that are held in memory for the next look."""


@frozen
class _Both:
    one: Iterable[Pair]
    other: Iterable[Pair]

    def __iter__(self) -> Iterator[Pair]:
        yield from self.one
        yield from self.other


class Sight:
    """The tellings of a casebook around some; of no use any more once they change."""

    def __init__(self, book: Neighbourhood, fresh: Mapping[str, Telling], numbers: Mapping[str, int]) -> None:
        """``fresh`` are tellings that were just filed, ``numbers`` those under which they are kept."""
        self.told = dict(fresh)
        """Those that were read of what was seen, by their names."""
        self.nodes = {name: Standing(t.incident, t.incident) for name, t in fresh.items()}
        self.numbers = dict(numbers)
        self.stands: dict[str, Stand] = {}
        """How those of the incidents beside stood."""
        self._book = book
        self._looked, self._looked_numbers = set[str](), set[int]()
        self._reached = set[str]()
        """Incidents to which pairs lead."""
        self._held: dict[str, list[Stand]] = {}
        """What stands in each of the incidents beside."""
        self._opened: dict[str, str] = {}
        """The incident of each telling of which the pairs within that incident are found."""
        self._read: dict[int, tuple[Telling, Standing]] = {}
        self._askers: dict[int, list[Telling]] = {}
        """For each telling whose incident is not beside yet, those at which it looked that are near it."""
        self._near: dict[str, set[int]] = {}
        """The numbers of what is near each of those taken in."""
        self._others = False
        """True where more is kept than those at which it looked at first."""
        self._led: dict[str, float] = {}
        """The gain from which on the pairs of each of those are known to lead to what is seen."""
        self._pairs = Pairs()

    def look(self, within: Collection[str], taken: Collection[str], least: Mapping[str, float]) -> Surroundings:
        """The surroundings (``settling.Look``)."""
        self._enter(sorted(set(within) - self._looked))
        self._lead(least)
        own = {home for name in self._looked if (home := self.nodes[name].home) is not None}
        self._approach(own | self._reached)
        self._open(own | {home for name in taken if (home := self.nodes[name].home) is not None})
        across = Pairs.of(self._across(sorted(taken)))
        found: Iterable[Pair] = _Both(self._pairs, across)
        whole, apart = self._outlook(found)
        seen = self._looked.union(s.name for home, held in self._held.items() if home not in apart for s in held)
        if apart:
            found = Pairs.of(pair for pair in found if pair.one in seen and pair.other in seen)
        return Surroundings({name: self.nodes[name] for name in seen}, found, whole)

    def _enter(self, names: list[str]) -> None:
        """Finds all pairs that lead from the tellings ``names``."""
        self._take(self._book.numbers([name for name in names if name not in self.told]))
        self._looked.update(names)
        self._looked_numbers.update(self.numbers[name] for name in names)
        told, inner = [self.told[name] for name in names], self._opened
        self._pairs.take(p for p in pairs(told) if p.one not in inner or inner[p.one] != inner.get(p.other))
        self._others = self._others or self._book.holds_others(len(self._looked))
        if self._others:
            for some in batches(told, _AT_ONCE):
                self._pairs.take(self._outward(some))

    def _outward(self, told: list[Telling]) -> Iterator[Pair]:
        """The pairs of tellings with those beside them that were taken in; notes to which incidents others lead."""
        near = self._book.near({telling.id: _sought(telling) for telling in told})
        others = self._find(set[int]().union(*near.values()) - self._looked_numbers)
        for telling in told:
            for number in near[telling.id] & others.keys():
                other, standing = others[number]
                if standing.home in self._held:
                    yield from _made(telling, other)
                    continue
                self._askers.setdefault(number, []).append(telling)
                if standing.home is not None and standing.home not in self._reached:
                    made = pair(telling, other, 0)
                    self._reached.update([standing.home] if made is not None and made.gain >= 0 else [])

    def _lead(self, least: Mapping[str, float]) -> None:
        """Notes the incidents to which pairs of the gains ``least`` lead from tellings that were taken in."""
        for name, gain in least.items():
            if gain >= self._led.get(name, inf):
                continue
            self._led[name] = gain
            for other, standing in self._find(self._near[name] - self._looked_numbers).values():
                if standing.home is not None and not (standing.home in self._held or standing.home in self._reached):
                    made = pair(self.told[name], other, gain)
                    self._reached.update([standing.home] if made is not None and made.gain >= gain else [])

    def _approach(self, incidents: Set[str]) -> None:
        """Finds what stands in ``incidents``, and the pairs that lead there."""
        new = incidents - self._held.keys()
        self._held |= {home: [] for home in new}
        asked = list[int]()
        for stand in self._book.standing_in(new):
            self._held[stand.home].append(stand)
            self.stands[stand.name], self.numbers[stand.name] = stand, stand.number
            if stand.number not in self._looked_numbers:
                self.nodes[stand.name] = Standing(stand.home if stand.placed else None, stand.home)
                asked += [stand.number] if stand.number in self._askers else []
        for number, (one, _) in self._find(asked).items():
            self._pairs.take(made for asker in self._askers.pop(number) for made in _made(asker, one))

    def _open(self, incidents: Collection[str]) -> None:
        """Reads all of ``incidents``, and works out the pairs within each."""
        new = [[s for s in self._held[home] if s.number not in self._looked_numbers] for home in sorted(incidents)]
        new = [held for held in new if held and held[0].name not in self._opened]
        self._take([stand.number for held in new for stand in held])
        for held in new:
            self._opened |= {stand.name: stand.home for stand in held}
            self._pairs.take(pairs(self.told[stand.name] for stand in held) if len(held) > 1 else ())

    def _across(self, taken: Collection[str]) -> Iterator[Pair]:
        """The pairs of tellings that were taken in with those of other incidents beside the inside."""
        new = [self.told[name] for name in taken if name not in self._near]
        for some in batches(new, _AT_ONCE):
            self._near |= self._book.near({telling.id: _sought(telling) for telling in some})
        beside = {stand.number for held in self._held.values() for stand in held} - self._looked_numbers
        others = self._find(set[int]().union(*(self._near[name] for name in taken)) & beside)
        among = set(taken)
        for name in taken:
            for number in self._near[name] & others.keys():
                other, standing = others[number]
                if standing.home != self.nodes[name].home and (other.id not in among or name < other.id):
                    yield from _made(self.told[name], other)

    def _outlook(self, found: Iterable[Pair]) -> tuple[dict[str, str], frozenset[str]]:
        """The home of each telling of those incidents beside that stay whole, and those that stay as they are.

        Those that may come apart are opened.
        """
        shut = {home: held for home, held in self._held.items() if held and held[0].name not in self._opened}
        shut = {home: held for home, held in shut.items() if self._looked_numbers.isdisjoint(s.number for s in held)}
        if not shut:
            return {}, frozenset()
        told = outlook({home: _joints(held) for home, held in shut.items()}, found)
        self._open(told.loose)
        whole = shut.keys() - told.loose - told.apart
        return {stand.name: home for home in whole for stand in shut[home]}, told.apart

    def _take(self, numbers: Collection[int]) -> None:
        """Notes some tellings as read."""
        for number, (telling, standing) in self._find(numbers).items():
            self.told[telling.id], self.nodes[telling.id] = telling, standing
            self.numbers[telling.id] = number

    def _find(self, numbers: Collection[int]) -> dict[int, tuple[Telling, Standing]]:
        if len(self._read) > _MOST:
            self._read.clear()
        for row in self._book.numbered([number for number in numbers if number not in self._read]):
            telling = Telling.of_plain(row.data)
            self._read[row.number] = telling, Standing(row.home if row.placed else None, row.home)
        return {number: self._read[number] for number in numbers}


def _joints(held: list[Stand]) -> dict[str, Joint | None]:
    """How the tellings of an incident came together, as far as that is kept."""
    names = {stand.number: stand.name for stand in held}
    return {
        s.name: None if s.joins is None or s.gain is None else Joint(s.name, names.get(s.joins, ""), s.gain)
        for s in held
    }


def _made(one: Telling, other: Telling) -> Iterator[Pair]:
    found = pair(one, other)
    if found is not None:
        yield found


def _sought(telling: Telling) -> tuple[set[str], set[str]]:
    looks = lookups(telling)
    return {look.key for look in looks if look.whole}, {look.key for look in looks if not look.whole}
