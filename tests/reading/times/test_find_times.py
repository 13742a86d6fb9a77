"""Times of a text as EDTF strings: what each wording means against the report's day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from growing import growth
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.times import find_expressions, find_times
from tallystick.vocabulary import edtf

TUESDAY = "2016-08-16"
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def values(text: str, anchor: str | None = TUESDAY) -> list[str]:
    return [when.edtf for when in find_times(text, anchor)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A market was hit on Monday.", "2016-08-15"),
        ("A market was hit on Tuesday night.", "2016-08-16"),
        ("Early on Sunday morning a mine went off.", "2016-08-14"),
        ("A mine went off at dawn on Friday.", "2016-08-12"),
        ("Saturdays raid was the third.", "2016-08-13"),
        ("Saturday’s raid was the third.", "2016-08-13"),
        ("Shells fell last Tuesday.", "2016-08-09"),
        ("Talks will resume on Friday.", "2016-08-19"),
        ("Next Tuesday the crossing opens.", "2016-08-23"),
        ("THE BRIDGE WAS DESTROYED YESTERDAY", "2016-08-15"),
        ("It happened the day before yesterday.", "2016-08-14"),
        ("A drone was seen last night.", "2016-08-15"),
        ("Shells fell overnight.", "2016-08-15/2016-08-16"),
        ("Overnight Wednesday and into Thursday morning shells fell.", "2016-08-10/2016-08-11"),
        ("Raids on Saturday and Sunday killed six.", "2016-08-13/2016-08-14"),
        ("Fighting flared on Sunday and continued into Monday.", "2016-08-14/2016-08-15"),
        ("Shells fell overnight Tuesday into Wednesday.", "2016-08-09/2016-08-10"),
        ("Shells fell overnight on Sunday.", "2016-08-14/2016-08-15"),
        ("Shells have fallen since dawn.", "2016-08-16"),
        ("Early on Monday a mine went off.", "2016-08-15"),
    ],
)
def test_days_count_from_the_reports_day(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("over the past two days", "2016-08-14/2016-08-16"),
        ("in the last 24 hours", "2016-08-15/2016-08-16"),
        ("in the past week", "2016-08-09/2016-08-16"),
        ("over the past eight months", "2015-12/2016-08"),
        ("over the past three years", "2013/2016"),
        ("in recent weeks", "2016-07-26~/2016-08-16"),
        ("in recent days", "2016-08-13~/2016-08-16"),
        ("in the past few hours", "2016-08-15/2016-08-16"),
        ("in the first week of August", "2016-08-01/2016-08-07"),
        ("in the last week of July", "2016-07-25/2016-07-31"),
        ("the week of 8 August", "2016-08-08/2016-08-14"),
        ("at the beginning of the week", "2016-08-15~"),
        ("since the truce collapsed last week", "2016-08-08/.."),
        ("around 15 May", "2016-05-15~"),
        ("in or around June 2013", "2013-06~"),
        ("possibly on Monday", "2016-08-15?"),
        ("before June 2013", "../2013-06"),
        ("from Friday to Sunday", "2016-08-12/2016-08-14"),
        ("last week", "2016-08-08/2016-08-14"),
        ("earlier this week", "2016-08-15/2016-08-21"),
        ("at the weekend, over the weekend", "2016-08-13/2016-08-14"),
        ("last month", "2016-07"),
        ("so far this month", "2016-08-01/2016-08-16"),
        ("earlier this year", "2016"),
        ("last year", "2015"),
        ("two weeks ago", "2016-08-02"),
        ("about two weeks ago", "2016-08-02~"),
        ("five months ago", "2016-03"),
        ("two years ago", "2014"),
        ("last summer", "2015-22"),
    ],
)
def test_stretches_count_from_the_reports_day(text: str, value: str) -> None:
    assert set(values(text)) == {value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 21 August 2013", "2013-08-21"),
        ("on Aug. 21, 2013", "2013-08-21"),
        ("Wed 05 Apr 2017", "2017-04-05"),
        ("Oct 042017 the agency", "2017-10-04"),
        ("the 5th of May, 2015", "2015-05-05"),
        ("2016-12-13", "2016-12-13"),
        ("13/12/2016", "2016-12-13"),
        ("12/13/2016", "2016-12-13"),
        ("in March 2011", "2011-03"),
        ("in mid-2012", "2012"),
        ("in the early 1990s", "199X"),
        ("the summer of 2014", "2014-22"),
        ("from 5 to 7 August 2015", "2015-08-05/2015-08-07"),
        ("between June and August 2015", "2015-06/2015-08"),
        ("from May 2014 to June 2015", "2014-05/2015-06"),
    ],
)
def test_absolute_dates_need_no_anchor(text: str, value: str) -> None:
    assert values(text, None) == [value]


def test_a_short_year_is_read_beside_its_month() -> None:
    assert values("PUERTO LEMPIRA, 9 JAN 90 (AGENCY) -- [TEXT]", "1990-01-09") == ["1990-01-09"]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("Forty died since Thursday.", "2016-08-11/..", "since Thursday"),
        ("Under siege since 2014.", "2014/..", "since 2014"),
        ("Thousands fled since the revolt began in March 2011.", "2011-03/..", "since the revolt began in March 2011"),
        ("He has since died, on Sunday.", "2016-08-14", "Sunday"),
        ("Shells fell since early Tuesday.", "2016-08-16", "since early Tuesday"),
    ],
)
def test_since_opens_the_interval(text: str, value: str, words: str) -> None:
    (when,) = find_times(text, TUESDAY)
    assert (when.edtf, when.text and when.text.exact) == (value, words)


def test_a_total_of_the_previous_day_counts_from_the_reports_day() -> None:
    text = "A market was hit on Monday. The toll of the previous day rose to 14. Jets came the previous day."
    assert values(text) == ["2016-08-15", "2016-08-15", "2016-08-14"]


def test_later_and_then_count_from_the_time_spoken_of_last() -> None:
    assert values("The town fell on 3 May. Two days later it was looted.") == ["2016-05-03", "2016-05-05"]
    assert values("The blockade began in June. Since then 40 have starved.") == ["2016-06", "2016-06/.."]
    assert values("The town fell on 3 May. Hours later it burned.") == ["2016-05-03", "2016-05-03"]
    assert values("The town fell on 3 May. Days later it burned.") == ["2016-05-03", "2016-05-06~"]
    assert values("The town fell on 3 May. The next morning it burned.") == ["2016-05-03", "2016-05-04"]
    assert values("The town fell on 3 May. The day after the attack it burned.") == ["2016-05-03", "2016-05-04"]
    assert values("They were found on Friday, two days after gunmen seized them.") == ["2016-08-12", "2016-08-10"]


@pytest.mark.parametrize(
    "text",
    [
        "The siege lasted three days.",
        "Shells fall every day.",
        "2000 people fled.",
        "A 19-year-old died.",
        "He may march.",
        "A two-day truce.",
        "Between 0600 and 1800 GMT.",
        "",
    ],
)
def test_lengths_sets_and_counts_are_no_dates(text: str) -> None:
    assert values(text) == []


def test_without_an_anchor_only_absolute_times_are_given() -> None:
    text = "On Monday and again on 21 August shells fell; in 2014 the town was taken, last month it was left."
    assert values(text, None) == ["XXXX-08-21", "2014"]


def test_the_region_limits_what_is_found_but_not_the_offsets() -> None:
    text = "On Sunday one died. On Monday two died. Today none."
    (when,) = find_times(text, TUESDAY, 20, 39)
    assert when.text and text[when.text.start : when.text.end] == when.text.exact == "Monday"


def test_a_bad_anchor_is_told() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        find_times("on Monday", "yesterday")


def test_expressions_keep_lengths_and_sets_for_timex3() -> None:
    found = find_expressions("For three days, every day, shells fell.", date(2016, 8, 16))
    assert [(e.reading.kind, e.reading.timex) for e in found] == [("DURATION", "P3D"), ("SET", "P1D")]


@given(st.sampled_from(WEEKDAYS), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_weekday_is_the_last_one_up_to_the_anchor(name: str, anchor: date) -> None:
    (when,) = find_times(f"Two were killed on {name}.", anchor.isoformat())
    day = date.fromisoformat(when.edtf)
    assert WEEKDAYS[day.weekday()] == name
    assert timedelta(0) <= anchor - day <= timedelta(days=6)


@given(st.integers(2, 30), st.dates(date(1900, 2, 1), date(2099, 11, 1)))
def test_so_many_days_ago_and_later_is_that_many_days(count: int, anchor: date) -> None:
    (ago,) = find_times(f"It was hit {count} days ago.", anchor.isoformat())
    assert date.fromisoformat(ago.edtf) == anchor - timedelta(days=count)
    told, later = find_times(f"It was hit on {anchor:%d %B %Y}. {count} days later it fell.", None)
    assert date.fromisoformat(later.edtf) == anchor + timedelta(days=count)
    assert (later.anchor, later.anchor_kind) == (told.edtf, "event")


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(1, 27), st.integers(0, 3))
def test_a_range_goes_from_its_first_to_its_last_day(anchor: date, first: int, more: int) -> None:
    last = min(28, first + 1 + more)
    (when,) = find_times(f"from {first} to {last} {anchor:%B %Y}", anchor.isoformat())
    assert edtf.interval(when.edtf) == (anchor.replace(day=first), anchor.replace(day=last))


WORDS = """
since from between the a last past next this same following on in of to until and early late mid end start hours two
31 12 2016 042017 990 first few recent about day days week month year decade century weekend quarter hour Monday Wed
Friday's January Feb. may March summer 1990s today yesterday tonight overnight dawn night ago earlier later after
before then now , - . 2016-12-13 99/99/2016 31/02/2016 so far said every
"""


@given(
    st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=3), max_size=40).map(" ".join),
    st.none() | st.dates().map(date.isoformat),
)
def test_every_time_is_exact_ordered_and_valid(text: str, anchor: str | None) -> None:
    end = 0
    for when in find_times(text, anchor):
        assert when.text is not None
        assert text[when.text.start : when.text.end] == when.text.exact
        assert end <= when.text.start < when.text.end
        end = when.text.end
        first, last = edtf.interval(when.edtf)
        assert first is None or last is None or first <= last
        assert when.precision == edtf.precision(when.edtf)


@pytest.mark.parametrize(
    "piece",
    ["Monday ", "the ", "a few ", "9", "since ", "in the last ", "said on Monday ", "2016-", "a" * 50, "since then "],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def finding(size: int) -> Callable[[], object]:
        return partial(find_times, piece * (size // len(piece)) + "Monday", TUESDAY)

    assert growth(finding, 25_000) < 9
