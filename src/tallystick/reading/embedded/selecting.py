"""Which of the judged spans are claims: the best of those that tell the same words."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import define, field, frozen

from tallystick.reading.embedded.crops import Range
from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.policy import Policy, log_odds
from tallystick.reading.embedded.proposing import shared, tells_untold

_USUAL = 20
"""Pieces of a claim of the usual length."""
_STRETCH = 512
"""Pieces, more than the longest span has: spans further apart than two stretches share none."""
_NEAR = 6
"""Claims of the rules to each side that a span is compared with."""
_PARTED = 0.05
"""Probability from which on a part of a sentence that tells two incidents is a claim, where a number would be lost."""
_SAME, _ELSEWHERE = 0.7, 0.1
"""Intersection over union from which on two spans are the same, and up to which they have nothing in common."""


@frozen
class Kept:
    """A span that is a claim."""

    candidate: Candidate
    confidence: float
    """How often such a claim is one for a coder, too."""


def selected(
    judged: Iterable[Candidate],
    rules: Sequence[Range],
    policy: Policy,
    counts: Sequence[Range] = (),
    parted: Collection[Range] = (),
) -> list[Kept]:
    """The claims among ``judged``, in the order of the text.

    ``rules`` are the spans of the rules' claims, ``counts`` the numbers of dead in the text, ``parted`` the spans of
    those claims that share a sentence with another incident, so that no other span holds their numbers.
    """
    known, taken = sorted(rules), _Taken()
    sure = [(_odds(candidate, known, policy), candidate) for candidate in judged]
    likely = _surest(sure, policy.keep)
    for odds, candidate in likely:
        if all(shared(candidate.span, span) <= policy.apart for span in taken.near(candidate.span)):
            taken.add(odds, candidate)
    least = log_odds(policy.counted)
    counted = (row for row in _surest(sure, min(_PARTED, policy.counted)) if row[0] >= least or row[1].span in parted)
    agreed = (row for row in counted if _is_agreed(row[1].span, known))
    for odds, candidate in (*likely, *agreed):
        if tells_untold(candidate.span, taken.near(candidate.span), policy.apart, counts):
            taken.add(odds, candidate)
    kept = [Kept(candidate, policy.confidence("claim", odds)) for odds, candidate in taken.rows]
    return sorted(kept, key=lambda k: k.candidate.span)


def _surest(rows: Sequence[tuple[float, Candidate]], least: float) -> list[tuple[float, Candidate]]:
    """The rows of at least that probability, the surest first."""
    likely = (row for row in rows if row[0] >= log_odds(least))
    return sorted(likely, key=lambda row: (-row[0], row[1].span))


@define
class _Taken:
    """The claims taken so far."""

    rows: list[tuple[float, Candidate]] = field(factory=list)
    _by_place: dict[int, list[Range]] = field(factory=dict)

    def add(self, odds: float, candidate: Candidate) -> None:
        self.rows.append((odds, candidate))
        self._by_place.setdefault(candidate.span[0] // _STRETCH, []).append(candidate.span)

    def near(self, span: Range) -> Iterator[Range]:
        """The spans that may share a piece with ``span``."""
        place = span[0] // _STRETCH
        return (other for at in (place - 1, place, place + 1) for other in self._by_place.get(at, ()))


def _odds(candidate: Candidate, rules: Sequence[Range], policy: Policy) -> float:
    """The model's log-odds, weighed by the span's length and by what the rules found there.

    Of two spans that tell the same, the longer one as a rule holds the figures and the place of the event, too.
    """
    length = candidate.span[1] - candidate.span[0]
    odds = (1 - policy.sketch) * log_odds(candidate.keep) + policy.sketch * log_odds(candidate.sketch)
    odds += policy.width * math.log(length / _USUAL)
    if rules:
        nearest = _nearest(candidate.span, rules)
        odds += policy.agreement * ((nearest > _SAME) - 0.5 * (nearest < _ELSEWHERE))
    return odds


def _nearest(span: Range, rules: Sequence[Range]) -> float:
    """How alike the most similar claim of the rules is."""
    at = bisect_left(rules, span)
    return max((_alike(span, rule) for rule in rules[max(0, at - _NEAR) : at + _NEAR]), default=0.0)


def _is_agreed(span: Range, rules: Sequence[Range]) -> bool:
    """Whether the rules claim the same, or all of it but the words of saying, which a short claim may keep."""
    if _nearest(span, rules) > _SAME:
        return True
    near = rules[max(0, bisect_left(rules, span) - _NEAR) : bisect_left(rules, span) + _NEAR]
    return any(span[0] <= a and b <= span[1] and 2 * (b - a) >= span[1] - span[0] for a, b in near)


def _alike(a: Range, b: Range) -> float:
    """Intersection over union."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, max(a[1], b[1]) - min(a[0], b[0]))
