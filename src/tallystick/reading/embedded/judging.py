"""Every span that may be a claim, and what the network says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from tallystick.reading.embedded.crops import crop, zones
from tallystick.reading.embedded.encoder import Encoder, Floats, Ints
from tallystick.reading.embedded.labels import CERTAINTIES, EVENTS, PLAIN, ROLES, STATUSES
from tallystick.reading.embedded.pieces import Pieces, Window, windows
from tallystick.reading.embedded.proposing import propose

_BATCH = 12
Range = tuple[int, int]


@frozen
class Candidate:
    """A span of pieces and its judgement; ``roles`` (pieces seen, roles, 3) and ``figures`` (pieces seen, 1 + measures)
    are probabilities over the pieces from ``seen[0]`` on.
    """

    span: Range
    seen: Range
    keep: float
    events: Floats
    statuses: Floats
    certainties: Floats
    roles: Floats
    figures: Floats


def candidates(
    encoder: Encoder, pieces: Pieces, features: Ints, cues: Ints, also: Sequence[Range]
) -> Iterator[Candidate]:
    """The spans that the network proposes and those of ``also``, judged; window by window.

    ``cues`` is not 0 at the pieces that the vocabulary knows as words of an event: a window without one is passed over.
    """
    for window in windows(len(pieces)):
        if not cues[window.first : window.last].any():
            continue
        states = encoder.states(pieces, features, window)
        length = window.last - window.first
        mask = np.ones((1, length + 2), dtype=np.int64)
        span = encoder.heads(states[None], np.full_like(mask, PLAIN), mask).span[0, 1 : length + 1]
        found = {(a + window.first, b + window.first) for a, b in propose(_sigmoid(span))}
        found.update((a, min(b, window.last)) for a, b in also)
        own = sorted(s for s in found if window.own[0] <= s[0] < min(window.own[1], s[1]))
        yield from _judged(encoder, window, states[1:-1], own)


def _judged(encoder: Encoder, window: Window, states: Floats, spans: Sequence[Range]) -> Iterator[Candidate]:
    looks = sorted(((crop(s, (window.first, window.last)), s) for s in spans), key=lambda look: look[0][1] - look[0][0])
    for at in range(0, len(looks), _BATCH):
        batch = looks[at : at + _BATCH]
        width = max(b - a for (a, b), _ in batch)
        given = np.zeros((len(batch), width, states.shape[1]), dtype=np.float32)
        zone, mask = (np.zeros((len(batch), width), dtype=np.int64) for _ in range(2))
        for row, ((a, b), span) in enumerate(batch):
            given[row, : b - a] = states[a - window.first : b - window.first]
            zone[row, : b - a] = zones(span, (a, b))
            mask[row, : b - a] = 1
        heads = encoder.heads(given, zone, mask)
        for row, (seen, span) in enumerate(batch):
            length = seen[1] - seen[0]
            yield _candidate(span, seen, heads.judged[row], heads.role[row, :length], heads.figure[row, :length])


def _candidate(span: Range, seen: Range, judged: Floats, role: Floats, figure: Floats) -> Candidate:
    cuts = np.cumsum([1, len(EVENTS), len(STATUSES)])
    keep, events, statuses, certainties = np.split(judged, cuts)
    return Candidate(
        span=span,
        seen=seen,
        keep=float(_sigmoid(keep)[0]),
        events=_softmax(events),
        statuses=_softmax(statuses),
        certainties=_softmax(certainties[: len(CERTAINTIES)]),
        roles=_softmax(role.reshape(len(role), len(ROLES), 3)),
        figures=_softmax(figure),
    )


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)


def _softmax(x: Floats) -> Floats:
    powers = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
