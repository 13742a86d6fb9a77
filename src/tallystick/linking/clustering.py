"""Tellings to clusters, one for each incident, by average linkage: a function of their set, not of their order.

Clusters begin as single tellings, those that a person placed in one incident together. The two clusters whose pairs
have the highest mean gain are brought together, as long as that mean is not negative. A pair below the threshold counts
against it by as much as it is below, but by no more than ``against`` in the vocabulary: one report that has the place
or the number wrong does not outweigh all others. Two tellings that their report tells apart never
come together (``graph.NEVER``), nor two that a person placed in different incidents.

Bringing two clusters together never makes a third one nearer to them than it was to the nearer of the two. So what
becomes of some tellings depends only on what comes near them (``settling``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush
from typing import Protocol

from attrs import define, field

from tallystick.linking.graph import NEVER, UNIT, Pair
from tallystick.vocabulary.loader import load

_APART = -(10**18)
"""What stands for ``NEVER`` in sums: more than any number of pairs could make good."""


class Node(Protocol):
    """What clustering must know of a telling: the incident in which a person placed it."""

    @property
    def incident(self) -> str | None: ...  # noqa: D102


@define
class _Cluster:
    """``toward`` holds, for each cluster with which it has pairs, the sum of their gains and their number."""

    members: list[str]
    incident: str | None
    toward: dict[str, tuple[int, int]] = field(factory=dict)


def clusters(nodes: Mapping[str, Node], found: Iterable[Pair]) -> list[frozenset[str]]:
    """The tellings parted into clusters, in the order of their lowest ids; ``found`` are all the pairs among them."""
    return sorted((frozenset(cluster.members) for cluster in _Linkage(nodes, found).run()), key=min)


class _Linkage:
    def __init__(self, nodes: Mapping[str, Node], found: Iterable[Pair]) -> None:
        self.against = round(float(load("linking_weights")["against"]) * UNIT)
        self.clusters: dict[str, _Cluster] = {}
        self.home: dict[str, str] = {}
        placed: dict[str, str] = {}
        for name in sorted(nodes):
            self._begin(name, nodes[name], placed)
        for link in found:
            self._note(self.home[link.one], self.home[link.other], _APART if link.gain == NEVER else link.gain)
        self.queue = [item for name in self.clusters for item in self._offers(name) if item[1] == name]
        heapify(self.queue)

    def _begin(self, name: str, node: Node, placed: dict[str, str]) -> None:
        home = name if node.incident is None else placed.setdefault(node.incident, name)
        cluster = self.clusters.setdefault(home, _Cluster([], node.incident))
        cluster.members.append(name)
        self.home[name] = home

    def _note(self, one: str, other: str, gain: int) -> None:
        if one != other:
            total, number = self.clusters[one].toward.get(other, (0, 0))
            # One pair of numbers for both sides: there are millions of them.
            self.clusters[one].toward[other] = self.clusters[other].toward[one] = (total + gain, number + 1)

    def _offers(self, name: str) -> Iterator[tuple[float, str, str, int]]:
        """What the cluster could be brought together with: (minus the mean gain, lower id, higher id, size)."""
        mine = self.clusters[name]
        for other, (total, number) in mine.toward.items():
            theirs = self.clusters[other]
            possible = len(mine.members) * len(theirs.members)
            mean = (total - self.against * (possible - number)) / possible
            if mean >= 0 and self._may_meet(mine, theirs):
                low, high = sorted((name, other))
                yield -mean, low, high, len(mine.members) + len(theirs.members)

    @staticmethod
    def _may_meet(one: _Cluster, other: _Cluster) -> bool:
        return one.incident is None or other.incident is None

    def run(self) -> Iterable[_Cluster]:
        while self.queue:
            _, low, high, size = heappop(self.queue)
            one, other = self.clusters.get(low), self.clusters.get(high)
            if one is None or other is None or len(one.members) + len(other.members) != size:
                continue
            self._merge(low, high)
            for offer in self._offers(low):
                heappush(self.queue, offer)
        return self.clusters.values()

    def _merge(self, low: str, high: str) -> None:
        keeper, leaver = self.clusters[low], self.clusters.pop(high)
        keeper.members += leaver.members
        keeper.incident = keeper.incident or leaver.incident
        keeper.toward.pop(high)
        for name, (total, number) in leaver.toward.items():
            if name != low:
                mine = keeper.toward.get(name, (0, 0))
                self.clusters[name].toward.pop(high)
                keeper.toward[name] = self.clusters[name].toward[low] = (mine[0] + total, mine[1] + number)
