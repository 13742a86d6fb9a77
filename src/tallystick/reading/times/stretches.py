"""Stretches of time: weeks, months and years told against the report's day, and lengths and sets that have no date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from attrs import evolve

from tallystick.reading.times import absolute
from tallystick.reading.times.frame import Frame, Reading, calendar_unit, shift, span
from tallystick.reading.times.lexicon import count_of, number_of, unit_of, vague_count, values
from tallystick.reading.times.relative import Rule, Words, anchored
from tallystick.vocabulary import edtf

_LENGTH = re.compile(
    r"\b(?:for|in|within|than|about|nearly|almost|after|of|over|least|only|just|once|lasted|during)\s+$", re.IGNORECASE
)
_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
"""Letters of TIMEX3 durations, with the T that stands before those of the clock."""
_MULTIPLES = {"quarter": ("M", 3), "decade": ("Y", 10), "century": ("Y", 100)}


def _length(words: Words) -> str:
    """The TIMEX3 duration of the words: P3D, PT24H, PXW for a vague number."""
    count, unit = count_of(words), unit_of(words)
    letter, amount = _LETTERS[unit], "X" if count is None else str(count)
    if unit in _MULTIPLES and count is not None:
        letter, amount = _MULTIPLES[unit][0], str(count * _MULTIPLES[unit][1])
    return f"P{letter[:-1]}{amount}{letter[-1]}"


def rolling(words: Words, frame: Frame, anchor: date) -> Reading:
    """The past two days, the last 24 hours, the next three months: from or up to the anchor."""
    count = count_of(words)
    units = count if count is not None else vague_count(words)
    sign = -1 if "L" in values(words) else 1
    return _window(anchor, sign * units, unit_of(words), count is None and unit_of(words) != "hour", _length(words))


def recent(words: Words, frame: Frame, anchor: date) -> Reading | None:
    """Recent days, weeks or months: an approximate start up to the anchor."""
    unit = unit_of(words)
    if vague_count(words) != 3 or unit == "hour":
        return None
    return _window(anchor, -3, unit, True, _length(words))


def week_of_month(words: Words, frame: Frame) -> Reading | None:
    """The first week of August, the last week of May 2014: seven days from its start or up to its end."""
    read = absolute.month_year if number_of(words, "Y") else absolute.month
    found = read([w for w in words if w.category in "MmjY"], frame)
    first, last = edtf.interval(found.edtf) if found and found.edtf else (None, None)
    number = number_of(words, "O") or 1
    if first is None or last is None or unit_of(words) != "week" or number > 5:
        return None
    if "L" in values(words):
        return span(last - timedelta(days=6), last)
    start = first + timedelta(days=7 * (number - 1))
    return span(start, min(last, start + timedelta(days=6)))


def _window(anchor: date, count: int, unit: str, vague: bool, timex: str) -> Reading:
    """``count`` units up to or from the anchor, in days for days and weeks, else in months or years."""
    first, last = sorted((shift(anchor, count, unit), anchor))
    size = 7 if unit in ("month", "quarter") else 4 if unit in ("year", "decade", "century") else 10
    start, end = first.isoformat()[:size], last.isoformat()[:size]
    value = start if start == end else f"{start}{'~' if vague else ''}/{end}"
    return Reading("DURATION", value, "span", timex=timex)


def period(words: Words, frame: Frame, anchor: date) -> Reading:
    """Last month, this week, next year; "the past week" and "the last week" are the seven days up to the anchor."""
    which, unit = values(words), unit_of(words)
    back = which.get("L")
    if unit == "weekend":
        return _weekend(frame, anchor, ahead="X" in which)
    if back == "past" or (back == "last" and [w.category for w in words] == ["t", "L", "U"]):
        return _window(anchor, -1, unit, False, f"P1{_LETTERS[unit]}")
    return calendar_unit(unit, anchor, -1 if back else 1 if "X" in which else 0)


def weekend(words: Words, frame: Frame, anchor: date) -> Reading:
    """The weekend: the last one that began, or the next where the verb looks ahead."""
    return _weekend(frame, anchor, ahead=False)


def _weekend(frame: Frame, anchor: date, *, ahead: bool) -> Reading:
    coming = ahead or (frame.ahead and anchor.weekday() < 5)
    return calendar_unit("weekend", anchor, 1 if coming else 0)


def whole(words: Words, frame: Frame, anchor: date) -> Reading | None:
    """The year, the week: the report's own, too vague to date an event."""
    if unit_of(words) == "day":
        return None
    if frame.after.lstrip().lower().startswith("end"):
        return Reading("DURATION", timex=_length(words))
    unit, found = unit_of(words), calendar_unit(unit_of(words), anchor, 0)
    if unit == "week" and found.first and values(words).get("I") == "START":
        return Reading("DATE", f"{found.first.isoformat()}~", "week")
    return evolve(found, dates=False)


def duration(words: Words, frame: Frame) -> Reading | None:
    """How long: no date. "A week" counts only after a preposition, not as a rate ("four flights a week")."""
    if words[0].category == "a" and not _LENGTH.search(frame.before):
        return None
    return Reading("DURATION", timex=_length(words))


def each(words: Words, frame: Frame) -> Reading:
    """Every day, each Thursday: no date."""
    which = values(words)
    if "W" in which:
        return Reading("SET", timex=f"XXXX-WXX-{int(which['W']) + 1}")
    if "M" in which:
        return Reading("SET", timex=f"XXXX-{int(which['M']):02d}")
    return Reading("SET", timex="P1D" if "P" in which else f"P1{_LETTERS[unit_of(words)]}")


def often(words: Words, frame: Frame) -> Reading:
    """Daily, weekly: no date."""
    return Reading("SET", timex=str(words[0].value))


def reference(words: Words, frame: Frame) -> Reading:
    """Now, recently, the future: no date."""
    return Reading("DATE", timex=str(words[-1].value))


RULES: dict[str, Rule] = {
    "rolling": anchored(rolling),
    "recent": anchored(recent),
    "week_of_month": week_of_month,
    "period": anchored(period),
    "weekend": anchored(weekend),
    "whole": anchored(whole),
    "duration": duration,
    "each": each,
    "often": often,
    "reference": reference,
}
