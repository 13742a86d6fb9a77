"""A ranking that is held to what a person would set, as if by a normal prior of variance 1/ridge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_STEPS = 40


def ranking(choices: Sequence[tuple[Array, Array]], prior: Array, ridge: float) -> Array:
    """Weights for choosing one row among several: each choice has its rows, and a mark (1) at those that are right."""
    weights = prior.copy()
    for _ in range(_STEPS):
        slope, curve = ridge * (prior - weights), ridge * np.eye(len(prior))
        for rows, right in choices:
            chance = _softmax(rows @ weights)
            mean = chance @ rows
            slope += _normalised(chance * right) @ rows - mean
            curve += (rows * chance[:, None]).T @ rows - np.outer(mean, mean)
        weights += 0.7 * np.linalg.solve(curve, slope)
    return weights


def _softmax(scores: Array) -> Array:
    return _normalised(np.exp(scores - scores.max()))


def _normalised(values: Array) -> Array:
    shares: Array = values / values.sum()
    return shares
