"""Joins tellings to incidents, one report after the other: what stands is never renumbered or reshuffled.

Each telling is compared with the incidents that share a day with it; it joins the one with the highest mean score from
the threshold on, or founds a new one. What reports are about is placed first, for it says most; what they only mention
comes after. A claim that a person placed stays where it was put.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from attrs import evolve, field, frozen, mutable

from tallystick.linking.comparing import compare, score, window
from tallystick.linking.summary import summarise
from tallystick.linking.telling import Telling, build
from tallystick.linking.within import tellings
from tallystick.record import Claim, Evidence, Incident, Membership, Report
from tallystick.vocabulary.loader import load


@frozen
class LinkResult:
    """All incidents after linking, and the ids of those that are new or were given further claims."""

    incidents: tuple[Incident, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]


@mutable
class _Group:
    id: str
    tellings: list[Telling] = field(factory=list)
    members: list[Membership] = field(factory=list)


def link(
    reports: Iterable[Report],
    previous: Sequence[Incident] = (),
    *,
    rejected: frozenset[str] = frozenset(),
    next_id: Callable[[], str],
) -> LinkResult:
    """Bring the claims of ``reports`` that stand in no incident yet to the incidents.

    Args:
        reports: all reports of the casebook; those whose claims already stand in incidents give their context.
        previous: the incidents as they stand, persons' decisions applied; their claims are not moved.
        rejected: ids of claims that a person rejected; they join nothing.
        next_id: gives a new permanent incident id at each call.
    """
    linker = _Linker(list(reports), previous, rejected, next_id)
    return linker.run()


class _Linker:
    def __init__(
        self, reports: list[Report], previous: Sequence[Incident], rejected: frozenset[str], next_id: Callable[[], str]
    ) -> None:
        self.reports = sorted(reports, key=lambda r: (r.document.anchor or "", r.document.id))
        self.placed = {m.claim: i.id for i in previous for m in i.members}
        self.principals = {i.id: set(i.principal_of) for i in previous}
        self.groups = {i.id: _Group(i.id, members=list(i.members)) for i in previous}
        self.rejected, self.next_id = rejected, next_id
        self.by_day: dict[int, set[str]] = defaultdict(set)
        self.undated: set[str] = set()
        self.new: list[str] = []
        self.changed: set[str] = set()

    def run(self) -> LinkResult:
        fresh: list[Telling] = []
        for report in self.reports:
            self._restore(report)
            open_claims = [c for c in report.claims if c.id not in self.placed and c.id not in self.rejected]
            fresh += tellings(report, open_claims)
        for telling in sorted(fresh, key=lambda t: not t.principal):
            self._place(telling)
        incidents = tuple(self._incident(group) for group in self.groups.values() if group.tellings)
        return LinkResult(incidents, tuple(self.new), tuple(sorted(self.changed)))

    def _restore(self, report: Report) -> None:
        standing: dict[str, list[Claim]] = defaultdict(list)
        for claim in report.claims:
            if claim.id in self.placed and claim.id not in self.rejected:
                standing[self.placed[claim.id]].append(claim)
        for incident, claims in standing.items():
            principal = report.document.id in self.principals[incident]
            self._enter(self.groups[incident], build(report, claims, principal))

    def _enter(self, group: _Group, telling: Telling) -> None:
        group.tellings.append(telling)
        if telling.days is None:
            self.undated.add(group.id)
        else:
            for day in window(telling.days):
                self.by_day[day].add(group.id)

    def _place(self, telling: Telling) -> None:
        best, evidence, partner = self._best(telling)
        if best is None:
            best = _Group(self.next_id())
            self.groups[best.id] = best
            self.new.append(best.id)
        else:
            self.changed.add(best.id)
        best.members += _memberships(telling, partner, evidence)
        self._enter(best, telling)

    def _best(self, telling: Telling) -> tuple[_Group | None, tuple[Evidence, ...], Telling | None]:
        if telling.event in load("linking")["alone"]:
            return None, (), None
        threshold = float(load("linking")["threshold"])
        ranked: list[tuple[float, str]] = []
        for group_id in sorted(self._neighbours(telling)):
            members = [t for t in self.groups[group_id].tellings if t.document != telling.document]
            if members and len(members) == len(self.groups[group_id].tellings):
                ranked.append((sum(score(compare(t, telling)) for t in members) / len(members), group_id))
        top = max(ranked, key=lambda r: (r[0], r[1]), default=None)
        if top is None or top[0] < threshold:
            return None, (), None
        group = self.groups[top[1]]
        partner = max(group.tellings, key=lambda t: (score(compare(t, telling)), t.id))
        return group, compare(partner, telling), partner

    def _neighbours(self, telling: Telling) -> set[str]:
        if telling.days is None:
            return set(self.groups)
        return set(chain(self.undated, *(self.by_day[day] for day in window(telling.days))))

    def _incident(self, group: _Group) -> Incident:
        principal = {t.document for t in group.tellings if t.principal}
        summary = summarise(group.tellings)
        return Incident(
            group.id, summary.event, tuple(group.members), summary.time, summary.place, tuple(sorted(principal))
        )


def _memberships(telling: Telling, partner: Telling | None, evidence: tuple[Evidence, ...]) -> list[Membership]:
    joined_by = partner.id if partner else None
    total = round(score(evidence), 3) if evidence else 1.0
    first = Membership(telling.id, joined_by, total, evidence)
    same = (Evidence("same-report", "told together in one report", 0.0),)
    return [first, *(evolve(first, claim=c.id, joined_by=telling.id, evidence=same) for c in telling.claims[1:])]
