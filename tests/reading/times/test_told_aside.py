"""Events told by how long after them something else was: "a week after the strike that killed ten"."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.times import choose_time, find_times
from tallystick.vocabulary.edtf import interval

SATURDAY = "2017-04-08"


def values(text: str, anchor: str = SATURDAY) -> list[str]:
    return [when.edtf for when in find_times(text, anchor)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Three days", "2017-04-05"),
        ("Nearly three days", "2017-04-05/2017-04-06"),
        ("A week", "2017-03-31/2017-04-02"),
        ("Nearly a week", "2017-04-01/2017-04-03"),
        ("About two weeks", "2017-03-23/2017-03-27"),
        ("More than a week", "2017-03-26/2017-03-31"),
        ("Less than a week", "2017-04-02/2017-04-07"),
        ("Days", "2017-04-02/2017-04-06"),
        ("Several weeks", "2017-03-11/2017-03-25"),
        ("A month", "2017-03"),
        ("Nearly a month", "2017-03~"),
        ("More than a year", "2015-04/2016-04"),
        ("Less than a month", "2017-03-08/2017-04-07"),
    ],
)
def test_the_event_lies_as_long_before_the_report_as_the_words_say(words: str, value: str) -> None:
    told = f"{words} after an air strike killed ten people, the market opened again."
    assert values(told) == [value]
    assert values(f"The market opened again {words.lower()} after an air strike killed ten people.") == [value]


def test_the_day_of_the_main_clause_is_what_it_is_counted_from() -> None:
    assert values("Two days after a bomb killed seven, another hurt four on Tuesday.") == [
        "2017-04-02",
        "2017-04-04",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two days after Tuesday's strike, a bomb hurt four.",
        "Jets struck the town on Tuesday. Two days after the strike, a bomb hurt four.",
        "A day before the truce, jets struck the town on the coast.",
        "Day after day, they came.",
    ],
)
def test_what_has_a_day_of_its_own_or_may_have_one_is_not_counted_from_the_report(text: str) -> None:
    assert [value for value in values(text) if value != "2017-04-04"] == []


def test_the_main_clause_does_not_take_the_time_of_what_is_told_aside() -> None:
    text = "A week after a strike killed ten, rescuers were searching the rubble."
    times, sentence = find_times(text, SATURDAY), (0, len(text))
    for word, value in (("strike", "2017-03-31/2017-04-02"), ("searching", None)):
        trigger = (text.index(word), text.index(word) + len(word))
        when = choose_time(text, times, sentence, sentence, trigger=trigger)
        assert (when.edtf if when else None) == value


@given(
    st.sampled_from(["", "nearly ", "about ", "more than ", "less than ", "almost "]),
    st.integers(1, 20),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_it_always_lies_before_the_report(blur: str, count: int, unit: str) -> None:
    text = f"{blur}{count} {unit}s after the raid that killed ten, the road was shut.".capitalize()
    for value in values(text):
        first, last = interval(value)
        assert first is not None
        assert first < date.fromisoformat(SATURDAY)
        assert last is not None


@pytest.mark.parametrize(
    "text",
    [
        "Two of the wounded died on Friday.",
        "Two more died on Friday, taking the toll to 16.",
        "The toll rose to 16 after two more died on Friday.",
    ],
)
def test_the_day_of_a_later_death_does_not_date_the_event(text: str) -> None:
    ends = (0, len(text))
    assert choose_time(text, find_times(text, SATURDAY), ends, ends) is None
