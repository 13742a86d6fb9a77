"""What a reviewed report teaches: for each judgement the states that it is made from and what people found right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from tallystick.reading.embedded.crops import CLAIM, Range
from tallystick.reading.embedded.encoder import Ints, Network
from tallystick.reading.embedded.heads import Floats, Heads, softmax
from tallystick.reading.embedded.labels import CERTAINTIES, EVENTS, STATUSES
from tallystick.reading.embedded.marking import Look, looks
from tallystick.reading.embedded.pieces import Pieces, cut, windows
from tallystick.reading.embedded.review.fitting import Cases
from tallystick.reading.embedded.review.judgements import WORDS, Judgement
from tallystick.reading.embedded.review.reviewed import SLOTS, Reviewed, ReviewedReport
from tallystick.reading.embedded.review.wording import Wording
from tallystick.reading.embedded.signals import Scene, signals, survey
from tallystick.record import PlaceNames

_DOUBT = 0.05
"""Probability from which on a piece that fills no role is a case of its own."""
_EASY = 8
"""Of the other such pieces one in so many is a case, and counts for all."""
CLASSES: dict[str, Sequence[str]] = {"event": EVENTS, "status": STATUSES, "certainty": CERTAINTIES}
Taught = tuple[str, Cases]
"""A judgement's name with some cases of it."""


def taught(network: Network, report: ReviewedReport, number: int, places: PlaceNames | None) -> Iterator[Taught]:
    """The cases of a report, the ``number``-th, in the order of its windows and spans."""
    scene = survey(report.document, places)
    pieces = cut(scene.work.sentences)
    for look, claims in _looks(network, scene, pieces, report):
        yield from _of_claims(network.heads, look, claims, number)
        yield from _of_words(network.heads, look, claims, Wording(scene, pieces, look.seen), number)


@frozen
class _Claims:
    """The reviewed claims of one span: those kept, and whether there are any."""

    kept: list[Reviewed]

    def knowing(self, slot: str) -> list[Reviewed]:
        """Those kept whose ``slot`` is known to be right."""
        return [one for one in self.kept if SLOTS[slot] in one.known]


def _looks(network: Network, scene: Scene, pieces: Pieces, report: ReviewedReport) -> Iterator[tuple[Look, _Claims]]:
    """A marker pass for each span of reviewed claims."""
    spans: dict[Range, list[Reviewed]] = {}
    for one in report.claims:
        first, last = pieces.covering(one.claim.text.start, one.claim.text.end)
        if first < last:
            spans.setdefault((first, last), []).append(one)
    features = signals(scene, pieces)
    for window in windows(len(pieces)):
        own = sorted(s for s in spans if window.own[0] <= s[0] < window.own[1] and s[1] <= window.last)
        if own:
            states, _ = network.window(pieces, features, window)
            for look in looks(network, window, states, own, CLAIM):
                yield look, _Claims([one for one in spans[look.span] if one.kept])


def _of_claims(heads: Heads, look: Look, claims: _Claims, number: int) -> Iterator[Taught]:
    x = heads.pool(look.mean_and_first[None])
    yield "claim", _cases(x, np.array([[1.0 if claims.kept else 0.0]]), np.ones(1), number)
    for name, classes in CLASSES.items():
        values = [getattr(one.claim, name) for one in claims.knowing(name)]
        if values:
            shares = np.array([[values.count(value) / len(values) for value in classes]])
            yield name, _cases(x, shares, np.ones(1), number)


def _of_words(heads: Heads, look: Look, claims: _Claims, wording: Wording, number: int) -> Iterator[Taught]:
    scores = {head: heads(head, look.states) for head in ("role", "figure")}
    for judgement in WORDS:
        known = claims.knowing(judgement.name)
        tags = _tags(wording, known[0], judgement) if known else None
        if tags is not None:
            outside = softmax(scores[judgement.head][:, judgement.first : judgement.last])[:, 0]
            at, weight = _chosen(tags, outside)
            shares = np.eye(judgement.size, dtype=np.float32)[tags[at]]
            yield judgement.name, _cases(look.states[at], shares, weight, number)


def _tags(wording: Wording, one: Reviewed, judgement: Judgement) -> Ints | None:
    if judgement.name == "figure":
        return wording.figures(one.claim)
    return wording.role(one.claim, judgement.name)


def _chosen(tags: Ints, outside: Floats) -> tuple[Ints, Floats]:
    """The pieces that become cases, and how many each stands for: most pieces are plainly outside, and alike."""
    hard = np.flatnonzero((tags > 0) | ((tags == 0) & (outside < 1 - _DOUBT)))
    easy = np.flatnonzero((tags == 0) & (outside >= 1 - _DOUBT))
    picked = easy[::_EASY]
    counts = np.full(len(picked), len(easy) / max(1, len(picked)))
    return np.concatenate([hard, picked]), np.concatenate([np.ones(len(hard)), counts]).astype(np.float32)


def _cases(x: Floats, wanted: np.ndarray, weight: np.ndarray, number: int) -> Cases:
    with_one = np.concatenate([x, np.ones((len(x), 1), dtype=np.float32)], axis=1)
    report = np.full(len(x), number, dtype=np.int64)
    return Cases(with_one, wanted.astype(np.float32), weight.astype(np.float32), report)
