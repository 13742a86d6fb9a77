"""How much of what people found right a reading gets right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import frozen

from tallystick.reading.embedded.review.reviewed import SLOTS, Reviewed, ReviewedReport
from tallystick.record import Claim, Figure, Span

_SAME = 0.5
"""Intersection over union of characters from which on a claim that was read is the reviewed one."""
CLAIMS, KEPT, STRAY, ALL = "claims", "kept rightly", "kept wrongly", "all"


@frozen
class Score:
    """One judgement on the reports held back: how many are right of how many, and its log loss (nats) for each of them.

    Of all together, the loss is for each claim. There is none where no words were to be found, and for claims kept
    rightly and wrongly, whose loss is that of the claims.
    """

    name: str
    of: int
    before: int
    after: int
    loss_before: float | None
    loss_after: float | None

    @property
    def worse(self) -> bool:
        """True where fewer are right than before, or the log loss is higher."""
        return self.after < self.before or (self.loss_after or 0.0) > (self.loss_before or 0.0)


@frozen
class Part:
    """Some of the reviewed reports."""

    reports: int
    accepted: int
    """Claims that were accepted or corrected."""
    rejected: int

    @classmethod
    def of(cls, reports: Sequence[ReviewedReport]) -> Part:
        """The counts of ``reports``."""
        kept = [one.kept for report in reports for one in report.claims]
        return cls(len(reports), kept.count(True), kept.count(False))


@frozen
class Compared:
    """How many things of each name there are to be right, and how many each of some readings got right.

    Slots are those of the claims that all the readings have: a claim won or lost counts as a claim, and no further.
    """

    of: Counter[str]
    right: tuple[Counter[str], ...]


def compared(report: ReviewedReport, *readings: Sequence[Claim]) -> Compared:
    """What each of ``readings`` of a report got right."""
    strays = _stray(report)
    found = [_found(report, read) for read in readings]
    everywhere = set.intersection(*(set(claims) for claims in found))
    common = [one for one in report.claims if one.claim.id in everywhere]
    of = Counter({CLAIMS: 0, KEPT: sum(one.kept for one in report.claims), STRAY: len(strays)})
    of[CLAIMS] = of[KEPT] + of[STRAY]
    of.update(slot for one in common for slot in _known(one))
    right = []
    for read, claims in zip(readings, found, strict=True):
        taken = {claim.id for claim in claims.values()}
        kept_wrongly = sum(_alike(one, [c for c in read if c.id not in taken]) is not None for one in strays)
        mine = Counter({CLAIMS: len(claims) + len(strays) - kept_wrongly, KEPT: len(claims), STRAY: kept_wrongly})
        mine.update(s for o in common for s in _known(o) if _is_right(s, o.claim, claims[o.claim.id]))
        right.append(mine)
    return Compared(of, tuple(right))


def _found(report: ReviewedReport, read: Sequence[Claim]) -> dict[str, Claim]:
    """What was read over the words of each kept claim, by the id of that claim."""
    pairs = ((one.claim.id, _alike(one, read)) for one in report.claims if one.kept)
    return {name: claim for name, claim in pairs if claim is not None}


def _stray(report: ReviewedReport) -> list[Reviewed]:
    """The rejected claims, but for those over the words of a kept one: these were rejected for their event."""
    kept = [one.claim.text for one in report.claims if one.kept]
    return [r for r in report.claims if not r.kept and all(_overlap(r.claim.text, k) < _SAME for k in kept)]


def _known(one: Reviewed) -> Iterable[str]:
    return (slot for slot, field in SLOTS.items() if field in one.known)


def _alike(one: Reviewed, read: Sequence[Claim]) -> Claim | None:
    """The claim that was read over the same words, best with the same event."""
    ranked = [(_overlap(one.claim.text, c.text), c.event == one.claim.event, c) for c in read]
    same = [entry for entry in ranked if entry[0] >= _SAME]
    return max(same, key=lambda entry: (entry[1], entry[0]))[2] if same else None


def _overlap(a: Span, b: Span) -> float:
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def _is_right(slot: str, wanted: Claim, found: Claim) -> bool:
    value: Callable[[Claim], Any] = _VALUES.get(slot, lambda claim: getattr(claim, SLOTS[slot]))
    mine, theirs = value(wanted), value(found)
    if slot not in _NAMED:
        return bool(mine == theirs)
    return any(_named_alike(a, b) for a in mine for b in theirs) if mine and theirs else not mine and not theirs


def _figure(figure: Figure) -> tuple[object, ...]:
    return figure.measure, figure.bound, figure.value, figure.upper


_VALUES: dict[str, Callable[[Claim], Any]] = {
    "source": lambda claim: [(claim.informant.source, claim.informant.text)] if claim.informant else [],
    "perpetrator": lambda claim: [(p.name, p.text) for p in claim.perpetrators],
    "victim": lambda claim: [(p.name, p.text) for p in claim.victims],
    "place": lambda claim: [(claim.place.name, claim.place.text)] if claim.place else [],
    "weapon": lambda claim: [(w.type, w.text) for w in claim.weapons],
    "time": lambda claim: claim.time.edtf if claim.time else None,
    "figure": lambda claim: {_figure(figure) for figure in claim.figures},
}
_NAMED = {"source", "perpetrator", "victim", "place", "weapon"}


def _named_alike(a: tuple[str, Span | None], b: tuple[str, Span | None]) -> bool:
    """The same words of the text, or a name all of whose words are in the other: "eastern Aleppo" and "Aleppo"."""
    mine, theirs = set(a[0].casefold().split()), set(b[0].casefold().split())
    return mine <= theirs or theirs <= mine or bool(a[1] and b[1] and a[1].overlaps(b[1]))
