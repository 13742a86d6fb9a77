"""The part of a window that a marker pass looks at, and the zone of each of its pieces."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tallystick.reading.embedded.labels import AFTER, BEFORE, FIRST, INSIDE

_LEFT, _RIGHT, _LONGEST = 80, 28, 176


def crop(span: tuple[int, int], window: tuple[int, int]) -> tuple[int, int]:
    """The pieces around ``span`` that its marker pass looks at, within ``window``; all are half-open ranges."""
    first = max(window[0], span[0] - _LEFT)
    return first, min(window[1], span[1] + _RIGHT, first + _LONGEST)


def zones(span: tuple[int, int], seen: tuple[int, int]) -> NDArray[np.int64]:
    """The zone of each piece of ``seen``: before the claim, its first piece, inside, after."""
    at = np.arange(*seen)
    found = np.where(at < span[0], BEFORE, np.where(at < span[1], INSIDE, AFTER))
    return np.where(at == span[0], FIRST, found).astype(np.int64)
