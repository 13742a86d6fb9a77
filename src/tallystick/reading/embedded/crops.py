"""The part of a window that a marker pass looks at, and the zone of each of its pieces."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from tallystick.reading.embedded.labels import BEFORE, CUE_BEFORE

Range = tuple[int, int]


@frozen
class Reach:
    """Pieces seen before and after what is marked, the most in all, and the first of the four zones used."""

    left: int
    right: int
    longest: int
    zone: int


CLAIM = Reach(left=80, right=28, longest=176, zone=BEFORE)
CUE = Reach(left=96, right=128, longest=230, zone=CUE_BEFORE)


def crop(span: Range, window: Range, reach: Reach = CLAIM) -> Range:
    """The pieces around ``span`` that its marker pass looks at, within ``window``; all are half-open ranges."""
    first = max(window[0], span[0] - reach.left)
    return first, min(window[1], span[1] + reach.right, first + reach.longest)


def zones(span: Range, seen: Range, reach: Reach = CLAIM) -> NDArray[np.int64]:
    """The zone of each piece of ``seen``: before what is marked, its first piece, inside, after."""
    at = np.arange(*seen)
    found = np.where(at < span[0], 0, np.where(at < span[1], 2, 3))
    return (reach.zone + np.where(at == span[0], 1, found)).astype(np.int64)
