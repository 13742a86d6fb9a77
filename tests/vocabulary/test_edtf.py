"""The days that EDTF strings cover, and UCDP's precision of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.vocabulary.edtf import interval, precision


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2016-12-13", date(2016, 12, 13), date(2016, 12, 13)),
        ("2016-12-13T10:35Z", date(2016, 12, 13), date(2016, 12, 13)),
        ("2016-12-13~", date(2016, 12, 13), date(2016, 12, 13)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-02-XX", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016?", date(2016, 1, 1), date(2016, 12, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2015-21", date(2015, 3, 1), date(2015, 5, 31)),
        ("2015-24", date(2015, 12, 1), date(2016, 2, 29)),
        ("2015-33", date(2015, 1, 1), date(2015, 3, 31)),
        ("2016-12-12/2016-12-14", date(2016, 12, 12), date(2016, 12, 14)),
        ("2011-03/2016", date(2011, 3, 1), date(2016, 12, 31)),
        ("2014/..", date(2014, 1, 1), None),
        ("../2014", None, date(2014, 12, 31)),
        ("2014-05-03/", date(2014, 5, 3), None),
        ("XXXX-08-21", None, None),
    ],
)
def test_interval(edtf: str, first: date | None, last: date | None) -> None:
    assert interval(edtf) == (first, last)


@pytest.mark.parametrize(
    "edtf",
    ["", "..", "../..", "monday", "2016-13", "2016-02-30", "2016-1-1", "16-12-13", "2016/2015", "2016-12-13/x", "0000",
     "2016T10:00", "XXXX-02-31", "2016-12-13 ", "٢٠١٦"],
)  # fmt: skip
def test_malformed_strings_are_refused_in_one_sentence(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"^[^.]+.*: [^:]+\.$"):
        interval(edtf)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_precision_is_the_function_of_the_days_between_found_in_ucdp_ged(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    wanted = 1 if days == 0 else 2 if days <= 5 else 3 if days == 6 else 4 if days <= 30 else 5
    assert precision(f"{first}/{last}") == wanted


@pytest.mark.parametrize(
    ("edtf", "level"),
    [("2016-12-13", 1), ("2016-12", 4), ("2016", 5), ("2016-12-13/..", 5), ("../2016", 5), ("XXXX-08-21", None)],
)
def test_precision_of_single_dates_and_open_ends(edtf: str, level: int | None) -> None:
    assert precision(edtf) == level


@given(st.dates(date(1000, 1, 1)), st.integers(0, 5000), st.sampled_from(["", "~", "?", "%"]))
def test_an_interval_of_days_gives_them_back_however_it_is_qualified(first: date, days: int, mark: str) -> None:
    last = min(date.max, first + timedelta(days=min(days, (date.max - first).days)))
    assert interval(f"{first}{mark}/{last}{mark}") == (first, last)
    assert interval(f"{first}{mark}") == (first, first)
    assert interval(f"{first}/..") == (first, None)
    assert interval(f"../{last}") == (None, last)


@given(st.dates(date(1000, 1, 1), date(9999, 11, 30)))
def test_a_month_and_a_year_hold_their_days(day: date) -> None:
    for coarse in (f"{day:%Y-%m}", f"{day:%Y}", f"{day.year // 10:03d}X"):
        first, last = interval(coarse)
        assert first is not None
        assert last is not None
        assert first <= day <= last
