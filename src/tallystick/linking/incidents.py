"""From a cluster of tellings to an incident: its founder, what joined each of the others to it and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from tallystick.linking.comparing import compare, score
from tallystick.linking.graph import Pair
from tallystick.linking.summary import summarise
from tallystick.linking.telling import Telling
from tallystick.record import Evidence, Incident, Membership


def incident(name: str, tellings: Sequence[Telling], found: Iterable[Pair]) -> Incident:
    """The incident ``name`` told by ``tellings``; ``found`` are the pairs among them."""
    members = tuple(m for telling, partner in joined(tellings, found) for m in _memberships(telling, partner))
    summary = summarise(tellings)
    principal = sorted({t.document for t in tellings if t.principal})
    return Incident(name, summary.event, members, summary.time, summary.place, tuple(principal))


def joined(tellings: Sequence[Telling], found: Iterable[Pair]) -> Iterator[tuple[Telling, Telling | None]]:
    """The tellings in an order in which each is joined by an earlier one, the founder by none.

    The founder is what a person placed, else what a report is about, and of these the earliest; then comes, each time,
    the strongest pair that leads on from those that stand. What only a person's placing holds comes last, joined by the
    founder.
    """
    waiting = {t.id: t for t in sorted(tellings, key=_order)}
    founder, partners = next(iter(waiting.values())), _partners(found)
    reached = {founder.id: waiting.pop(founder.id)}
    yield founder, None
    while waiting:
        offers = [(-gain, a, b) for a in reached for b, gain in partners.get(a, {}).items() if b in waiting]
        _, by, new = min(offers, default=(0, founder.id, next(iter(waiting))))
        reached[new] = waiting.pop(new)
        yield reached[new], reached[by]


def _order(telling: Telling) -> tuple[object, ...]:
    first = telling.days[0].toordinal() if telling.days else 0
    return telling.incident is None, not telling.principal, telling.days is None, first, telling.id


def _partners(found: Iterable[Pair]) -> Mapping[str, dict[str, int]]:
    partners: dict[str, dict[str, int]] = {}
    for link in (pair for pair in found if pair.gain >= 0):
        partners.setdefault(link.one, {})[link.other] = link.gain
        partners.setdefault(link.other, {})[link.one] = link.gain
    return partners


def _memberships(telling: Telling, partner: Telling | None) -> list[Membership]:
    evidence = compare(partner, telling) if partner else ()
    total = round(score(evidence), 3) if evidence else 1.0
    first = Membership(telling.id, partner.id if partner else None, total, evidence)
    same = (Evidence("same-report", "told together in one report", 0.0),)
    return [first, *(evolve(first, claim=claim, joined_by=telling.id, evidence=same) for claim in telling.claims[1:])]
