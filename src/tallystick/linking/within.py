"""Within one report: which of its claims tell of the same incident, and which incident the report is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from tallystick.linking.comparing import affinity
from tallystick.linking.telling import Telling, build, content_words
from tallystick.record import Claim, Report
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.loader import load

CLOSE = 400
"""Characters within which two claims stand together."""
UNREAL = {"planned", "threatened", "predicted"}


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
    return [build(report, group, n == chosen, incident) for n, (incident, group) in enumerate(told)]


class _Groups:
    """The claims of one report in groups, each with what it says together."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.claims: list[list[Claim]] = []
        self.told: list[Telling] = []

    def join(self, claim: Claim) -> None:
        """Puts the claim to the group that it fits best, or begins one."""
        own = build(self.report, [claim], False)
        fits = [self._fit(n, claim, own) for n in range(len(self.claims))]
        best = max(range(len(fits)), key=lambda n: (fits[n], -n), default=0)
        if fits and fits[best] >= float(load("linking")["within_report"]["threshold"]):
            self.claims[best].append(claim)
            self.told[best] = build(self.report, self.claims[best], False)
        else:
            self.claims.append([claim])
            self.told.append(own)

    def _fit(self, number: int, claim: Claim, own: Telling) -> float:
        """How well ``claim`` fits the group; minus infinity where it cannot."""
        group, told = self.claims[number], self.told[number]
        if own.alone or told.alone or _another(claim) or (claim.status in UNREAL) != (group[0].status in UNREAL):
            return float("-inf")
        weigh = load("linking")["within_report"]["weights"]
        near = min(abs(claim.text.start - c.text.end) for c in group) <= CLOSE
        back = near and _refers_back(claim) and any(is_violent(c.event) for c in group)
        return affinity(told, own) + near * float(weigh["close-in-text"]) + back * float(weigh["refers-back"])


def _another(claim: Claim) -> bool:
    """Whether it tells of a further incident ("another 3 died in ...") and not more of the same ("many more")."""
    return any(f.scope == "additional" and f.modality == "asserted" and f.value is not None for f in claim.figures)


def _refers_back(claim: Claim) -> bool:
    """Whether its words speak of what was told before ("11 women were among the dead", "the killings took place")."""
    return any(pattern.search(claim.text.exact) for pattern in _back_references())


@cache
def _back_references() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in load("linking")["refers_back"])


def is_violent(event: str) -> bool:
    """Whether an event of this type is an act of violence."""
    return event in load("linking")["violent"]


def principal(report: Report, groups: Sequence[Sequence[Claim]]) -> int | None:
    """Index of the group that headline and lead are about: harm that happened, worded as the title, and told first."""
    ranked = [
        (_prominence(report, group), -n)
        for n, group in enumerate(groups)
        if group[0].event not in load("linking")["alone"]
    ]
    return -max(ranked)[1] if ranked else None


def _prominence(report: Report, group: Sequence[Claim]) -> float:
    title = content_words(report.document.title or "")
    words = set().union(*(content_words(c.text.exact) for c in group))
    shared = len(title & words) / len(title) if title else 0.0
    lead = 1.0 - min(c.text.start for c in group) / max(len(report.document.text), 1)
    harm = any(is_harm(c.event) for c in group)
    real = group[0].status not in UNREAL
    return 2.0 * shared + 1.5 * lead + 0.5 * harm + 0.3 * real + 0.3 * any(c.figures for c in group)
