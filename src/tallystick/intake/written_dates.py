"""Dates as English texts write them: their words and the day that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from attrs import frozen

from tallystick.record import Span
from tallystick.vocabulary.loader import load

_B = r"[ \t\u00a0]"


@frozen
class WrittenDate:
    """The words of a date, its day, and whether the words tell the year (else the publication date gave it)."""

    span: Span
    day: date
    has_year: bool = True


def find_dates(text: str, published: str | None) -> Iterator[WrittenDate]:
    """The dates of ``text`` with day and month: those with their year first, then those without.

    ``published`` (ISO 8601 day) gives the year to those without one (the nearest), which are left out without it, and
    settles which number of 03/04/2016 is the day.
    """
    taken: list[Span] = []
    for found in _full().finditer(text):
        day = _day_of(found, published)
        if day is not None:
            taken.append(Span.of(text, *found.span()))
            yield WrittenDate(taken[-1], day)
    near = date.fromisoformat(published) if published else None
    for found in _yearless().finditer(text) if near else ():
        span = Span.of(text, *found.span())
        day = _nearest(span.exact, near) if near else None
        if day is not None and not any(span.overlaps(other) for other in taken):
            yield WrittenDate(span, day, has_year=False)


def begins_with_weekday(words: str) -> bool:
    """True for "Friday 28 Oct 2016"."""
    return words[:3].lower() in {name[:3] for name in load("intake_datelines")["weekdays"]}


def either(words: list[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _day_of(found: re.Match[str], published: str | None) -> date | None:
    part = found.groupdict()
    if part["iso"]:
        year, month, day = (int(number) for number in re.findall(r"\d+", part["iso"]))
        return _date(year, month, day)
    if part["numeric"]:
        return _numeric(part["numeric"], published)
    month_name, day_words = part["month1"] or part["month2"], part["day1"] or part["day2"]
    return _date(_full_year(part["year1"] or part["year2"]), _months()[month_name.lower()], int(day_words))


def _numeric(words: str, published: str | None) -> date | None:
    """Day first; a slash leaves it open, so that only one possible reading or the publication date settles it."""
    first, second, year = (int(number) for number in re.findall(r"\d+", words))
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if "/" not in words or day_first == month_first or not (day_first and month_first):
        return day_first or month_first
    return next((day for day in (day_first, month_first) if day.isoformat() == published), None)


def _nearest(words: str, near: date) -> date | None:
    """The day nearest to ``near`` that words without a year can mean."""
    number = re.search(r"\d+", words)
    name = next((word for word in re.findall(r"[a-z]+", words.lower()) if word in _months()), None)
    if number is None or name is None:
        return None
    days = [_date(year, _months()[name], int(number.group())) for year in (near.year - 1, near.year, near.year + 1)]
    return min((day for day in days if day is not None), key=lambda day: abs(day - near), default=None)


def _full_year(written: str) -> int:
    """A year of two digits is one from 1951 to 2050."""
    year = int(written.lstrip("'’"))
    return year if year > 99 else year + (1900 if year > 50 else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in load("intake_datelines")["months"].items() for name in names}


@cache
def _weekday() -> str:
    return rf"(?:\b(?:{either(load('intake_datelines')['weekdays'])})\.?,?{_B}+)?"


@cache
def _full() -> re.Pattern[str]:
    # Day and year may be glued ("Oct 042017"), and so may what follows ("18.10.2014Get").
    month = either(list(_months()))
    iso = r"(?P<iso>(?<![\d/-])(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}(?!\d))"
    numeric = r"(?P<numeric>(?<![\d./-])\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:19|20)\d\d(?!\d))"
    day_first = (
        rf"(?<![\d./-])(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:{_B}of)?[ \u00a0.-]{{0,2}}(?P<month1>{month})\b\.?,?"
        rf"[ \u00a0-]*(?P<year1>(?:19|20)\d\d(?!\d)|['’]?\d\d(?!\d|:))"
    )
    month_first = (
        rf"\b(?P<month2>{month})\b\.?{_B}*(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,{_B}*|{_B}+|)"
        rf"(?P<year2>(?:19|20)\d\d(?!\d))"
    )
    return re.compile(rf"{_weekday()}(?:{iso}|{numeric}|{day_first}|{month_first})", re.IGNORECASE)


@cache
def _yearless() -> re.Pattern[str]:
    month = either(list(_months()))
    words = rf"(?:(?<!\d)\d{{1,2}}{_B}+(?:{month})\b\.?|\b(?:{month})\b\.?{_B}*\d{{1,2}}(?!\d))"
    return re.compile(_weekday() + words, re.IGNORECASE)
