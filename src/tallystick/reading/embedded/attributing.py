"""Attributions by the network: the words that say that something is said, and for each the source and the content."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from tallystick.reading.embedded.crops import CUE, Range
from tallystick.reading.embedded.encoder import Ints, Network
from tallystick.reading.embedded.heads import Floats, softmax
from tallystick.reading.embedded.labels import PARTS
from tallystick.reading.embedded.marking import looks
from tallystick.reading.embedded.pieces import Pieces, windows

_LEAST = 0.5


@frozen
class Said:
    """One attribution in ranges of pieces; ``score`` is the lowest probability of a piece of its cue."""

    cue: Range
    source: list[Range]
    content: list[Range]
    score: float


def attributions(network: Network, pieces: Pieces, features: Ints) -> Iterator[Said]:
    """The attributions of a text in the order of their windows; ``features`` as for claims."""
    for window in windows(len(pieces)):
        states, plain = network.window(pieces, features, window)
        scores = softmax(network.heads("cue", plain))
        cues = {(a + window.first, b + window.first): 1 - float(scores[a:b, 0].max()) for a, b in runs(scores)}
        own = sorted(c for c in cues if window.own[0] <= c[0] < window.own[1])
        for look in looks(network, window, states, own, CUE):
            parts = softmax(network.heads("said", look.states).reshape(len(look.states), len(PARTS), 3))
            found = {part: _moved(runs(parts[:, i]), look.seen[0]) for i, part in enumerate(PARTS)}
            yield Said(look.span, found["source"], found["content"], cues[look.span])


def runs(scores: Floats) -> list[Range]:
    """Runs of pieces whose probability of outside is under a half; ``scores`` (pieces, 3) outside, begin, inside."""
    taken = np.flatnonzero(scores[:, 0] < _LEAST)
    found: list[Range] = []
    for at in map(int, taken):
        if found and found[-1][1] == at and scores[at, 1] < scores[at, 2]:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _moved(ranges: list[Range], by: int) -> list[Range]:
    return [(a + by, b + by) for a, b in ranges]
