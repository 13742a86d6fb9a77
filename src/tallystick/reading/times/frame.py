"""What a time expression is read against, what it is read as, and the calendar arithmetic between the two."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from attrs import frozen

from tallystick.vocabulary import edtf

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Unit = Literal["hour", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century", "span"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"week": 7, "day": 1, "minute": 0, "second": 0}


@frozen
class Frame:
    """The day of the report, what the text spoke of last, and whether the verb looks ahead.

    ``reference`` is the last single day spoken of, ``latest`` the first day of the last time of any length, ``moment``
    the same as precise as it was told, ``quarter`` the first day of the last quarter of a year. ``before`` and
    ``after`` are the words around the expression.
    """

    anchor: date | None
    reference: date | None = None
    latest: date | None = None
    moment: str | None = None
    quarter: date | None = None
    ahead: bool = False
    before: str = ""
    after: str = ""

    def counted_from(self, unit: str) -> date | None:
        """Where "later" counts from: the last day for days and weeks, the last time of any length for longer units."""
        return self.latest if unit in _MONTHS else self.reference


@frozen
class Reading:
    """What an expression means: a TIMEX3 type, its EDTF string (None where it gives no date), its unit.

    ``part`` is the part of the day (MO, AF, EV, NI), ``timex`` a TIMEX3 value that the EDTF string does not give (P3D);
    ``dates`` is False where the words are too vague to date an event ("the year").
    """

    kind: Kind
    edtf: str | None = None
    unit: Unit = "day"
    part: str | None = None
    timex: str | None = None
    dates: bool = True

    @property
    def first(self) -> date | None:
        """The first day covered; None where it is open or unknown."""
        return edtf.interval(self.edtf)[0] if self.edtf else None


def on_day(day: date, part: str | None = None) -> Reading:
    """A day, with the part of it where one is told."""
    return Reading("TIME" if part else "DATE", day.isoformat(), "day", part)


def span(first: date, last: date, unit: Unit = "span") -> Reading:
    """The days from ``first`` to ``last``."""
    return Reading("DATE", first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}", unit)


def month_of(year: int, month: int) -> Reading:
    """A month; months before 1 and after 12 run into other years."""
    return Reading("DATE", f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}", "month")


def shift(day: date, count: int, unit: str) -> date:
    """``day`` moved by ``count`` units; the 31st becomes the last day of a shorter month, hours fill up to days.

    Raises ValueError or OverflowError outside the calendar.
    """
    if unit in _MONTHS:
        months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    if unit == "hour":
        return day + timedelta(days=-(-abs(count) // 24) * (1 if count > 0 else -1))
    return day + timedelta(days=count * _DAYS[unit])


def weekday(number: int, anchor: date, ahead: bool) -> date:
    """The last such weekday up to the anchor, or the next one from it on where the verb looks ahead."""
    back = (anchor.weekday() - number) % 7
    return anchor + timedelta(days=(7 - back) % 7) if ahead else anchor - timedelta(days=back)


def calendar_unit(unit: str, anchor: date, offset: int) -> Reading:
    """The day, week (from Monday), weekend, month, quarter, year, ... that is ``offset`` from the anchor's own."""
    if unit == "weekend":
        saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7) + timedelta(weeks=offset)
        return span(saturday, saturday + timedelta(days=1), "weekend")
    moved = shift(anchor, offset, unit)
    if unit == "week":
        monday = moved - timedelta(days=moved.weekday())
        return span(monday, monday + timedelta(days=6), "week")
    if unit == "month":
        return month_of(moved.year, moved.month)
    if unit == "quarter":
        return quarter_of(moved.year, (moved.month + 2) // 3)
    if unit == "year":
        return Reading("DATE", f"{moved.year:04d}", "year")
    if unit == "decade":
        return Reading("DATE", f"{moved.year // 10:03d}X", "decade")
    return Reading("DATE", f"{moved.year // 100:02d}XX", "century") if unit == "century" else on_day(moved)


def quarter_of(year: int, number: int) -> Reading:
    """A quarter of a calendar year as an interval of months."""
    return Reading("DATE", f"{year:04d}-{3 * number - 2:02d}/{year:04d}-{3 * number:02d}", "quarter")
