from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tallystick.web.atlas.bins import bounds, timeline
from tallystick.web.atlas.filters import Filters

Add = Callable[..., Any]
START = date(2014, 1, 31)


@pytest.mark.parametrize(
    ("days", "unit", "bins"), [(0, "day", 1), (60, "day", 61), (200, "month", 8), (9000, "year", 25)]
)
def test_the_unit_fits_the_span_and_no_bin_is_missing(add: Add, alias: str, days: int, unit: str, bins: int) -> None:
    for day in (START, START + timedelta(days=days)):
        add(first_day=day, last_day=day, killed_low=2, killed_best=2, killed_high=2)
    add()
    line = timeline(Filters(), alias)
    assert (line.unit, len(line.bins), line.undated) == (unit, bins, 1)
    assert sum(one.totals.low for one in line.bins) == 4
    assert all(b.last + timedelta(days=1) == c.first for b, c in zip(line.bins, line.bins[1:], strict=False))


def test_without_a_date_there_are_no_bins(add: Add, alias: str) -> None:
    add()
    line = timeline(Filters(), alias)
    assert (line.bins, line.undated, line.most) == ((), 1, 0)


def test_a_february_ends_when_it_ends() -> None:
    assert bounds("2016-02") == (date(2016, 2, 1), date(2016, 2, 29))
