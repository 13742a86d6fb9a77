"""How the places of two tellings stand to one another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from tallystick.linking.findings import Finding
from tallystick.record import Place

NEAR_KM = 10.0
FAR_KM = 60.0
_TOWN = 3
"""Places of this precision and finer (UCDP where_prec) are points rather than areas."""
_NEAREST = ("same", "near", "division", "within", "country", "unknown", "apart", "elsewhere", "far")
_RANKS = {f"place-{name}": rank for rank, name in enumerate(_NEAREST)}


def places(ones: Sequence[Place], others: Sequence[Place]) -> Finding:
    """The nearest relation between a place of the one and a place of the other."""
    if not ones or not others:
        return Finding("place-unknown", "one of them names no place")
    if len(ones) == len(others) == 1:
        return _places(ones[0], others[0])
    return min((_places(a, b) for a in ones for b in others), key=_distance)


def _distance(found: Finding) -> int:
    return _RANKS[found.feature]


def _places(a: Place, b: Place) -> Finding:
    if a.country is None or b.country is None:
        if a.name.lower() == b.name.lower():
            return Finding("place-same", "both at {}", (a.name,))
        return Finding("place-unknown", "{}, {}: not located", (a.name, b.name))
    if a.country != b.country:
        return Finding("place-elsewhere", "{} is not {}", (a.country, b.country))
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return _other_division(a, b)
    return _same_division(a, b)


def _other_division(a: Place, b: Place) -> Finding:
    far = distance_km(a, b)
    if far <= _near(a, b):
        return Finding("place-near", "{} is near {}", (a.name, b.name))
    if max(a.precision or 6, b.precision or 6) < _TOWN:
        return Finding("place-far", "{} is {:.0f} km from {}", (a.name, far, b.name))
    return Finding("place-elsewhere", "{} is not {}", (a.admin1, b.admin1))


def _same_division(a: Place, b: Place) -> Finding:
    coarser = max(a.precision or 6, b.precision or 6)
    if coarser >= 6 or not (a.admin1 and b.admin1):
        return Finding("place-country", "both in {}", (a.country,))
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        point = coarser <= _TOWN
        return Finding("place-same" if point else "place-division", "both {} {}", ("at" if point else "in", a.name))
    if coarser > _TOWN:
        return Finding("place-within", "{} and {} are both in {}", (a.name, b.name, a.admin1 or a.country))
    return _by_distance(a, b)


def _by_distance(a: Place, b: Place) -> Finding:
    far = distance_km(a, b)
    feature = "place-near" if far <= _near(a, b) else "place-apart" if far <= FAR_KM else "place-far"
    return Finding(feature, "{} is {:.0f} km from {}", (a.name, far, b.name))


def _near(a: Place, b: Place) -> float:
    """Kilometres within which the two can be one place: more where the words put one of them "near" a town."""
    return max(NEAR_KM, min((max(a.uncertainty_m or 0, b.uncertainty_m or 0)) / 1000, FAR_KM / 2))


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres; infinite where one has no coordinates."""
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return float("inf")
    return _great_circle(a.latitude or 0.0, a.longitude or 0.0, b.latitude or 0.0, b.longitude or 0.0)


@lru_cache(100_000)
def _great_circle(*degrees: float) -> float:
    lat1, lon1, lat2, lon2 = map(radians, degrees)
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))
