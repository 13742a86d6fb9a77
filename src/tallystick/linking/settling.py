"""What new tellings change among all that stands, found without a look at what is far from them.

Take some tellings out of what stands, whole clusters of it, and add new ones: the inside. Beside it are the clusters to
which pairs lead. Cluster the inside together with those beside it, as if nothing else were there. Where every cluster
beside it comes out as it was, nothing that the inside does reaches beyond, and clustering everything at once would give
just this and the rest as it was. Where one does not, it belongs to the inside, and the search goes on from there.

Why this holds: clusters are brought together from the nearest on. A cluster that stands was made of its own tellings
alone, and nothing outside ever came nearer to a part of it than its other parts did. That it comes out as it was beside
the inside says that no part of the inside comes nearer either. (Gains are made never to be equal, see ``graph.Pair``.)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from attrs import frozen

from tallystick.linking.clustering import clusters
from tallystick.linking.graph import Pair


@frozen
class Standing:
    """A telling as it stands: its report, the incident in which a person placed it, and the one where it is now."""

    document: str
    incident: str | None
    home: str | None


@frozen
class Surroundings:
    """Some tellings, those of all incidents beside them to which a pair or a person's placing leads, and the pairs."""

    nodes: Mapping[str, Standing]
    pairs: Collection[Pair]


@frozen
class Settled:
    """The clusters of the inside, and the pairs within them."""

    clusters: tuple[frozenset[str], ...]
    pairs: tuple[Pair, ...]


def settle(inside: Iterable[str], look: Callable[[Collection[str]], Surroundings]) -> Settled:
    """What becomes of the tellings ``inside``, and of those that must be looked at anew because of them.

    ``inside`` holds new tellings, and all that are left of incidents from which some were taken; ``look`` gives the
    surroundings of some tellings.
    """
    within = set(inside)
    while True:
        seen = look(within)
        found = clusters(seen.nodes, _telling(seen, within))
        beside = _homes({name: node for name, node in seen.nodes.items() if name not in within})
        broken = beside - set(found)
        if not broken:
            return Settled(tuple(c for c in found if not c.isdisjoint(within)), _kept(seen.pairs, within))
        within = within.union(*broken)


def _telling(seen: Surroundings, within: Collection[str]) -> list[Pair]:
    """The pairs that could tell: not those between two clusters beside the inside, which stand apart already."""
    nodes = seen.nodes
    return [
        pair
        for pair in seen.pairs
        if pair.one in within or pair.other in within or nodes[pair.one].home == nodes[pair.other].home
    ]


def _homes(nodes: Mapping[str, Standing]) -> set[frozenset[str]]:
    homes: dict[str | None, set[str]] = {}
    for name, node in nodes.items():
        homes.setdefault(node.home, set()).add(name)
    return {frozenset(names) for names in homes.values()}


def _kept(pairs: Iterable[Pair], within: Collection[str]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if pair.one in within and pair.other in within)
