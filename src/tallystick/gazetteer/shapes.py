"""Outlines of areas: whether a point lies inside, where their middle is, and how a gazetteer file keeps them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Ring = NDArray[np.float64]
"""Corners of a closed line, (longitude, latitude) in degrees, the first corner not repeated."""
_SCALE = 1e6
_LEAST_CORNERS = 3
KM_PER_DEGREE = 111.195


@frozen(eq=False)
class Shape:
    """An area as its rings; a point is inside where it lies within an odd number of them, so that holes are left out.

    No ring may cross the 180th meridian.
    """

    rings: tuple[Ring, ...]

    @classmethod
    def of(cls, rings: Iterable[Sequence[Sequence[float]]]) -> Shape | None:
        """The shape of ``rings`` as GeoJSON lists them; None where no ring has three corners."""
        made = (np.asarray([corner[:2] for corner in ring], dtype=np.float64) for ring in rings)
        whole = tuple(opened for opened in map(_opened, made) if len(opened) >= _LEAST_CORNERS)
        return cls(whole) if whole else None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north end in degrees."""
        corners = np.concatenate(self.rings)
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        return float(west), float(south), float(east), float(north)

    def contains(self, latitude: float, longitude: float) -> bool:
        """True where the point lies inside; a point on the outline may count as either."""
        return sum(len(_crossings(ring, latitude, longitude)) for ring in self.rings) % 2 == 1

    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of a point inside: the centre of the largest ring, or the widest stretch beside it."""
        ring = max(self.rings, key=lambda r: abs(_signed_area(r)))
        longitude, latitude = _centroid(ring)
        if self.contains(latitude, longitude):
            return latitude, longitude
        ends = np.sort(np.concatenate([_ends(r, latitude) for r in self.rings]))
        if len(ends) < 2:
            return float(ring[0][1]), float(ring[0][0])
        pairs = ends[: len(ends) // 2 * 2].reshape(-1, 2)
        widest = pairs[np.argmax(pairs[:, 1] - pairs[:, 0])]
        return latitude, float(widest.mean())


def _opened(ring: Ring) -> Ring:
    if ring.ndim != 2 or not len(ring):
        return np.empty((0, 2))
    return ring[:-1] if np.array_equal(ring[0], ring[-1]) else ring


def _ends(ring: Ring, latitude: float) -> NDArray[np.float64]:
    """Longitudes at which the outline crosses a latitude."""
    x, y = ring[:, 0], ring[:, 1]
    following_x, following_y = np.roll(x, -1), np.roll(y, -1)
    crossed = (y > latitude) != (following_y > latitude)
    share = (latitude - y[crossed]) / (following_y[crossed] - y[crossed])
    ends: NDArray[np.float64] = x[crossed] + share * (following_x[crossed] - x[crossed])
    return ends


def _crossings(ring: Ring, latitude: float, longitude: float) -> NDArray[np.float64]:
    """Where a line eastward from the point crosses the outline (ray casting)."""
    ends = _ends(ring, latitude)
    return ends[ends > longitude]


def _signed_area(ring: Ring) -> float:
    """Area in square degrees by the shoelace formula; its sign tells the sense of rotation."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _centroid(ring: Ring) -> tuple[float, float]:
    """Longitude and latitude of the centre of gravity; the mean of the corners where the ring has no area."""
    origin = ring[0]
    x, y = (ring - origin).T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    total = float(cross.sum())
    if abs(total) < 1e-15:
        longitude, latitude = ring.mean(axis=0)
        return float(longitude), float(latitude)
    along = float(((x + np.roll(x, -1)) * cross).sum()) / (3 * total)
    up = float(((y + np.roll(y, -1)) * cross).sum()) / (3 * total)
    return float(origin[0]) + along, float(origin[1]) + up


def packed(shape: Shape) -> bytes:
    """The bytes under which a file keeps a shape: counts of corners, then differences in millionths of a degree."""
    counts = np.array([len(shape.rings), *map(len, shape.rings)], dtype="<i4")
    corners = np.rint(np.concatenate(shape.rings) * _SCALE).astype("<i4")
    steps = np.diff(corners, axis=0, prepend=np.zeros((1, 2), dtype="<i4")).astype("<i4")
    return zlib.compress(counts.tobytes() + steps.tobytes(), 9)


def unpacked(data: bytes) -> Shape:
    """The shape that ``packed`` gave ``data`` for."""
    numbers = np.frombuffer(zlib.decompress(data), dtype="<i4")
    count = int(numbers[0])
    sizes = numbers[1 : count + 1]
    corners = numbers[count + 1 :].reshape(-1, 2).astype(np.int64).cumsum(axis=0) / _SCALE
    return Shape(tuple(np.split(corners, np.cumsum(sizes)[:-1])))
