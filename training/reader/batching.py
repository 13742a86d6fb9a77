"""Batches: windows of the articles, and in each the claims and other spans to judge, or cues, with targets."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from attrs import evolve, frozen
from preparing import Example, Range
from settings import Settings
from targets import PASSED, Mark, marks_of_claims, marks_of_cues, of_claims, of_cues
from torch import Tensor

from tallystick.reading.embedded.crops import CLAIM, CUE, Reach, crop, zones
from tallystick.reading.embedded.pieces import CLS, SEP, Window, windows
from tallystick.reading.embedded.signals import GROUPS

MASK = 103
_MOST = 14
"""Claims, or cues, of one window that a batch holds at most."""
_PEACEFUL = 3
"""Sentences, and other spans, to judge in a window of a text without claims."""
Pair = tuple[Example, Window]

__all__ = ["PASSED", "Batch", "Pair", "all_windows", "by_length", "collate"]


@frozen
class Batch:
    """Windows and marked crops, the short ones first.

    ``crops`` gathers pieces of the flattened windows, ``ends`` the first and last piece of each marked span there.
    ``targets`` are by the head that they are for, with the shapes that the heads give.
    """

    ids: Tensor
    signals: Tensor
    mask: Tensor
    crops: Tensor
    zones: Tensor
    crop_mask: Tensor
    ends: Tensor
    targets: dict[str, Tensor]

    def to(self, device: torch.device) -> Batch:
        """The batch on ``device``."""
        names = ("ids", "signals", "mask", "crops", "zones", "crop_mask", "ends")
        moved = {name: getattr(self, name).to(device, non_blocking=True) for name in names}
        return evolve(self, **moved, targets={n: t.to(device, non_blocking=True) for n, t in self.targets.items()})


def all_windows(examples: Sequence[Example]) -> list[Pair]:
    """Every window of every article."""
    return [(e, w) for e in examples for w in windows(len(e.pieces))]


def by_length(pairs: Sequence[Pair], size: int, dice: random.Random) -> Iterator[list[Pair]]:
    """Batches of windows of like length, in random order."""
    ordered = sorted(pairs, key=lambda p: p[1].last - p[1].first + dice.uniform(0, 60))
    batches = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    dice.shuffle(batches)
    yield from batches


def to_judge(example: Example, window: Window, dice: random.Random, proposed: Sequence[Range]) -> list[Mark]:
    """The coded claims of a window, and others that the rules or the model propose or that are just sentences."""
    inside = [c for c in example.claims if window.first <= c.first and c.last <= window.last]
    coded = [(c.first, c.last) for c in dice.sample(inside, min(_MOST, len(inside)))]
    pool = {s for s in (*example.rules, *proposed) if window.first <= s[0] and s[1] <= window.last} - set(coded)
    sentences = [s for s in example.sentences if window.first <= s[0] < s[1] <= window.last]
    more = dice.sample(sorted(pool), min(len(pool), 1 + len(coded) if example.claims else _PEACEFUL))
    more += dice.sample(sentences, min(1 if example.claims else _PEACEFUL, len(sentences)))
    return marks_of_claims([s for s in [*coded, *more] if s[0] < s[1]], example.claims)


def cues_to_mark(example: Example, window: Window, dice: random.Random) -> list[Mark]:
    """Coded cues of a window."""
    inside = [a for a in example.said if window.first <= a.cue[0] and a.cue[1] <= window.last]
    return marks_of_cues(dice.sample(inside, min(_MOST, len(inside))))


def hidden(features: np.ndarray, settings: Settings, dice: random.Random) -> np.ndarray:
    """The features with some taken away."""
    if dice.random() < settings.blind:
        kept = np.zeros_like(features)
        kept[:, 0] = features[:, 0]
        return kept
    away = [g for g in range(len(GROUPS)) if dice.random() < 0.1]
    kept = features.copy()
    kept[:, away] = 0
    return kept


def collate(
    pairs: Sequence[Pair], settings: Settings, dice: random.Random, proposed: dict[str, list[Range]] | None = None
) -> Batch:
    """One batch of ``pairs``, all of coded claims or all of coded attributions; ``proposed`` are the model's own
    proposals by article.
    """
    length = max(w.last - w.first for _, w in pairs) + 2
    size = len(pairs)
    ids, mask = np.zeros((size, length), np.int64), np.zeros((size, length), np.int64)
    signals = np.zeros((size, length, len(GROUPS)), np.int64)
    made: list[tuple[int, Window, Mark]] = []
    cued = pairs[0][0].cued
    for row, (example, window) in enumerate(pairs):
        count = window.last - window.first
        ids[row, : count + 2] = [CLS, *example.pieces.ids[window.first : window.last], SEP]
        hide = np.random.default_rng(dice.getrandbits(32)).random(count) < settings.masked
        ids[row, 1 : count + 1][hide] = MASK
        mask[row, : count + 2] = 1
        signals[row, 1 : count + 1] = hidden(example.features[window.first : window.last], settings, dice)
        own = (proposed or {}).get(example.id, ())
        marks = cues_to_mark(example, window, dice) if cued else to_judge(example, window, dice, own)
        made += [(row, window, mark) for mark in marks]
    reach = CUE if cued else CLAIM
    made.sort(key=lambda one: _seen(one, reach)[1] - _seen(one, reach)[0])
    seen = [_seen(one, reach) for one in made]
    targets = (of_cues if cued else of_claims)(pairs, length, [mark for _, _, mark in made], seen)
    arrays = (ids, signals, mask, *_crops(made, seen, length, reach))
    return Batch(*map(torch.from_numpy, arrays), targets=targets)


def _seen(one: tuple[int, Window, Mark], reach: Reach) -> Range:
    _, window, mark = one
    return crop((mark.first, mark.last), (window.first, window.last), reach)


def _crops(
    made: Sequence[tuple[int, Window, Mark]], seen: Sequence[Range], length: int, reach: Reach
) -> tuple[np.ndarray, ...]:
    width = max((b - a for a, b in seen), default=1)
    at, zone, mask = (np.zeros((len(made), width), np.int64) for _ in range(3))
    ends = np.zeros((len(made), 2), np.int64)
    for i, ((row, window, mark), (a, b)) in enumerate(zip(made, seen, strict=True)):
        at[i, : b - a] = row * length + 1 + np.arange(a, b) - window.first
        zone[i, : b - a] = zones((mark.first, mark.last), (a, b), reach)
        mask[i, : b - a] = 1
        ends[i] = row * length + 1 + np.array([mark.first, mark.last - 1]) - window.first
    return at, zone, mask, ends
