"""Expressions that name a calendar date: days, months, seasons, quarters, years and decades."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tallystick.reading.times.frame import Frame, Reading, Unit, calendar_unit, month_of, quarter_of
from tallystick.reading.times.lexicon import Lexeme, number_of, values
from tallystick.vocabulary import edtf

Words = Sequence[Lexeme]
_AHEAD_DAYS = 45
"""How far after the anchor a day without a year may lie without a verb that looks ahead."""
_BEFORE_YEAR = re.compile(
    r"(?:^|[(,]|\b(?:in|since|from|until|till|by|during|before|after|of|between|and|to|through|around|about|for|the|a|an"
    r"|its|their|his|her|early|late|mid|fiscal|year|summer|winter|spring|autumn|fall)|['’]s|-)\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|police|troops|more|or|other|[a-z]+s|[A-Z]+S)\b(?<!was)(?<!WAS)(?<!has)(?<!HAS)"
)
_CLOCK = re.compile(r"\s*(?:GMT|UTC|local|hours|[-–]\s*\d{4}\s+GMT)\b", re.IGNORECASE)
_COUNTING = re.compile(
    r"(?:^|\b(?:of|to|by|for|about|around|and|the|a|an|its|their|his|her|between))\s*$", re.IGNORECASE
)


def _dated(text: str, unit: Unit) -> Reading | None:
    """The reading of an EDTF string; None where there is no such day."""
    try:
        edtf.interval(text)
    except ValueError:
        return None
    return Reading("DATE", text, unit)


def numeric(words: Words, frame: Frame) -> Reading | None:
    """A date in digits: year first, else day first unless the middle number cannot be a month."""
    parts = re.split(r"[-/.]", str(words[0].value))
    if len(parts[0]) == 4:
        year, month, day = parts
    else:
        day, month, year = parts
        if int(month) > 12:
            day, month = month, day
    if len(year) == 2:
        year = str((1900 if int(year) > 50 else 2000) + int(year))
    return _dated(f"{year}-{int(month):02d}-{int(day):02d}", "day")


def full_date(words: Words, frame: Frame) -> Reading | None:
    """Day, month and year in any order, a glued ``042017``, a year of two digits after the month (9 JAN 90)."""
    month, year, day = number_of(words, "Mmj"), number_of(words, "Y"), number_of(words, "NO")
    glued, short = number_of(words, "x"), number_of(words, "z")
    if glued is not None:
        day, year = divmod(glued, 10000)
    elif short is not None:
        year = 1900 + short
        if frame.anchor and abs(frame.anchor.year - year) > 5:
            return None
    return _dated(f"{year:04d}-{month:02d}-{day:02d}", "day")


def day_month(words: Words, frame: Frame) -> Reading | None:
    """A day of a month without a year: the last one up to the anchor, or the next where the verb looks ahead."""
    month, day = number_of(words, "Mmj"), number_of(words, "NO")
    past = any(w.category == "L" for w in words)
    if frame.anchor is None:
        return _dated(f"XXXX-{month:02d}-{day:02d}", "day")
    limit = frame.anchor + timedelta(days=0 if past else 330 if frame.ahead else _AHEAD_DAYS)
    for year in range(limit.year, limit.year - 9, -1):
        found = _dated(f"{year:04d}-{month:02d}-{day:02d}", "day")
        if found and found.first and found.first <= limit:
            return found
    return None


def days_of_month(words: Words, frame: Frame) -> Reading | None:
    """A range of days within one month (5-7 August, between the 5th and 7th of August)."""
    year, days = number_of(words, "Y"), [w for w in words if w.category in "NO"]
    month = [w for w in words if w.category in "Mmj"]
    rest = [w for w in words if w.category == "Y"]
    read = full_date if year is not None else day_month
    ends = [read([day, *month, *rest], frame) for day in days]
    if None in ends:
        return None
    text = "/".join(str(end.edtf) for end in ends if end)
    return _dated(text, "span")


def month_year(words: Words, frame: Frame) -> Reading | None:
    """A month with its year: of 2016, last year."""
    which = values(words)
    if "U" in which:
        if frame.anchor is None or which["U"] != "year":
            return None
        return month_of(frame.anchor.year - ("L" in which), number_of(words, "Mmj") or 1)
    return _dated(f"{number_of(words, 'Y'):04d}-{number_of(words, 'Mmj'):02d}", "month")


def month(words: Words, frame: Frame) -> Reading | None:
    """A month without a year: the last one up to the anchor's, the next where the verb looks ahead."""
    wanted, which = number_of(words, "Mmj") or 1, values(words)
    if frame.anchor is None:
        return _dated(f"XXXX-{wanted:02d}", "month")
    own, year = frame.anchor.month, frame.anchor.year
    if "X" in which or (frame.ahead and "L" not in which):
        return month_of(year + (wanted < own or (wanted == own and "X" in which)), wanted)
    if "T" in which:
        return month_of(year, wanted)
    return month_of(year - (wanted > own or (wanted == own and "L" in which)), wanted)


def season_year(words: Words, frame: Frame) -> Reading | None:
    """A season with its year as an EDTF season."""
    return _dated(f"{number_of(words, 'Y'):04d}-{number_of(words, 'K')}", "season")


def season(words: Words, frame: Frame) -> Reading | None:
    """Last summer, this spring; a bare "the fall" is more often a city's than a year's."""
    code, which = number_of(words, "K") or 21, values(words)
    if frame.anchor is None or (not {"L", "T", "X"} & set(which) and code in (21, 23)):
        return None
    starts = date(frame.anchor.year, 3 * (code - 20), 1)
    ends = date(frame.anchor.year + (code == 24), (starts.month + 2) % 12 + 1, 1)
    year = frame.anchor.year - ("T" not in which and (starts > frame.anchor or ("L" in which and frame.anchor < ends)))
    if "X" in which:
        year = frame.anchor.year + (starts <= frame.anchor)
    return _dated(f"{year:04d}-{code}", "season")


def decade(words: Words, frame: Frame) -> Reading | None:
    """The 1990s."""
    digits = next(str(w.value) for w in words if w.category == "d")
    return Reading("DATE", f"{digits[:3]}X", "decade")


def quarter(words: Words, frame: Frame) -> Reading | None:
    """The third quarter: of the year named, or the last one that began before the anchor."""
    number, year, which = number_of(words, "O"), number_of(words, "Y"), {w.category for w in words}
    if frame.anchor is None and year is None:
        return None
    own = frame.anchor or date(year or 1, 1, 1)
    if number is None:
        offset = 1 if "X" in which else 0 if "T" in which else -1
        return calendar_unit("quarter", own, offset)
    if number > 4:
        return None
    late = 3 * number - 2 > own.month and not frame.ahead
    return quarter_of(year if year is not None else own.year - late - ("L" in which), number)


def year(words: Words, frame: Frame) -> Reading | None:
    """A year alone where the words around it do not make it a count."""
    bare = len(words) == 1
    if bare and (not _BEFORE_YEAR.search(frame.before) or _CLOCK.match(frame.after)):
        return None
    if bare and _COUNTED.match(frame.after) and _COUNTING.search(frame.before):
        return None
    return _dated(f"{number_of(words, 'Y'):04d}", "year")


RULES: dict[str, Callable[[Words, Frame], Reading | None]] = {
    rule.__name__: rule
    for rule in (
        numeric,
        full_date,
        day_month,
        days_of_month,
        month_year,
        month,
        season_year,
        season,
        decade,
        quarter,
        year,
    )
}
