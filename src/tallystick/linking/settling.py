"""What new tellings change among all that stands, found without a look at what is far from them.

Take some tellings out of what stands, whole clusters of it, and add new ones: the inside. Beside it are the clusters to
which pairs of no negative gain lead. Cluster the inside together with those beside it, as if nothing else were there.
Where every cluster beside it comes out as it was, nothing that the inside does reaches beyond, and clustering
everything at once would give just this and the rest as it was. Where one does not, it belongs to the inside, and the
search goes on from there.

Why this holds: clusters are brought together from the nearest on. A cluster that stands was made of its own tellings
alone, and nothing outside ever came nearer to a part of it than its other parts did. That it comes out as it was beside
the inside says that no part of the inside comes nearer either. Where all pairs between two clusters have negative
gains, so has their mean, and whatever the one takes up beside brings the other no nearer to it. (Gains are made never
to be equal, see ``graph.Pair``.)
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
    """Some tellings, those of all incidents beside them to which a pair or a person's placing leads, and the pairs.

    Of the pairs only those of no negative gain need to lead; those between two of the incidents beside, which stand
    apart already, are left out.
    """

    nodes: Mapping[str, Standing]
    pairs: Iterable[Pair]
    """Can be gone through more than once."""


@frozen
class Settled:
    """The clusters of the inside, and the pairs of which those within them count."""

    clusters: tuple[frozenset[str], ...]
    pairs: Iterable[Pair]


def settle(inside: Iterable[str], look: Callable[[Collection[str]], Surroundings]) -> Settled:
    """What becomes of the tellings ``inside``, and of those that must be looked at anew because of them.

    ``inside`` holds new tellings, and all that are left of incidents from which some were taken; ``look`` gives the
    surroundings of some tellings.
    """
    within = set(inside)
    while True:
        seen = look(within)
        found = clusters(seen.nodes, seen.pairs)
        beside = _homes({name: node for name, node in seen.nodes.items() if name not in within})
        broken = beside - set(found)
        if not broken:
            changed = tuple(cluster for cluster in found if not cluster.isdisjoint(within))
            return Settled(changed, _inner(seen.pairs, changed))
        within = within.union(*broken)


def _homes(nodes: Mapping[str, Standing]) -> set[frozenset[str]]:
    homes: dict[str | None, set[str]] = {}
    for name, node in nodes.items():
        homes.setdefault(node.home, set()).add(name)
    return {frozenset(names) for names in homes.values()}


def _inner(pairs: Iterable[Pair], found: Iterable[frozenset[str]]) -> tuple[Pair, ...]:
    """The pairs within each of the clusters ``found``."""
    homes = {name: number for number, cluster in enumerate(found) for name in cluster}
    return tuple(pair for pair in pairs if pair.one in homes and homes[pair.one] == homes.get(pair.other))
