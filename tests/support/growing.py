"""How the time of some work grows with its size: a ratio, since how fast the machine is says nothing of the work."""

from __future__ import annotations

import time
from collections.abc import Callable

NOISE = 0.02
"""Seconds under which the clock says nothing."""


def growth(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times longer the work takes at four times ``size``: about 4 where time is linear, 16 where quadratic.

    ``prepare`` makes the work of some size; only the work itself is timed, by the processor, the better of two.
    """
    small, large = (max(NOISE, min(_seconds(prepare(n)) for _ in range(2))) for n in (size, 4 * size))
    return large / small


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
