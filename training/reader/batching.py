"""Batches: windows of the articles, and for each window claims and other spans to judge, with their targets."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from attrs import frozen
from labelling import Labelled
from preparing import Example, Range
from settings import Settings
from torch import Tensor

from tallystick.reading.embedded.crops import crop, zones
from tallystick.reading.embedded.labels import CERTAINTIES, EVENTS, MEASURES, ROLES, STATUSES
from tallystick.reading.embedded.pieces import CLS, SEP, Window, windows
from tallystick.reading.embedded.signals import GROUPS

MASK, PASSED = 103, -100
_MOST = 14
"""Claims of one window that a batch holds at most."""
_PEACEFUL = 3
"""Sentences, and other spans, to judge in a window of a text without claims."""


@frozen
class Span:
    """A span to judge in a window: how much of a claim it is, and the coded claim behind it."""

    first: int
    last: int
    worth: float
    claim: Labelled | None


@frozen
class Batch:
    """Windows and marked crops, the short ones first.

    ``crops`` gathers pieces of the flattened windows; targets are as the heads give.
    """

    ids: Tensor
    signals: Tensor
    mask: Tensor
    spans: Tensor
    kinds: Tensor
    crops: Tensor
    zones: Tensor
    crop_mask: Tensor
    worth: Tensor
    events: Tensor
    statuses: Tensor
    certainties: Tensor
    roles: Tensor
    figures: Tensor


def all_windows(examples: Sequence[Example]) -> list[tuple[Example, Window]]:
    """Every window of every article."""
    return [(e, w) for e in examples for w in windows(len(e.pieces))]


def by_length(
    pairs: list[tuple[Example, Window]], size: int, dice: random.Random
) -> Iterator[list[tuple[Example, Window]]]:
    """Batches of windows of like length, in random order."""
    ordered = sorted(pairs, key=lambda p: p[1].last - p[1].first + dice.uniform(0, 60))
    batches = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    dice.shuffle(batches)
    yield from batches


def overlap(a: Range, b: Range) -> float:
    """Intersection over union of two ranges."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def judged(span: Range, claims: Sequence[Labelled]) -> Span:
    """``span`` with the coded claim that it covers best; the worth grows from nothing to full with their overlap."""
    best = max(claims, key=lambda c: overlap(span, (c.first, c.last)), default=None)
    share = overlap(span, (best.first, best.last)) if best else 0.0
    worth = min(1.0, max(0.0, (share - 0.15) / 0.6))
    return Span(*span, worth, best if share > 0.3 else None)


def to_judge(example: Example, window: Window, dice: random.Random, proposed: Sequence[Range]) -> list[Span]:
    """The coded claims of a window, and others that the rules or the model propose or that are just sentences."""
    inside = [c for c in example.claims if window.first <= c.first and c.last <= window.last]
    coded = [(c.first, c.last) for c in dice.sample(inside, min(_MOST, len(inside)))]
    pool = {s for s in (*example.rules, *proposed) if window.first <= s[0] and s[1] <= window.last} - set(coded)
    sentences = [s for s in example.sentences if window.first <= s[0] < s[1] <= window.last]
    more = dice.sample(sorted(pool), min(len(pool), 1 + round(0.6 * len(coded)) if example.claims else _PEACEFUL))
    more += dice.sample(sentences, min(1 if example.claims else _PEACEFUL, len(sentences)))
    return [judged(s, example.claims) for s in [*coded, *more] if s[0] < s[1]]


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
    pairs: Sequence[tuple[Example, Window]],
    settings: Settings,
    dice: random.Random,
    proposed: dict[str, list[Range]],
) -> Batch:
    """One batch of ``pairs``; ``proposed`` are the model's own proposals by article."""
    length = max(w.last - w.first for _, w in pairs) + 2
    size = len(pairs)
    ids, mask = np.zeros((size, length), np.int64), np.zeros((size, length), np.int64)
    signals = np.zeros((size, length, len(GROUPS)), np.int64)
    spans = np.zeros((size, length, 3), np.float32)
    kinds = np.full((size, length), PASSED, np.int64)
    made: list[tuple[int, Example, Window, Span]] = []
    for row, (example, window) in enumerate(pairs):
        count = window.last - window.first
        ids[row, : count + 2] = [CLS, *example.pieces.ids[window.first : window.last], SEP]
        hide = np.random.default_rng(dice.getrandbits(32)).random(count) < settings.masked
        ids[row, 1 : count + 1][hide] = MASK
        mask[row, : count + 2] = 1
        signals[row, 1 : count + 1] = hidden(example.features[window.first : window.last], settings, dice)
        for claim in example.claims:
            _mark_span(spans[row], kinds[row], claim, window)
        judge = to_judge(example, window, dice, proposed.get(example.id, ()))
        made += [(row, example, window, span) for span in judge]
    made.sort(key=_crop_length)
    targets = _crops(made, length)
    tensors = (ids, signals, mask, spans, kinds, *targets)
    return Batch(*(torch.from_numpy(t) for t in tensors))


def _crop_length(one: tuple[int, Example, Window, Span]) -> int:
    _, _, window, span = one
    first, last = crop((span.first, span.last), (window.first, window.last))
    return last - first


def _mark_span(spans: np.ndarray, kinds: np.ndarray, claim: Labelled, window: Window) -> None:
    first, last = claim.first - window.first + 1, claim.last - window.first + 1
    if 1 <= first < len(spans):
        spans[first, 0] = 1.0
    if 1 <= last - 1 < len(spans):
        spans[last - 1, 1] = 1.0
    low, high = max(1, first), max(1, min(last, len(spans)))
    spans[low:high, 2] = 1.0
    kinds[low:high] = EVENTS.index(max(claim.events, key=lambda e: claim.events[e]))


def _crops(made: Sequence[tuple[int, Example, Window, Span]], length: int) -> tuple[np.ndarray, ...]:
    seen = [crop((s.first, s.last), (w.first, w.last)) for _, _, w, s in made]
    width = max((b - a for a, b in seen), default=1)
    count = len(made)
    at, zone, mask = (np.zeros((count, width), np.int64) for _ in range(3))
    worth = np.zeros(count, np.float32)
    events = np.zeros((count, len(EVENTS)), np.float32)
    statuses, certainties = (
        np.zeros((count, len(STATUSES)), np.float32),
        np.zeros((count, len(CERTAINTIES)), np.float32),
    )
    roles = np.full((count, width, len(ROLES)), PASSED, np.int64)
    figures = np.full((count, width), PASSED, np.int64)
    for i, ((row, _, window, span), (a, b)) in enumerate(zip(made, seen, strict=True)):
        at[i, : b - a] = row * length + 1 + np.arange(a, b) - window.first
        zone[i, : b - a] = zones((span.first, span.last), (a, b))
        mask[i, : b - a] = 1
        worth[i] = span.worth
        if span.claim is not None:
            _fill(span.claim, (a, b), events[i], statuses[i], certainties[i], roles[i], figures[i])
    return at, zone, mask, worth, events, statuses, certainties, roles, figures


def _fill(
    claim: Labelled,
    seen: Range,
    events: np.ndarray,
    statuses: np.ndarray,
    certainties: np.ndarray,
    roles: np.ndarray,
    figures: np.ndarray,
) -> None:
    """Writes the targets of one crop in place."""
    a, b = seen
    for event, weight in claim.events.items():
        events[EVENTS.index(event)] = weight
    events /= events.sum()
    statuses[[STATUSES.index(s) for s in claim.status]] = 1 / len(claim.status)  # type: ignore[arg-type]
    certainties[[CERTAINTIES.index(c) for c in claim.certainty]] = 1 / len(claim.certainty)  # type: ignore[arg-type]
    roles[: b - a] = 0
    figures[: b - a] = 0
    for role, first, last in claim.passed_over:
        roles[max(0, first - a) : max(0, min(last, b) - a), ROLES.index(role)] = PASSED
    for role, first, last in claim.roles:
        if a <= first and last <= b and first < last:
            roles[first - a : last - a, ROLES.index(role)] = 2
            roles[first - a, ROLES.index(role)] = 1
    for first, last in claim.open_figures:
        figures[max(0, first - a) : max(0, min(last, b) - a)] = PASSED
    for measure, first, last in claim.figures:
        figures[max(0, first - a) : max(0, min(last, b) - a)] = 1 + MEASURES.index(measure)
