"""Which of the judged spans are claims: the best of those that tell the same words."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrs import frozen

from tallystick.reading.embedded.crops import Range
from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.policy import Policy, log_odds
from tallystick.reading.embedded.proposing import shared

_USUAL = 20
"""Pieces of a claim of the usual length."""
_STRETCH = 512
"""Pieces, more than the longest span has: spans further apart than two stretches share none."""
_NEAR = 6
"""Claims of the rules to each side that a span is compared with."""
_SAME, _ELSEWHERE = 0.7, 0.1
"""Intersection over union from which on two spans are the same, and up to which they have nothing in common."""


@frozen
class Kept:
    """A span that is a claim."""

    candidate: Candidate
    confidence: float
    """How often such a claim is one for a coder, too."""


def selected(judged: Iterable[Candidate], rules: Sequence[Range], policy: Policy) -> list[Kept]:
    """The claims among ``judged``, in the order of the text; ``rules`` are the spans of the rules' claims."""
    known = sorted(rules)
    sure = [(_odds(candidate, known, policy), candidate) for candidate in judged]
    taken: list[tuple[float, Candidate]] = []
    by_place: dict[int, list[Range]] = {}
    for odds, candidate in sorted(sure, key=lambda pair: (-pair[0], pair[1].span)):
        if odds < log_odds(policy.keep):
            break
        place = candidate.span[0] // _STRETCH
        near = (span for at in (place - 1, place, place + 1) for span in by_place.get(at, ()))
        if all(shared(candidate.span, span) <= policy.apart for span in near):
            taken.append((odds, candidate))
            by_place.setdefault(place, []).append(candidate.span)
    kept = [Kept(candidate, policy.confidence("claim", odds)) for odds, candidate in taken]
    return sorted(kept, key=lambda k: k.candidate.span)


def _odds(candidate: Candidate, rules: Sequence[Range], policy: Policy) -> float:
    """The model's log-odds, weighed by the span's length and by what the rules found there.

    Of two spans that tell the same, the longer one as a rule holds the figures and the place of the event, too.
    """
    length = candidate.span[1] - candidate.span[0]
    odds = (1 - policy.sketch) * log_odds(candidate.keep) + policy.sketch * log_odds(candidate.sketch)
    odds += policy.width * math.log(length / _USUAL)
    if rules:
        at = bisect_left(rules, candidate.span)
        nearest = max(_alike(candidate.span, rule) for rule in rules[max(0, at - _NEAR) : at + _NEAR])
        odds += policy.agreement * ((nearest > _SAME) - 0.5 * (nearest < _ELSEWHERE))
    return odds


def _alike(a: Range, b: Range) -> float:
    """Intersection over union."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, max(a[1], b[1]) - min(a[0], b[0]))
