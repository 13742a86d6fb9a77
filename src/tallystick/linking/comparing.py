"""The evidence that two tellings are of one incident: each piece is named, worded and weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from tallystick.linking import findings
from tallystick.linking.findings import Finding
from tallystick.linking.telling import SHARED, Telling
from tallystick.linking.whereabouts import places
from tallystick.record import Evidence
from tallystick.vocabulary.loader import load

_BESIDE = (
    findings.about,
    findings.sites,
    findings.quarters,
    findings.hours,
    findings.aftermath,
    findings.counts,
    findings.victims,
    findings.weapons,
    findings.actors,
    findings.words,
)
_WITHIN = (findings.sites, findings.quarters, findings.hours, findings.aftermath, findings.counts, findings.weapons)
_KINDS = ("about", "site", "quarter", "hour", "aftermath", "count", "victims", "weapons", "actors", "words")
"""How the features of each of ``_BESIDE`` begin."""
_BOTH = (None, "sites", "quarters", "hours", None, "by_measure", "victims", "weapons", "actors", None)
"""Of what both must tell for each of ``_BESIDE`` to say something (``telling.SHARED``)."""
_ROUNDING = 1e-6
"""More than what is lost where some weights are added in another order."""


@cache
def weights() -> dict[str, float]:
    """The weight of each piece of evidence, from the vocabulary."""
    return dict(load("linking_weights")["weights"])


def forget_weights() -> None:
    """Has the weights read anew: for training, which changes them."""
    weights.cache_clear()
    _in_turn.cache_clear()


@cache
def _in_turn(shared: int) -> tuple[tuple[Callable[[Telling, Telling], Finding | None], float], ...]:
    """The evidence beside event, day and place, each with the most that it and all that comes after it can add.

    ``shared`` tells of what both tell, as ``Telling.tells`` does.
    """
    most: dict[str, float] = dict.fromkeys(_KINDS, 0.0)
    for name, weight in weights().items():
        kind = name.partition("-")[0]
        if kind in most:
            most[kind] = max(most[kind], weight)
    told = [
        (part, most[kind])
        for part, kind, both in zip(_BESIDE, _KINDS, _BOTH, strict=True)
        if both is None or shared >> SHARED.index(both) & 1
    ]
    left = accumulate(weight for _, weight in reversed(told))
    return tuple(zip((part for part, _ in told), reversed(list(left)), strict=True))


def found(one: Telling, other: Telling) -> Iterator[Finding]:
    """All the evidence for and against the two being of one incident."""
    yield from _frame(one, other)
    yield from _beside(one, other)


def compare(one: Telling, other: Telling) -> tuple[Evidence, ...]:
    """The same, worded and weighed."""
    return tuple(Evidence(f.feature, f.says(), weights()[f.feature]) for f in found(one, other))


def score(evidence: Sequence[Evidence]) -> float:
    """The sum of the weights."""
    return sum(piece.weight for piece in evidence)


def strength(one: Telling, other: Telling, least: float) -> float | None:
    """The sum of the weights of all the evidence; None where it stays below ``least``."""
    weigh, (event, day, place) = weights(), _frame(one, other)
    frame, beside = weigh[event.feature] + weigh[day.feature] + weigh[place.feature], 0.0
    for part, left in _in_turn(one.tells & other.tells):
        if frame + beside + left < least - _ROUNDING:
            return None
        piece = part(one, other)
        if piece is not None:
            beside += weigh[piece.feature]
    total = frame + beside
    return total if total >= least else None


def affinity(one: Telling, other: Telling) -> float:
    """The sum of the weights for two claims of one report, whose words and blamed parties differ as a text goes on."""
    weigh = load("linking_weights")["within_report"]["weights"]
    beside = (part(one, other) for part in _WITHIN)
    return float(sum(weigh[f.feature] for f in (*_frame(one, other), *beside) if f))


def told_apart(one: Telling, other: Telling) -> bool:
    """Whether a report that tells both says that they are two: by day, site, hour or means, or as "another strike"."""
    if one.alone or other.alone or one.further or other.further:
        return True
    apart = _apart()
    return any(f.feature in apart for f in _frame(one, other)) or any(
        f.feature in apart for part in _WITHIN if (f := part(one, other))
    )


@cache
def _apart() -> frozenset[str]:
    return frozenset(load("linking")["apart"])


def _frame(one: Telling, other: Telling) -> tuple[Finding, ...]:
    return findings.events(one, other), findings.days(one, other), places(one.whereabouts, other.whereabouts)


def _beside(one: Telling, other: Telling) -> Iterator[Finding]:
    for part in _BESIDE:
        piece = part(one, other)
        if piece is not None:
            yield piece
