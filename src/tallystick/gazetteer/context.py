"""What a report as a whole tells of where its places are: countries, divisions and neighbourhoods of places."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

from attrs import field, frozen

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.outlets import Outlet
from tallystick.vocabulary.loader import load

Find = Callable[[str], tuple[Candidate, ...]]
Division = tuple[str, str]
Cell = tuple[int, int]
K = TypeVar("K")
CELLS_PER_DEGREE = 2
_EARTH = 6371.0
_CLEAR = 2.0
_AROUND = tuple((north, east) for north in (-1, 0, 1) for east in (-1, 0, 1))


@frozen
class Context:
    """What a report's names say together: votes for countries, for first-order divisions and for cells of the map.

    The ``own`` ones keep what each name (by its key), and other names of the same place, voted, so that a name is
    judged by the others.
    """

    countries: Mapping[str, float] = field(factory=dict)
    own: Mapping[str, Mapping[str, float]] = field(factory=dict)
    divisions: Mapping[Division, float] = field(factory=dict)
    own_divisions: Mapping[str, Mapping[Division, float]] = field(factory=dict)
    cells: Mapping[Cell, float] = field(factory=dict)
    own_cells: Mapping[str, Mapping[Cell, float]] = field(factory=dict)
    on_the_ground: Mapping[str, float] = field(factory=dict)
    """Votes for countries by the towns and divisions named alone: a country that is only named may be one that acts."""
    told: Mapping[str, frozenset[str]] = field(factory=dict)
    """Ids of the places that the text says a name means, by its key ("Paris, Texas")."""
    outlet: Outlet = field(factory=Outlet)

    @property
    def is_clear(self) -> bool:
        """True where enough is said to tell which countries the report is about."""
        return max(self.countries.values(), default=0.0) >= _CLEAR

    def country_share(self, country: str | None, key: str = "") -> float:
        """Weight of a country between 0 and 1 by all names but ``key``."""
        return _share(self.countries, self.own.get(key, {}), country)

    def ground_share(self, country: str | None, key: str = "") -> float:
        """Weight of a country between 0 and 1 by the towns and divisions but ``key`` that the report names."""
        return _share(self.on_the_ground, self.own.get(key, {}), country)

    def division_share(self, division: Division, key: str = "") -> float:
        """Weight of a first-order division between 0 and 1 by all names but ``key``."""
        return _share(self.divisions, self.own_divisions.get(key, {}), division)

    def division_votes(self, division: Division, key: str = "") -> float:
        """How many names but ``key`` may lie in a first-order division; one that may lie in several counts less."""
        own = self.own_divisions.get(key, {}).get(division, 0.0)
        return max(0.0, self.divisions.get(division, 0.0) - own)

    def votes_around(self, place: Candidate, key: str = "") -> float:
        """How many names but ``key`` may lie within about half a degree of a place, counted likewise."""
        north, east = cell_of(place)
        own = self.own_cells.get(key, {})
        around = [(north + up, east + along) for up, along in _AROUND]
        return max(0.0, sum(self.cells.get(cell, 0.0) - own.get(cell, 0.0) for cell in around))


def _share(votes: Mapping[K, float], own: Mapping[K, float], wanted: K | None) -> float:
    if wanted is None or wanted not in votes:
        return 0.0
    top = max(value - own.get(key, 0.0) for key, value in votes.items())
    return (votes[wanted] - own.get(wanted, 0.0)) / max(top, 1.0)


def cell_of(place: Candidate) -> Cell:
    """The square of half a degree that a place lies in."""
    return cell_of_point(place.latitude, place.longitude)


def cell_of_point(latitude: float, longitude: float) -> Cell:
    """The square of half a degree that a point lies in."""
    return math.floor(latitude * CELLS_PER_DEGREE), math.floor(longitude * CELLS_PER_DEGREE)


@cache
def demonyms() -> dict[str, str]:
    """Country code by word for its people and things, in lower case."""
    return {word: country for country, listed in load("place_demonyms").items() for word in listed}


def kilometres(one: Candidate, other: Candidate) -> float:
    """Great-circle distance between two places on a sphere."""
    a, b, c, d = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(h)))
