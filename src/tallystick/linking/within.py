"""Within one report: which of its claims tell of the same incident, and which incident the report is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tallystick.linking.comparing import affinity
from tallystick.linking.findings import far_apart
from tallystick.linking.prominence import UNREAL, principal
from tallystick.linking.telling import Telling, build, outline, tells_another
from tallystick.linking.wording import Wording, says
from tallystick.record import Claim, Report
from tallystick.vocabulary.loader import load

CLOSE = 400
"""Characters within which two claims stand together."""


def tellings(
    report: Report, *, rejected: Collection[str] = (), placed: Mapping[str, str] | None = None
) -> list[Telling]:
    """The tellings of ``report``, the principal one marked; claims that were ``rejected`` stand in none.

    ``placed`` gives the incident of each claim that a person placed: such claims of one incident are one telling.
    """
    places, by_person, groups = placed or {}, dict[str, list[Claim]](), _Groups(report)
    for claim in sorted(report.claims, key=lambda c: (c.text.start, c.id)):
        if claim.id in rejected:
            continue
        if claim.id in places:
            by_person.setdefault(places[claim.id], []).append(claim)
        else:
            groups.join(claim)
    told = [(incident, group) for incident, group in by_person.items()] + [(None, group) for group in groups.claims]
    told.sort(key=lambda t: (t[1][0].text.start, t[1][0].id))
    chosen = principal(report, [group for _, group in told])
    wording = Wording(report)
    return [build(report, group, n == chosen, incident, wording) for n, (incident, group) in enumerate(told)]


def together(report: Report) -> list[list[Claim]]:
    """The claims of ``report`` in groups that tell of one incident each."""
    groups = _Groups(report)
    for claim in sorted(report.claims, key=lambda c: (c.text.start, c.id)):
        groups.join(claim)
    return groups.claims


class _Groups:
    """The claims of one report in groups, each with what it says together."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.claims: list[list[Claim]] = []
        self.told: list[Telling] = []

    def join(self, claim: Claim) -> None:
        """Puts the claim to the group that it fits best, or begins one."""
        own = outline(self.report, [claim])
        fits = [self._fit(n, claim, own) for n in range(len(self.claims))]
        best = max(range(len(fits)), key=lambda n: (fits[n], -n), default=0)
        if fits and fits[best] >= float(load("linking_weights")["within_report"]["threshold"]):
            self.claims[best].append(claim)
            self.told[best] = outline(self.report, self.claims[best])
        else:
            self.claims.append([claim])
            self.told.append(own)

    def _fit(self, number: int, claim: Claim, own: Telling) -> float:
        """How well ``claim`` fits the group; minus infinity where it cannot."""
        group, told = self.claims[number], self.told[number]
        if own.alone or told.alone or tells_another(claim) or far_apart(told.hours, own.hours):
            return float("-inf")
        if (claim.status in UNREAL) != (group[0].status in UNREAL):
            return float("-inf")
        weigh = load("linking_weights")["within_report"]["weights"]
        near = min(abs(claim.text.start - c.text.end) for c in group) <= CLOSE
        back = near and says("refers_back", claim.text.exact) and any(is_violent(c.event) for c in group)
        return affinity(told, own) + near * float(weigh["close-in-text"]) + back * float(weigh["refers-back"])


def is_violent(event: str) -> bool:
    """Whether an event of this type is an act of violence."""
    return event in load("linking")["violent"]
