"""Refits one judgement: cross entropy and a pull towards the matrix that ships, by gradient descent.

The states that a judgement is made from stay as they are, so that the loss is convex in its matrix. The strength of the
pull is counted in alike cases: against a strength of 30, one case alone moves its own log-odds by a thirtieth at most.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from attrs import frozen

from tallystick.reading.embedded.encoder import Ints
from tallystick.reading.embedded.heads import Floats

T = TypeVar("T", int, Ints)
STRENGTHS = (300.0, 100.0, 30.0, 10.0, 3.0, 1.0)
"""Strengths that are tried; besides them the infinite one, with which everything stays as it ships."""
PARTS = 3
"""Parts of the reports, each judged by what was learned from the others."""
_STEPS, _ENOUGH = 60, 1e-2
"""Most steps of a descent; it ends early where the slope is that part of what it was."""
_PRODUCT = 200_000
"""Multiplications in a product of matrices, beyond which libraries share it out among threads: with matrices as narrow
as these, and other work on the same cores, the threads mostly wait for one another."""
_ARMIJO = 1e-4
"""Part of the fall that the slope promises, which a step must keep."""


@frozen
class Cases:
    """States (cases, inputs + 1, the last of them 1), wanted shares (cases, outputs), weights, number of the report."""

    x: Floats
    wanted: Floats
    weight: Floats
    report: Ints

    @classmethod
    def joined(cls, parts: Sequence[Cases]) -> Cases:
        """All the cases of ``parts``, which are one or more."""
        x, wanted, weight, report = zip(*((p.x, p.wanted, p.weight, p.report) for p in parts), strict=True)
        return cls(np.concatenate(x), np.concatenate(wanted), np.concatenate(weight), np.concatenate(report))

    def where(self, chosen: np.ndarray) -> Cases:
        """The cases for which ``chosen`` is true."""
        return Cases(self.x[chosen], self.wanted[chosen], self.weight[chosen], self.report[chosen])

    def losses(self, matrix: Floats) -> Floats:
        """The weighted log loss of each case (nats)."""
        return self._judged(matrix)[0]

    def loss(self, matrix: Floats) -> float:
        """Their sum."""
        return float(self.losses(matrix).sum(dtype=np.float64))

    def slope(self, matrix: Floats) -> tuple[float, Floats]:
        """The loss, and how it changes with ``matrix``."""
        losses, off = self._judged(matrix)
        off *= self.weight[:, None]
        slope = np.zeros_like(matrix)
        for rows in self._blocks(matrix):
            slope += off[rows].T @ self.x[rows]
        return float(losses.sum(dtype=np.float64)), slope

    def _blocks(self, matrix: Floats) -> Iterator[slice]:
        """Rows whose product with ``matrix`` is small enough to be worked out on one thread."""
        size = max(1, _PRODUCT // matrix.size)
        return (slice(at, at + size) for at in range(0, len(self.x), size))

    def _judged(self, matrix: Floats) -> tuple[Floats, Floats]:
        scores = np.concatenate([self.x[rows] @ matrix.T for rows in self._blocks(matrix)])
        if scores.shape[1] == 1:  # yes or no: as two classes, of which the second has no score of its own
            scores = np.concatenate([scores, np.zeros_like(scores)], axis=1)
            wanted = np.concatenate([self.wanted, 1 - self.wanted], axis=1)
        else:
            wanted = self.wanted
        top = scores.max(axis=1, keepdims=True)
        powers = np.exp(scores - top)
        total = powers.sum(axis=1, keepdims=True)
        losses = ((top + np.log(total))[:, 0] - (wanted * scores).sum(axis=1)) * self.weight
        return losses, (powers / total - wanted)[:, : matrix.shape[0]]


def fitted(cases: Cases, shipped: Floats, strength: float) -> Floats:
    """The matrix with the least loss on ``cases`` under a pull of ``strength`` towards ``shipped``.

    The loss and the pull together fall with each step, so that the loss is never above that of ``shipped``.
    """
    square = float((cases.x.astype(np.float64) ** 2).sum(axis=1).mean())
    unit = np.float32(1.0 / math.sqrt(strength * square))
    at = np.zeros_like(shipped)
    (value, slope), step = _pulled(cases, shipped, at, unit), 1.0
    enough = _ENOUGH * float(np.linalg.norm(slope))
    for _ in range(_STEPS):
        steep = float((slope * slope).sum())
        if math.sqrt(steep) <= enough:
            break
        tried = at - np.float32(step) * slope
        new, new_slope = _pulled(cases, shipped, tried, unit)
        if new > value - _ARMIJO * step * steep:
            step /= 4
            continue
        step *= steep / max(steep - float((slope * new_slope).sum()), 1e-12 * steep)  # Barzilai and Borwein's
        at, value, slope = tried, new, new_slope
    return shipped + unit * at


def _pulled(cases: Cases, shipped: Floats, change: Floats, unit: np.float32) -> tuple[float, Floats]:
    """Loss and pull of ``shipped`` changed by so many units, and their slope."""
    loss, slope = cases.slope(shipped + unit * change)
    return loss + 0.5 * float((change.astype(np.float64) ** 2).sum()), unit * slope + change


@frozen
class Refit:
    """How strongly a judgement is to be pulled, and what it is without each part of the reports (``part_of``)."""

    strength: float
    without: tuple[Floats, ...]


def part_of(report: T) -> T:
    """The part of the reports to which one belongs, by its number."""
    return report % PARTS


def refit(cases: Cases, shipped: Floats) -> Refit | None:
    """The strength whose refits do best on reports that they have not seen; None where none does surely better.

    Surely: the gain over all reports is more than its standard error.
    """
    before, part = cases.losses(shipped), part_of(cases.report)
    if any((part == k).all() for k in range(PARTS)):
        return None
    gains = {strength: np.zeros_like(before) for strength in STRENGTHS}
    without: dict[float, list[Floats]] = {strength: [] for strength in STRENGTHS}
    for unseen in (part == k for k in range(PARTS)):
        learned, rest = cases.where(~unseen), cases.where(unseen)
        for strength in STRENGTHS:
            without[strength].append(matrix := fitted(learned, shipped, strength))
            gains[strength][unseen] = before[unseen] - rest.losses(matrix)
    best = max(STRENGTHS, key=lambda s: float(gains[s].sum(dtype=np.float64)))
    by_report = np.bincount(cases.report, weights=gains[best])
    return Refit(best, tuple(without[best])) if by_report.sum() > math.sqrt(float((by_report**2).sum())) else None
