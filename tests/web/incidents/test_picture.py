from __future__ import annotations

import pytest

from tallystick.record import Place
from tallystick.web.incidents.axis import axis
from tallystick.web.incidents.picture import mark
from tallystick.web.incidents.whereabouts import whereabouts

SCALE = axis([10, 20])


def ends(low: int | None, best: int | None, high: int | None) -> dict[str, int | None]:
    return {"low": low, "best": best, "high": high}


def test_a_single_number_is_a_point_on_its_place() -> None:
    drawn = mark(SCALE, ends(12, 12, 12))
    assert (drawn.words, drawn.start, drawn.at, drawn.end) == ("12", drawn.at, drawn.at, drawn.at)


def test_an_open_high_is_an_arrow_to_the_edge() -> None:
    drawn = mark(SCALE, ends(12, 12, None))
    assert (drawn.words, drawn.open_low, drawn.open_high, drawn.end) == ("≥ 12", False, True, "99.00%")


def test_a_range_without_a_best_is_a_line_without_a_point() -> None:
    drawn = mark(SCALE, ends(12, None, 15))
    assert (drawn.words, drawn.at) == ("12–?–15", None)


def test_a_vague_word_alone_goes_from_edge_to_edge() -> None:
    drawn = mark(SCALE, ends(None, None, None), words="dozens")
    assert (drawn.words, drawn.at, drawn.open_low, drawn.open_high) == ("dozens", None, True, True)


@pytest.mark.parametrize(
    ("precision", "area"), [(1, False), (2, False), (3, True), (4, True), (6, True), (None, False)]
)
def test_what_is_known_only_to_a_division_is_an_area(precision: int | None, area: bool) -> None:
    shown = whereabouts(Place("Idlib", latitude=35.9, longitude=36.6, precision=precision, uncertainty_m=40_000))
    assert shown is not None
    assert (shown.area, shown.radius_m) == (area, 40_000)


def test_no_place_told_is_no_place_shown() -> None:
    assert whereabouts(None) is None
