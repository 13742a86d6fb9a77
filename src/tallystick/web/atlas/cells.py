"""What a map shows: circles for what lies close together, and areas for what is known only to a division.

An incident that its reports place only in a district, a province or a country is never drawn at a point of it: it is
counted with all that is known no better there, in one hatched area.
"""

from __future__ import annotations

from typing import Any

from attrs import asdict, frozen
from django.db.models import Case, CharField, Count, F, FloatField, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Floor

from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import IncidentDigest
from tallystick.web.atlas.sums import Totals, killed

_WHOLE_WORLD_DEGREES = 360 / 256
"""Degrees of longitude to a pixel at zoom 0."""
_CELL_PIXELS = 76
_FINEST_ZOOM = 12
MOST = 1000
"""Circles and areas that are given at most."""
_EXACT = 2
_DISTRICT, _DIVISION, _COUNTRY = 3, 4, 6
_DIVISIONS_FROM, _DISTRICTS_FROM = 6, 8
"""Zooms from which areas are divisions and districts; farther out they are countries, which hold them."""
_AREA_KM = {_DISTRICT: 25, _DIVISION: 80, _COUNTRY: 250}
"""How large an area is drawn, in kilometres from its middle; the label says that it is one."""


@frozen
class Cell:
    """Incidents that are drawn together."""

    latitude: float
    longitude: float
    totals: Totals
    name: str = ""
    """The division, for an area."""
    radius_km: int = 0
    """0 for a circle of close points."""
    incident: str = ""
    """The incident's id where it is one alone."""
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """West, south, east and north of the points that it stands for."""


def cells(rows: QuerySet[IncidentDigest], zoom: int) -> list[Cell]:
    """The circles and areas of ``rows``, those with most incidents first."""
    placed = rows.filter(latitude__isnull=False)
    return [*_areas(placed.filter(precision__gt=_EXACT), zoom), *_points(placed, zoom)]


def unplaced(rows: QuerySet[IncidentDigest]) -> int:
    """How many of ``rows`` no map can show."""
    return rows.filter(latitude__isnull=True).count()


def _points(rows: QuerySet[IncidentDigest], zoom: int) -> list[Cell]:
    size = Value(_CELL_PIXELS * _WHOLE_WORLD_DEGREES / 2 ** max(0, min(zoom, _FINEST_ZOOM)), FloatField())
    close = rows.filter(Q(precision__lte=_EXACT) | Q(precision__isnull=True))
    close = close.annotate(row=Floor(F("latitude") / size), column=Floor(F("longitude") / size))
    return [_cell(found) for found in _grouped(close, "row", "column")]


def _areas(rows: QuerySet[IncidentDigest], zoom: int) -> list[Cell]:
    """By country, farther in by division and by district, as well as each is known."""
    nothing = Value("", CharField())
    district = When(precision=_DISTRICT, then=F("place"))
    division = When(precision__lt=_COUNTRY, then=F("admin1"))
    divided = rows.annotate(
        spot=Case(district, default=nothing) if zoom >= _DISTRICTS_FROM else nothing,
        division=Case(division, default=nothing) if zoom >= _DIVISIONS_FROM else nothing,
    )
    return [_area(row) for row in _grouped(divided, "country", "division", "spot")]


def _area(row: dict[str, Any]) -> Cell:
    level = _DISTRICT if row["spot"] else _DIVISION if row["division"] else _COUNTRY
    name = ", ".join(dict.fromkeys(filter(None, (row["spot"], row["division"], row["country"])))) or "?"
    return _cell(row, name, _AREA_KM[level])


def _grouped(rows: QuerySet[IncidentDigest], *by: str) -> list[dict[str, Any]]:
    sides = {f"{side}_{end.name}": end(side) for side in ("latitude", "longitude") for end in (Min, Max)}
    found = rows.values(*by).annotate(**killed(), **sides, first=Min("incident"), count=Count("incident"))
    return list(found.order_by("-count", "first")[:MOST])


def _cell(row: dict[str, Any], name: str = "", radius_km: int = 0) -> Cell:
    middle = {side: (row[f"{side}_Min"] + row[f"{side}_Max"]) / 2 for side in ("latitude", "longitude")}
    alone = incident_id(row["first"]) if row["count"] == 1 else ""
    box = (row["longitude_Min"], row["latitude_Min"], row["longitude_Max"], row["latitude_Max"])
    return Cell(**middle, totals=Totals.of(row), name=name, radius_km=radius_km, incident=alone, box=box)


def plain(cell: Cell) -> dict[str, Any]:
    """A cell for the map's script."""
    return {**asdict(cell), "killed": cell.totals.words, "short": cell.totals.short}
