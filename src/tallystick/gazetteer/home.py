"""Where the reports of one casebook, or of one outlet, mostly tell of: what earlier ones say to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from attrs import evolve, field, frozen

from tallystick.gazetteer.context import Cell, Context, Division, cell_of_point
from tallystick.record import Place

K = TypeVar("K")
_WEIGHT = 2.0
"""A home of many places says as much as two names of the report itself."""
_MANY = 10
"""Places of which a home says half as much."""


@frozen
class Home:
    """Weights of the countries, divisions and cells of the map in which the places of earlier reports lie."""

    countries: Mapping[str, float] = field(factory=dict)
    divisions: Mapping[Division, float] = field(factory=dict)
    cells: Mapping[Cell, float] = field(factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> Home:
        """The home that resolved ``places`` make; those without a country say nothing."""
        told = [p for p in places if p.country and p.latitude is not None and p.longitude is not None]
        towns = [p for p in told if p.admin1]
        return cls(
            countries=_shares(p.country or "" for p in told),
            divisions=_shares((p.country or "", p.admin1 or "") for p in towns),
            cells=_shares(cell_of_point(p.latitude or 0.0, p.longitude or 0.0) for p in towns),
        )

    @classmethod
    def about(cls, countries: Sequence[str]) -> Home:
        """The home of reports that are about ``countries`` (ISO 3166-1 alpha-2), where nothing finer is known."""
        return cls(countries=dict.fromkeys(countries, _WEIGHT))

    def added_to(self, context: Context) -> Context:
        """``context`` with what the home says besides."""
        return evolve(
            context,
            countries=_sum(context.countries, self.countries),
            on_the_ground=_sum(context.on_the_ground, self.countries),
            divisions=_sum(context.divisions, self.divisions),
            cells=_sum(context.cells, self.cells),
        )


def _shares(found: Iterable[K]) -> dict[K, float]:
    counts = Counter(found)
    return {key: _WEIGHT * count / (counts.total() + _MANY) for key, count in counts.items()}


def _sum(votes: Mapping[K, float], shares: Mapping[K, float]) -> dict[K, float]:
    return {**votes, **{key: votes.get(key, 0.0) + share for key, share in shares.items()}}
