"""Every span that may be a claim, and what the network says of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from attrs import frozen

from tallystick.reading.embedded.crops import CLAIM, Range
from tallystick.reading.embedded.encoder import Ints, Network
from tallystick.reading.embedded.heads import Floats, Heads, sigmoid, softmax
from tallystick.reading.embedded.labels import CERTAINTIES, EVENTS, ROLES, STATUSES
from tallystick.reading.embedded.marking import Look, looks
from tallystick.reading.embedded.pieces import Pieces, Window, windows
from tallystick.reading.embedded.proposing import Sketch, propose, worth_a_look


@frozen
class Candidate:
    """A span of pieces and its judgement.

    ``sketch`` is the probability, from the plain pass alone, that it is a claim; ``keep`` that of its marker pass.
    ``roles`` (pieces seen, roles, 3) and ``figures`` (pieces seen, 1 + measures) are probabilities over the pieces
    from ``seen[0]`` on.
    """

    span: Range
    seen: Range
    sketch: float
    keep: float
    events: Floats
    statuses: Floats
    certainties: Floats
    roles: Floats
    figures: Floats


def candidates(
    network: Network,
    pieces: Pieces,
    features: Ints,
    cues: Ints,
    also: Sequence[Range],
    *,
    counts: Sequence[Range] = (),
    barriers: Sequence[int] = (),
    parted: Collection[Range] = (),
    least: float,
    rivals: int,
) -> Iterator[Candidate]:
    """The spans that the network proposes and those of ``also``, judged; window by window.

    ``cues`` is not 0 at the pieces that the vocabulary knows as words of an event: a window without one is passed over.
    No span reaches over one of ``barriers``, pieces in order at which another begins.
    Those of ``parted``, the parts of a sentence that tells two incidents, are looked at more closely; which others are
    is for ``counts``, ``least`` and ``rivals`` to say (``worth_a_look``).
    """
    for window in windows(len(pieces)):
        if not cues[window.first : window.last].any():
            continue
        states, plain = network.window(pieces, features, window)
        drawn = sketches(network.heads, plain, window, also, barriers)
        picked = {sketch.span: sketch.worth for sketch in worth_a_look(drawn, least, rivals, counts)}
        picked |= {sketch.span: sketch.worth for sketch in drawn if sketch.span in parted}
        for look in looks(network, window, states, sorted(picked), CLAIM):
            yield judged(network.heads, look, picked[look.span])


def sketches(
    heads: Heads, plain: Floats, window: Window, also: Sequence[Range], barriers: Sequence[int] = ()
) -> list[Sketch]:
    """The spans that begin in what ``window`` owns, none over one of ``barriers``, with a first judgement from the
    plain states.
    """
    found = {(a + window.first, b + window.first) for a, b in propose(sigmoid(heads("span", plain)))}
    found.update((a, min(b, window.last)) for a, b in also)
    owned = (s for s in found if window.own[0] <= s[0] < min(window.own[1], s[1]))
    spans = sorted(s for s in owned if bisect_right(barriers, s[0]) == bisect_left(barriers, s[1]))
    if not spans:
        return []
    ends = np.array(spans) - window.first
    sums = np.concatenate([np.zeros((1, plain.shape[1]), np.float32), plain.cumsum(0, dtype=np.float64)])
    mean = (sums[ends[:, 1]] - sums[ends[:, 0]]) / (ends[:, 1] - ends[:, 0])[:, None]
    given = np.concatenate([plain[ends[:, 0]], mean, plain[ends[:, 1] - 1]], axis=1).astype(np.float32)
    return [Sketch(s, float(p)) for s, p in zip(spans, sigmoid(heads.picked(given)[:, 0]), strict=True)]


def judged(heads: Heads, look: Look, sketch: float) -> Candidate:
    """What the heads say of one marked span."""
    scores = heads("judged", heads.pool(look.mean_and_first[None]))[0]
    keep, events, statuses, certainties = np.split(scores, np.cumsum([1, len(EVENTS), len(STATUSES)]))
    roles = heads("role", look.states)
    return Candidate(
        span=look.span,
        seen=look.seen,
        sketch=sketch,
        keep=float(sigmoid(keep)[0]),
        events=softmax(events),
        statuses=softmax(statuses),
        certainties=softmax(certainties[: len(CERTAINTIES)]),
        roles=softmax(roles.reshape(len(roles), len(ROLES), 3)),
        figures=softmax(heads("figure", look.states)),
    )
