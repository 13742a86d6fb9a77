"""Reports to incidents: the same incidents whatever the order in which the reports came, and each keeps its id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from tallystick.linking.clustering import clusters
from tallystick.linking.graph import Pair, Pairs, pairs
from tallystick.linking.incidents import incident
from tallystick.linking.naming import Part, name
from tallystick.linking.settling import Settled
from tallystick.linking.telling import Telling
from tallystick.linking.within import tellings
from tallystick.record import Incident, Membership, Report


@frozen
class LinkResult:
    """What linking gave.

    ``new`` are the ids of incidents that were not there before, ``changed`` those of earlier ones that hold other
    claims than before; ``redirects`` says for each incident that went up in another where it leads.
    """

    incidents: tuple[Incident, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    redirects: dict[str, str]


def link(
    reports: Iterable[Report],
    previous: Sequence[Incident] = (),
    *,
    rejected: Collection[str] = frozenset(),
    placed: Mapping[str, str] | None = None,
    next_id: Callable[[], str],
) -> LinkResult:
    """The incidents that ``reports`` tell.

    Args:
        reports: all reports, in any order.
        previous: the incidents as they stand; they keep their ids.
        rejected: ids of claims that a person rejected; they join nothing.
        placed: the incident of each claim that a person placed; without it, of those marked so in ``previous``.
        next_id: gives a new permanent incident id at each call.
    """
    homes = {m.claim: i.id for i in previous for m in i.members}
    by_person = {m.claim: i.id for i in previous for m in i.members if m.decided_by} if placed is None else placed
    told = [t for report in reports for t in tellings(report, rejected=rejected, placed=by_person)]
    everything = {t.id: t for t in sorted(told, key=lambda t: t.id)}
    found = Pairs.of(pairs(everything.values()))
    settled = Settled(tuple(clusters(everything, found)), found)
    result = regroup(settled, everything, homes, fresh=everything, next_id=next_id)
    return evolve(result, incidents=_with_authors(result.incidents, previous))


def _with_authors(incidents: Iterable[Incident], previous: Iterable[Incident]) -> tuple[Incident, ...]:
    """Claims that a person placed keep their memberships."""
    decided = {(i.id, m.claim): m for i in previous for m in i.members if m.decided_by}

    def kept(incident: Incident) -> tuple[Membership, ...]:
        return tuple(decided.get((incident.id, m.claim), m) for m in incident.members)

    return tuple(evolve(i, members=kept(i)) for i in incidents)


def regroup(
    settled: Settled,
    told: Mapping[str, Telling],
    homes: Mapping[str, str],
    *,
    fresh: Collection[str],
    next_id: Callable[[], str],
) -> LinkResult:
    """The incidents of some clusters, named after those where their claims stood.

    Args:
        settled: the clusters, and the pairs within them.
        told: the tellings by their ids.
        homes: the incident in which each claim stood until now.
        fresh: ids of the tellings that were not there before, or have changed.
        next_id: gives a new permanent incident id at each call.

    Only incidents that hold other claims than before, or a fresh telling, are given back.
    """
    parts = [_part([told[n] for n in sorted(members)]) for members in settled.clusters]
    named, before, links = name(parts, homes, next_id), _claims(homes), _by_cluster(settled)
    made = [
        incident(identity, [told[n] for n in sorted(members)], links.get(min(members), ()))
        for identity, part, members in zip(named.ids, parts, settled.clusters, strict=True)
        if set(part.claims) != before.get(identity) or not members.isdisjoint(fresh)
    ]
    made.sort(key=lambda i: (len(i.id), i.id))
    new = tuple(i.id for i in made if i.id in named.new)
    changed = tuple(i.id for i in made if i.id in before and set(i.claims) != before[i.id])
    return LinkResult(tuple(made), new, changed, named.redirects)


def _by_cluster(settled: Settled) -> dict[str, list[Pair]]:
    """The pairs within each cluster, by its lowest id."""
    homes = {n: min(members) for members in settled.clusters if len(members) > 1 for n in members}
    links: dict[str, list[Pair]] = {}
    for link in settled.pairs:
        if link.one in homes and homes[link.one] == homes.get(link.other):
            links.setdefault(homes[link.one], []).append(link)
    return links


def _part(members: Sequence[Telling]) -> Part:
    claims = tuple(claim for telling in members for claim in telling.claims)
    return Part(claims, next((t.incident for t in members if t.incident is not None), None))


def _claims(homes: Mapping[str, str]) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for claim, home in homes.items():
        held.setdefault(home, set()).add(claim)
    return held
