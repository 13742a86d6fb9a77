"""The area that the words of a place give: a middle and a radius of uncertainty, in metres."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from attrs import frozen

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.phrases import Segment
from tallystick.gazetteer.shapes import KM_PER_DEGREE
from tallystick.vocabulary.loader import load

_POLE = 89.9


@frozen
class Extent:
    """A circle in which the words put the event."""

    latitude: float
    longitude: float
    radius_m: int


def extent(place: Candidate, segment: Segment, beside: bool = False) -> Extent:
    """The circle of ``segment``, resolved to ``place``: by what the words call it, else by its kind.

    "20 km west of Idlib" lies 20 km west, give or take a share of the way; without a direction anywhere around. The
    radius grows with the words' vagueness and not with the candidate's own size. ``beside`` says that the event's own
    place is an unknown one by or in this one.
    """
    table = _table()
    kind = segment.kind if segment.kind in table["kinds"] else place.kind
    metres: int = table["called"].get(segment.word) or table["kinds"][kind]
    latitude, longitude = place.latitude, place.longitude
    if segment.distance_km is not None and segment.bearing is not None:
        latitude, longitude = moved(latitude, longitude, segment.distance_km, segment.bearing)
        metres = max(metres, round(1000 * segment.distance_km * table["share_of_way"]))
    elif segment.distance_km is not None:
        metres += round(1000 * segment.distance_km)
    elif segment.border:
        metres = max(metres, table["border"])
    elif segment.near or beside:
        metres = max(metres, table["near"])
    return Extent(latitude, longitude, metres)


def moved(latitude: float, longitude: float, km: float, bearing: float) -> tuple[float, float]:
    """The point so many km away in a direction (degrees from north, clockwise), on a plane: for tens of km."""
    north = km * math.cos(math.radians(bearing)) / KM_PER_DEGREE
    east = km * math.sin(math.radians(bearing)) / KM_PER_DEGREE
    there = max(-_POLE, min(_POLE, latitude + north))
    along = longitude + east / math.cos(math.radians(max(-_POLE, min(_POLE, latitude))))
    return round(there, 5), round((along + 180) % 360 - 180, 5)


@cache
def _table() -> dict[str, Any]:
    return dict(load("place_extents"))
