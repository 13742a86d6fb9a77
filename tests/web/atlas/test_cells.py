from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import IncidentDigest
from tallystick.web.atlas.cells import cells

Add = Callable[..., Any]
ALEPPO = {"latitude": 36.2, "longitude": 37.15}
IDLIB = {"latitude": 35.93, "longitude": 36.63}


def rows(alias: str) -> Any:
    return IncidentDigest.objects.using(alias).filter(harm=True)


def test_what_lies_close_together_is_one_circle_farther_out_and_apart_farther_in(add: Add, alias: str) -> None:
    add(**ALEPPO, precision=1, killed_low=3, killed_best=3, killed_high=5)
    idlib = add(**IDLIB, precision=1, killed_low=1, killed_best=1, killed_high=None)
    (far,) = cells(rows(alias), 4)
    assert (far.totals.words, far.incident, far.totals.incidents) == ("4–4–6+", "", 2)
    near = cells(rows(alias), 10)
    assert len(near) == 2
    assert incident_id(idlib.pk) in {cell.incident for cell in near}


def test_what_is_known_only_to_a_province_is_an_area_and_in_no_circle(add: Add, alias: str) -> None:
    add(**ALEPPO, precision=1)
    for _ in range(2):
        add(**ALEPPO, precision=4, country="SY", admin1="Aleppo", place="Aleppo")
    area, circle = cells(rows(alias), 9)
    assert (area.name, area.totals.incidents, area.radius_km > 0) == ("Aleppo, SY", 2, True)
    assert (circle.name, circle.totals.incidents, circle.radius_km) == ("", 1, 0)


def test_districts_are_areas_of_their_own_only_close_in(add: Add, alias: str) -> None:
    for place in ("Afrin", "Jarabulus"):
        add(**ALEPPO, precision=3, country="SY", admin1="Aleppo", place=place)
    assert {cell.name for cell in cells(rows(alias), 9)} == {"Afrin, Aleppo, SY", "Jarabulus, Aleppo, SY"}
    assert [cell.name for cell in cells(rows(alias), 6)] == ["Aleppo, SY"]
    assert [cell.name for cell in cells(rows(alias), 2)] == ["SY"]


def test_what_has_no_coordinates_is_on_no_map(add: Add, alias: str) -> None:
    add(place="somewhere")
    assert cells(rows(alias), 3) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180), st.sampled_from([None, 1, 2, 3, 4, 6])), max_size=12),
    st.integers(0, 14),
)
def test_every_placed_incident_is_in_just_one_cell(
    add: Add, alias: str, points: list[tuple[float, float, int | None]], zoom: int
) -> None:
    rows(alias).delete()
    for latitude, longitude, precision in points:
        add(latitude=latitude, longitude=longitude, precision=precision, country="SY", admin1="A", place="P")
    found = cells(rows(alias), zoom)
    assert sum(cell.totals.incidents for cell in found) == len(points)
    assert all(-90 <= cell.latitude <= 90 and -180 <= cell.longitude <= 180 for cell in found)
