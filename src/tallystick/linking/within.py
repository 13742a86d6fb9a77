"""Within one report: which of its claims tell of the same incident, and which incident the report is about."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.linking.comparing import compare, piece, score
from tallystick.linking.telling import Telling, build, content_words
from tallystick.record import Claim, Report
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.loader import load

CLOSE = 400
"""Characters within which two claims stand together."""
UNREAL = {"planned", "threatened", "predicted"}


def tellings(report: Report, claims: Sequence[Claim]) -> list[Telling]:
    """The tellings of ``report`` made of ``claims`` (those that were not rejected), the principal one marked."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (c.text.start, c.id)):
        best = max(((fit(report, g, claim), -n) for n, g in enumerate(groups)), default=(float("-inf"), 0))
        if best[0] >= float(load("linking")["within_report"]):
            groups[-best[1]].append(claim)
        else:
            groups.append([claim])
    chosen = principal(report, groups)
    return [build(report, group, n == chosen) for n, group in enumerate(groups)]


def fit(report: Report, group: Sequence[Claim], claim: Claim) -> float:
    """How well ``claim`` fits the group of claims of its own report; minus infinity where it cannot."""
    alone = set(load("linking")["alone"])
    if claim.event in alone or group[0].event in alone or _another(claim):
        return float("-inf")
    if (claim.status in UNREAL) != (group[0].status in UNREAL):
        return float("-inf")
    evidence = compare(build(report, group, False), build(report, [claim], False))
    total = score([e for e in evidence if not e.feature.startswith("words-")])
    near = min(abs(claim.text.start - c.text.end) for c in group) <= CLOSE
    return total + (piece("close-in-text", "they stand together").weight if near else 0.0)


def _another(claim: Claim) -> bool:
    """Whether it tells of a further incident ("another 3 died in ...") and not more of the same ("many more")."""
    return any(f.scope == "additional" and f.modality == "asserted" and f.value is not None for f in claim.figures)


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
