"""Tellings to clusters, one for each incident, by average linkage: a function of their set, not of their order.

Clusters begin as single tellings, those that a person placed in one incident together. The two clusters whose pairs
have the highest mean gain are brought together, as long as that mean is not negative. A pair below the threshold counts
against it by as much as it is below, but by no more than ``against`` in the vocabulary: one report that has the place
or the number wrong does not outweigh all others. Two tellings that their report tells apart never
come together (``graph.NEVER``), nor two that a person placed in different incidents.

Bringing two clusters together never makes a third one nearer to them than it was to the nearer of the two. So what
becomes of some tellings depends only on what comes near them (``settling``), and two clusters that are each the other's
nearest can come together at once, whatever is nearer elsewhere: the end is the same, and nothing need be queued.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Protocol

from attrs import define, field, frozen

from tallystick.linking.graph import NEVER, UNIT, Pair
from tallystick.vocabulary.loader import load

APART = -(10**18)
"""What stands for ``NEVER`` in sums, and the least that a sum can be: more than any pairs could make good."""

_NOTHING = (1.0, -1, -1)
"""In place of the best offer, where there is none yet."""


class Node(Protocol):
    """What clustering must know of a telling: the incident in which a person placed it."""

    @property
    def incident(self) -> str | None: ...  # noqa: D102


@define
class _Cluster:
    """Tellings by their numbers, and where pairs lead from them: to which tellings, the sums of gains, and how many.

    There are millions of pairs: columns of numbers take a tenth of what objects would.
    """

    members: list[int]
    incident: str | None
    others: array[int] = field(factory=lambda: array("i"))
    totals: array[int] = field(factory=lambda: array("q"))
    counts: array[int] = field(factory=lambda: array("i"))
    summed: bool = True
    """False where pairs that are noted apart may lead to one telling."""

    def note(self, other: int, gain: int) -> None:
        """One more pair."""
        self.others.append(other)
        self.totals.append(gain)
        self.counts.append(1)


@frozen
class Joint:
    """The part of a cluster whose lowest telling is ``name`` was joined to the one whose lowest telling is ``to``.

    ``gain`` is the mean gain between the two, in millionths; infinite where a person placed both in one incident.
    """

    name: str
    to: str
    gain: float


@frozen
class Joints:
    """Joints by the million, in columns of numbers, each after those by which its parts came together."""

    names: Sequence[str]
    highs: array[int] = field(factory=lambda: array("i"))
    lows: array[int] = field(factory=lambda: array("i"))
    gains: array[float] = field(factory=lambda: array("d"))

    def note(self, low: int, high: int, gain: float) -> None:
        """One more."""
        self.lows.append(low)
        self.highs.append(high)
        self.gains.append(gain)

    def __iter__(self) -> Iterator[Joint]:
        for high, low, gain in zip(self.highs, self.lows, self.gains, strict=True):
            yield Joint(self.names[high], self.names[low], gain)


@frozen
class Clustering:
    """Clusters in the order of their lowest ids, and how they came together."""

    clusters: list[frozenset[str]]
    joints: Joints


def clustered(nodes: Mapping[str, Node], found: Iterable[Pair], whole: Mapping[str, str] | None = None) -> Clustering:
    """The tellings parted into clusters.

    Args:
        nodes: the tellings by their ids.
        found: all the pairs among them.
        whole: the cluster, by any name, of each telling that is known to come together with all of it first: how it
            does is not told again.
    """
    linkage = _Linkage(nodes, found, whole or {})
    linkage.run()
    parted = [
        frozenset(linkage.names[member] for member in cluster.members)
        for _, cluster in sorted(linkage.clusters.items())
    ]
    return Clustering(parted, linkage.joints)


def clusters(nodes: Mapping[str, Node], found: Iterable[Pair]) -> list[frozenset[str]]:
    """The clusters alone."""
    return clustered(nodes, found).clusters


def against() -> int:
    """By how many millionths a pair that is not there counts against bringing two clusters together."""
    return round(float(load("linking_weights")["against"]) * UNIT)


class _Linkage:
    """Clusters by the number of their first telling; ``home`` says where each telling is."""

    def __init__(self, nodes: Mapping[str, Node], found: Iterable[Pair], whole: Mapping[str, str]) -> None:
        self.against = against()
        self.names = sorted(nodes)
        self.clusters: dict[int, _Cluster] = {}
        self.home: list[int] = []
        self.joints = Joints(self.names)
        first: dict[str, int] = {}
        for number, name in enumerate(self.names):
            incident = nodes[name].incident
            group = whole.get(name, incident)
            self.home.append(number if group is None else first.setdefault(group, number))
            self._begin(number, incident, known=name in whole)
        numbers = {name: number for number, name in enumerate(self.names)}
        for link in found:
            self._note(numbers[link.one], numbers[link.other], APART if link.gain == NEVER else link.gain)

    def _begin(self, number: int, incident: str | None, *, known: bool) -> None:
        """One more telling, in a cluster of its own or in that of what is together with it from the beginning."""
        low = self.home[number]
        if low == number:
            self.clusters[number] = _Cluster([number], incident)
            return
        mine = self.clusters[low]
        mine.members.append(number)
        mine.incident, mine.summed = mine.incident or incident, False
        if not known:
            self.joints.note(low, number, inf)

    def _note(self, one: int, other: int, gain: int) -> None:
        if self.home[one] != self.home[other]:
            self.clusters[self.home[one]].note(other, gain)
            self.clusters[self.home[other]].note(one, gain)

    def run(self) -> None:
        """Brings together all that can be."""
        for start in list(self.clusters):
            chain = [start] if start in self.clusters else []
            while chain:
                self._step(chain)

    def _step(self, chain: list[int]) -> None:
        """Goes on to the nearest of the last in ``chain``, each nearer than the one before, or brings two together."""
        last = chain.pop()
        gain, low, high = self._nearest(last)
        if low < 0:
            return  # nothing will ever come near it
        nearest = high if last == low else low
        if not chain or chain[-1] != nearest:
            chain += [last, nearest]
            return
        chain.pop()
        self.joints.note(low, high, gain)
        self._merge(low, high)
        chain += [] if chain else [low]

    def _nearest(self, one: int) -> tuple[float, int, int]:
        """The highest mean gain, and the two clusters with it, of equal ones those of the lowest ids; or nothing."""
        mine, best = self._renewed(one), _NOTHING
        for other, total, count in zip(mine.others, mine.totals, mine.counts, strict=True):
            if total < 0:
                continue
            theirs = self.clusters[other]
            possible = len(mine.members) * len(theirs.members)
            mean = (total - self.against * (possible - count)) / possible
            if 0 <= mean >= -best[0] and (mine.incident is None or theirs.incident is None):
                best = min(best, (-mean, *((one, other) if one < other else (other, one))))
        return -best[0], best[1], best[2]

    def _renewed(self, one: int) -> _Cluster:
        """The cluster, its pairs summed up by the clusters where the other ends are by now."""
        mine = self.clusters[one]
        now = array("i", map(self.home.__getitem__, mine.others))
        if mine.summed and now == mine.others:
            return mine
        sums: dict[int, tuple[int, int]] = {}
        for other, total, count in zip(now, mine.totals, mine.counts, strict=True):
            if other != one:
                before = sums.get(other, (0, 0))
                sums[other] = max(before[0] + total, APART), before[1] + count
        mine.others, mine.summed = array("i", sums), True
        mine.totals = array("q", (total for total, _ in sums.values()))
        mine.counts = array("i", (count for _, count in sums.values()))
        return mine

    def _merge(self, low: int, high: int) -> None:
        keeper, leaver = self.clusters[low], self.clusters.pop(high)
        for member in leaver.members:
            self.home[member] = low
        keeper.members += leaver.members
        keeper.incident, keeper.summed = keeper.incident or leaver.incident, False
        keeper.others += leaver.others
        keeper.totals += leaver.totals
        keeper.counts += leaver.counts
