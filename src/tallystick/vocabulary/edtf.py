"""Dates as EDTF strings: the days they cover and how precise they are.

Levels 0 and 1 of the Extended Date/Time Format (ISO 8601-2:2019) as far as the record uses them: years, months, days,
times of a day, seasons, unspecified digits (``201X``, ``2013-05-XX``), intervals with open ends (``2014/..``), and the
qualifiers ``?``, ``~`` and ``%``. Quarters (33 to 36) are taken from level 2.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?P<time>T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?[?~%]?",
    re.ASCII,
)
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}
"""First month of the seasons of the northern hemisphere (winter runs into the next year) and of the quarters."""
_LIMITS = ((0, 1), (5, 2), (6, 3), (30, 4))
"""Greatest number of days between the first and the last day, and the date_prec up to there."""


def interval(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that ``edtf`` covers; None for an open end, an unknown end or an unknown year.

    Raises ValueError where ``edtf`` is malformed, names a day that does not exist or ends before it starts.
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _days(start, edtf)
    first = None if start in ("", "..") else _days(start, edtf)[0]
    last = None if end in ("", "..") else _days(end, edtf)[1]
    if (start in ("", "..") and end in ("", "..")) or (first and last and first > last):
        raise ValueError(f"{edtf!r} is no interval: give an EDTF start that is not after its end.")
    return first, last


def precision(edtf: str) -> int | None:
    """UCDP date_prec: 1 a day, 2 up to six days, 3 a week, 4 up to 31 days, 5 more or open; None for an unknown year.

    The function of (last day - first day) found in UCDP GED (standards, date_prec). Raises ValueError as ``interval``.
    """
    first, last = interval(edtf)
    if edtf.startswith("XXXX"):
        return None
    if first is None or last is None:
        return 5
    return next((level for limit, level in _LIMITS if (last - first).days <= limit), 5)


def _days(text: str, whole: str) -> tuple[date | None, date | None]:
    parts = _DATE.fullmatch(text)
    if parts is None or (parts["time"] and (parts["day"] or "XX") == "XX"):
        raise ValueError(f"{whole!r} is no EDTF date: write it as 2016-12-13, 2016-12, 2016 or an interval of these.")
    try:
        return _covered(parts["year"], parts["month"] or "XX", parts["day"] or "XX")
    except ValueError:
        raise ValueError(f"{whole!r} names a day that does not exist: correct its year, month or day.") from None


def _covered(year: str, month: str, day: str) -> tuple[date | None, date | None]:
    if year == "XXXX":
        if month != "XX":
            date(2000, int(month), 1 if day == "XX" else int(day))
        return None, None
    if month == "XX":
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if int(month) in _SEASON_STARTS:
        return _season(years, int(month), day)
    if day == "XX":
        return date(years[0], int(month), 1), date(years[1], int(month), monthrange(years[1], int(month))[1])
    return date(years[0], int(month), int(day)), date(years[1], int(month), int(day))


def _season(years: tuple[int, int], code: int, day: str) -> tuple[date, date]:
    if day != "XX":
        raise ValueError(code)
    first = _SEASON_STARTS[code]
    year, month = (years[1] + 1, 2) if first == 12 else (years[1], first + 2)
    return date(years[0], first, 1), date(year, month, monthrange(year, month)[1])
