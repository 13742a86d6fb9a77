"""Dates as texts write them in English, French, Spanish, Russian, Ukrainian and Arabic: their words and their day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from attrs import frozen

from tallystick.record import Span
from tallystick.vocabulary.loader import load

_B = r"[ \t\u00a0\u200e\u200f]"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
"""Eastern Arabic and Persian digits as those of the patterns; offsets stay."""


@frozen
class WrittenDate:
    """The words of a date, its day, and whether the words tell the year (else the publication date gave it).

    ``english`` is False where its month is named in another language.
    """

    span: Span
    day: date
    has_year: bool = True
    english: bool = True


def find_dates(text: str, published: str | None) -> Iterator[WrittenDate]:
    """The dates of ``text`` with day and month: those with their year first, then those without.

    ``published`` (ISO 8601 day) gives the year to those without one (the nearest), which are left out without it, and
    settles which number of 03/04/2016 is the day.
    """
    taken: list[Span] = []
    digits = text.translate(_DIGITS)
    for found in _full().finditer(digits):
        day = _day_of(found, published)
        if day is not None:
            taken.append(Span.of(text, *found.span()))
            yield WrittenDate(taken[-1], day, english=found["month3"] is None)
    near = date.fromisoformat(published) if published else None
    for found in _yearless().finditer(digits) if near else ():
        span = Span.of(text, *found.span())
        day = _nearest(found, near) if near else None
        if day is not None and not any(span.overlaps(other) for other in taken):
            yield WrittenDate(span, day, has_year=False, english=found["month3"] is None)


def written_day(words: str) -> str | None:
    """The day (ISO 8601) of words that are a date and no more; None where they are not or leave it open."""
    found = next(find_dates(words.strip(), None), None)
    rest = words.strip()[len(found.span.exact) :] if found else ""
    whole = found is not None and found.span.start == 0 and _REST.fullmatch(rest) is not None
    return found.day.isoformat() if found and whole else None


def begins_with_weekday(words: str) -> bool:
    """True for "Friday 28 Oct 2016"."""
    return re.match(_weekday().removesuffix("?"), words, re.IGNORECASE) is not None


def either(words: list[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def elsewhere(key: str) -> list[str]:
    """The words of the other languages for ``key`` (weekdays, published, updated)."""
    return [word for language in load("intake_datelines")["elsewhere"].values() for word in language[key]]


_REST = re.compile(rf"{_B}*(?:г\.?|года|р\.?|року)?(?:,?{_B}*[\d:.h]+{_B}*(?:GMT|UTC|[ap]\.?m\.?)?)?", re.IGNORECASE)
"""What may follow a date that stands for itself: a word for "year", a clock time."""


def _day_of(found: re.Match[str], published: str | None) -> date | None:
    part = found.groupdict()
    if part["iso"]:
        year, month, day = (int(number) for number in re.findall(r"\d+", part["iso"]))
        return _date(year, month, day)
    if part["numeric"]:
        return _numeric(part["numeric"], published)
    number = next(n for n in "123" if part[f"month{n}"])
    return _date(_full_year(part[f"year{number}"]), _month_of(part[f"month{number}"]), int(part[f"day{number}"]))


def _numeric(words: str, published: str | None) -> date | None:
    """Day first; a slash leaves it open, so that only one possible reading or the publication date settles it."""
    first, second, year = (int(number) for number in re.findall(r"\d+", words))
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if "/" not in words or day_first == month_first or not (day_first and month_first):
        return day_first or month_first
    return next((day for day in (day_first, month_first) if day.isoformat() == published), None)


def _nearest(found: re.Match[str], near: date) -> date | None:
    """The day nearest to ``near`` that words without a year can mean."""
    number = next(n for n in "123" if found[f"month{n}"])
    month, day = _month_of(found[f"month{number}"]), int(found[f"day{number}"])
    days = [_date(year, month, day) for year in (near.year - 1, near.year, near.year + 1)]
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


def _month_of(name: str) -> int:
    """Its number; 0 for letters that only look like a month's."""
    plain = " ".join(name.casefold().split())
    return _months().get(plain) or _months_elsewhere().get(plain, 0)


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in load("intake_datelines")["months"].items() for name in names}


@cache
def _months_elsewhere() -> dict[str, int]:
    """Names of months in the other languages that are not also English."""
    languages = load("intake_datelines")["elsewhere"].values()
    names = {name: n for language in languages for n, names in language["months"].items() for name in names}
    return {name: number for name, number in names.items() if name not in _months()}


@cache
def _weekday() -> str:
    names = load("intake_datelines")["weekdays"] + elsewhere("weekdays")
    return rf"(?:\b(?:{either(names)})\.?[,،]?{_B}+)?"


@cache
def _day_first_elsewhere() -> str:
    """Day and month in another language, twice named where the text does so ("كانون الأول/ديسمبر")."""
    month = either(list(_months_elsewhere())).replace(r"\ ", rf"{_B}+")
    return (
        rf"(?<![\d./-])(?P<day3>\d{{1,2}})(?:er|º|°|-?го|-е|-те)?(?:{_B}de(?:l)?\b|{_B}من)?[ \u00a0.-]{{0,2}}"
        rf"(?P<month3>{month})\b\.?(?:{_B}?[/(]{_B}?(?:{month})\b\)?)?"
    )


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
    other = rf"{_day_first_elsewhere()}[,،]?{_B}*(?:del?{_B}+|لعام{_B}+|عام{_B}+|-)?(?P<year3>(?:19|20)\d\d(?!\d))"
    return re.compile(rf"{_weekday()}(?:{iso}|{numeric}|{day_first}|{month_first}|{other})", re.IGNORECASE)


@cache
def _yearless() -> re.Pattern[str]:
    month = either(list(_months()))
    words = (
        rf"(?:(?<!\d)(?P<day1>\d{{1,2}}){_B}+(?P<month1>{month})\b\.?"
        rf"|\b(?P<month2>{month})\b\.?{_B}*(?P<day2>\d{{1,2}})(?!\d)|{_day_first_elsewhere()})"
    )
    return re.compile(_weekday() + words, re.IGNORECASE)
