"""Spans that may be claims, from the scores that a piece begins, ends or is inside one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from tallystick.reading.embedded.crops import Range

_LEAST, _LONGEST = 0.2, 130
"""A piece opens or closes a proposal from this probability on; pieces of the longest proposal."""
_OVER = 0.5
"""Part of the shorter of two spans that they share, from which on they are over the same words."""
_ENDS, _SHARE = 2, 0.4
"""Proposals for each opening piece, and the share of the best one's score that another must reach."""


def propose(scores: NDArray[np.floating]) -> list[tuple[int, int]]:
    """Half-open ranges of pieces, the best few for each piece that may open a claim and each that may close one.

    ``scores`` (pieces, 3) are probabilities that a piece begins, ends, or is inside a claim.
    """
    opening, closing = (np.flatnonzero(scores[:, k] >= _LEAST) for k in (0, 1))
    inside = np.concatenate([[0.0], np.cumsum(np.log(np.clip(scores[:, 2], 0.02, 1.0)))])
    found: dict[tuple[int, int], float] = {}
    for first in opening:
        for last in closing[(closing >= first) & (closing < first + _LONGEST)]:
            mean = (inside[last + 1] - inside[first]) / (last + 1 - first)
            found[int(first), int(last) + 1] = float(scores[first, 0] * scores[last, 1] * np.exp(2 * mean))
    return _best(found)


def _best(found: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    kept: set[tuple[int, int]] = set()
    for side in (0, 1):
        groups: dict[int, list[tuple[int, int]]] = {}
        for span in found:
            groups.setdefault(span[side], []).append(span)
        for spans in groups.values():
            ranked = sorted(spans, key=lambda s: -found[s])[: _ENDS - side]
            kept.update(s for s in ranked if found[s] >= _SHARE * found[ranked[0]])
    return sorted(kept)


@frozen
class Sketch:
    """A span and the probability, from the plain pass alone, that it is a claim."""

    span: tuple[int, int]
    worth: float


def worth_a_look(sketches: Sequence[Sketch], least: float, rivals: int, counts: Sequence[Range] = ()) -> list[Sketch]:
    """The sketches of at least ``least`` that have fewer than ``rivals`` likelier ones over the same words.

    ``counts`` are the numbers of dead in the text: one that none of these holds is looked at in the likeliest span
    that holds it, though spans within that one, silent about the dead, are likelier ("strikes killed 12 in a town that
    rebels hold").
    """
    kept: list[Sketch] = []
    likely = sorted((s for s in sketches if s.worth >= least), key=lambda s: (-s.worth, s.span))
    for sketch in likely:
        if sum(shared(sketch.span, o.span) > _OVER for o in kept) < rivals:
            kept.append(sketch)
    for sketch in likely:
        if tells_untold(sketch.span, (o.span for o in kept), _OVER, counts):
            kept.append(sketch)
    return kept


def tells_untold(span: Range, kept: Iterable[Range], over: float, counts: Sequence[Range]) -> bool:
    """Whether ``span`` holds one of ``counts`` (in order) that none of ``kept`` does, and none of those over its words
    reaches out of it.
    """
    begin, end = (bisect_left(counts, edge, key=_first) for edge in span)
    held = [count for count in counts[begin:end] if _holds(span, count)]
    others = list(kept) if held else []
    untold = any(not any(_holds(o, c) for o in others) for c in held)
    return untold and all(_holds(span, o) or shared(span, o) <= over for o in others)


def _first(span: Range) -> int:
    return span[0]


def _holds(span: Range, part: Range) -> bool:
    return span[0] <= part[0] and part[1] <= span[1]


def shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    """The part of the shorter range that lies in the other."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, min(a[1] - a[0], b[1] - b[0]))
