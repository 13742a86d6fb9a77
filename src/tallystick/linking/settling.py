"""What new tellings change among all that stands, found without a look at what is far from them.

Take some tellings out of what stands, whole clusters of it, and add new ones: the inside. Beside it are the clusters to
which pairs of no negative gain lead. Cluster the inside together with those beside it, as if nothing else were there.
A cluster beside it that does not come out whole belongs to the inside, and the search goes on from there. One that
comes out whole, but joined to something, is taken in: its pairs with all that is seen count too, and where something
that is not seen may come in between its parts (``cohesion.exposed``), that is looked at. Where nothing more is touched,
clustering everything at once would give just this, and the rest as it was.

Why this holds: clusters are brought together from the nearest on. A cluster that stands was made of its own tellings
alone, and nothing outside ever came nearer to a part of it than its other parts did. That it comes out as it was beside
the inside says that no part of the inside comes nearer either. Where all pairs between two clusters have negative
gains, so has their mean, and whatever the one takes up beside brings the other no nearer to it. (Gains are made never
to be equal, see ``graph.Pair``.)

What is not seen has negative gains to the inside. To a part A of a cluster that stands it had a lower mean gain than
the gain a by which A was joined to its other parts, or, while both stood, than any gain at which something else was
brought together. Let A be taken up in a part P, which is joined to others at the gain g. What is not seen then has a
mean gain to P of less than the sum of |A| max(a, g) over all such A in P, divided by |P|. Where this is no more than g,
it comes in between nowhere. Else it takes a pair of at least the gain g |P| / n with one of the n tellings of P that
stood before: to whatever such a pair leads is looked at too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import inf
from typing import Protocol

from attrs import frozen

from tallystick.linking.clustering import Joint, clustered
from tallystick.linking.cohesion import Part, exposed, parts
from tallystick.linking.graph import Pair


@frozen
class Standing:
    """A telling as it stands: the incident in which a person placed it, and the one where it is now."""

    incident: str | None
    home: str | None


@frozen
class Surroundings:
    """Some tellings, those of all incidents beside them to which a pair or a person's placing leads, and the pairs.

    Of the pairs only those of no negative gain need to lead; those between two of the incidents beside, which stand
    apart already, are left out, but for what is taken in. So are incidents of which it is known that they stay as they
    are.
    """

    nodes: Mapping[str, Standing]
    pairs: Iterable[Pair]
    """Can be gone through more than once."""
    whole: Mapping[str, str]
    """The home of each telling of the incidents of which it is known that they come out whole (``cohesion.outlook``).

    The pairs within them are left out; nothing is taken in of them."""


@frozen
class Settled:
    """The clusters of the inside, and the pairs of which those within them count."""

    clusters: tuple[frozenset[str], ...]
    pairs: Iterable[Pair]
    joints: Iterable[Joint] = ()
    """How all that was seen came together, but for what was known to stay whole."""


class Look(Protocol):
    """Gives the surroundings of the tellings ``within``, to which pairs of no negative gain lead.

    The pairs of the tellings ``taken`` with all that is seen count too. From some of these, pairs of the gains
    ``least`` and of higher ones lead to what is looked at as well.
    """

    def __call__(  # noqa: D102
        self, within: Collection[str], taken: Collection[str], least: Mapping[str, float]
    ) -> Surroundings: ...


def settle(inside: Iterable[str], look: Look) -> Settled:
    """What becomes of the tellings ``inside``, and of those that must be looked at anew because of them.

    ``inside`` holds new tellings, and all that are left of incidents from which some were taken.
    """
    within, taken, least = set(inside), set[str](), dict[str, float]()
    while True:
        seen = look(within, taken, least)
        came = clustered(seen.nodes, seen.pairs, seen.whole)
        at = {name: cluster for cluster in came.clusters for name in cluster}
        beside = _homes({name: node for name, node in seen.nodes.items() if name not in within})
        broken = {cluster for cluster in beside if not cluster <= at[min(cluster)]}
        joined = {cluster for cluster in beside - broken if cluster != at[min(cluster)]}
        if broken:
            within = within.union(*broken)
            taken -= within
        elif new := set[str]().union(*joined) - taken:
            taken |= new
        elif more := _lower(least, _exposed(joined, seen, at, came.joints)):
            least |= more
        else:
            changed = tuple(cluster for cluster in came.clusters if not cluster.isdisjoint(within))
            return Settled(changed, _inner(seen.pairs, changed), came.joints)


def _lower(least: Mapping[str, float], asked: Mapping[str, float]) -> dict[str, float]:
    """What is ``asked`` that ``least`` does not give yet."""
    return {name: gain for name, gain in asked.items() if gain < least.get(name, inf)}


def _exposed(
    joined: Collection[frozenset[str]],
    seen: Surroundings,
    found: Mapping[str, frozenset[str]],
    joints: Iterable[Joint],
) -> dict[str, float]:
    """The tellings of incidents ``joined`` by others between which something not seen may come, and by which gain.

    ``found`` is the cluster in which each telling is.
    """
    if not joined:
        return {}
    nodes = {name: seen.nodes[name] for cluster in joined for name in cluster}
    before = _parts(joined, clustered(nodes, _inner(seen.pairs, joined)).joints)
    now = _parts({found[min(cluster)] for cluster in joined}, joints)
    return exposed(before, (part for made in now.values() for part in made))


def _parts(found: Iterable[frozenset[str]], joints: Iterable[Joint]) -> dict[frozenset[str], tuple[Part, ...]]:
    """The parts of which each of the clusters ``found`` was made."""
    homes = {name: cluster for cluster in found for name in cluster}
    made: dict[frozenset[str], list[Joint]] = {cluster: [] for cluster in homes.values()}
    for joint in joints:
        if joint.name in homes:
            made[homes[joint.name]].append(joint)
    return {cluster: parts(cluster, told) for cluster, told in made.items()}


def _homes(nodes: Mapping[str, Standing]) -> set[frozenset[str]]:
    homes: dict[str | None, set[str]] = {}
    for name, node in nodes.items():
        homes.setdefault(node.home, set()).add(name)
    return {frozenset(names) for names in homes.values()}


def _inner(pairs: Iterable[Pair], found: Iterable[frozenset[str]]) -> tuple[Pair, ...]:
    """The pairs within each of the clusters ``found``."""
    homes = {name: number for number, cluster in enumerate(found) for name in cluster}
    return tuple(pair for pair in pairs if pair.one in homes and homes[pair.one] == homes.get(pair.other))
