"""Events told aside by how long after them something else was: "nearly a week after the strike that killed ten"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve

from tallystick.reading.times.frame import Frame, Reading, calendar_unit, on_day, shift, span
from tallystick.reading.times.lexicon import Lexeme, count_of, unit_of, values
from tallystick.vocabulary.loader import load

_CUES = load("time_cues")
_LONGER, _SHORTER = (re.compile(rf"\b(?:{'|'.join(_CUES[name])})\s+$", re.IGNORECASE) for name in ("longer", "shorter"))
_OPENING = re.compile(rf"\W*(?:(?:{'|'.join(_CUES['longer'] + _CUES['shorter'])})\s+)?", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7}
_CLOCK = ("hour", "minute", "second")
_VAGUE = {1: (2, 6), 7: (14, 28)}
"""Days that "days after" and "weeks after" may mean, by the days of their unit."""


def opens_sentence(before: str) -> bool:
    """True where only words of measure ("more than") stand before the expression, which then opens its sentence."""
    return _OPENING.fullmatch(before) is not None


def told_aside(words: Sequence[Lexeme], frame: Frame, start: date) -> Reading | None:
    """When that happened which the words after "a week after" (or "before") tell, counted from ``start``.

    As wide as the words: days are counted to the day, weeks to a day more or less, "nearly" and "about" to two, "days
    after" is two to six. A number of months or years gives the month or the year.
    """
    unit, way = unit_of(words), -int(values(words)["R"])
    count = count_of(words) if any(w.category in "Nnzfa" for w in words) else None
    if unit not in _DAYS:
        return _in_calendar(unit, count, way, start, _blur(words, frame.before))
    if count is None and not _is_plural(words):
        return None
    reach = _reach(_DAYS[unit], count, _blur(words, frame.before))
    first, last = sorted(start + timedelta(days=way * days) for days in reach)
    middle = start + timedelta(days=way * sum(reach) // 2)
    return evolve(span(first, last, "day"), timex=middle.isoformat())


def _is_plural(words: Sequence[Lexeme]) -> bool:
    unit = next(w for w in words if w.category == "U")
    return unit.end - unit.start > len(str(unit.value))


def _blur(words: Sequence[Lexeme], before: str) -> str:
    """How the words blur their number: about, nearly, longer, shorter, or not at all."""
    if _LONGER.search(before):
        return "longer"
    return "shorter" if _SHORTER.search(before) else str(values(words).get("~", ""))


def _reach(size: int, count: int | None, blur: str) -> tuple[int, int]:
    """The least and the most days that ``count`` units of ``size`` days may mean."""
    if count is None:
        return _VAGUE[size]
    days, slack = count * size, size // 7
    reaches = {
        "longer": (days + 1, days + max(2, size - 1)),
        "shorter": (max(1, days - size + 1), max(1, days - 1)),
        "nearly": (days - 1 - slack, days),
        "about": (days - 1 - slack, days + 1 + slack),
    }
    return reaches.get(blur, (days - slack, days + slack))


def _in_calendar(unit: str, count: int | None, way: int, start: date, blur: str) -> Reading | None:
    """The month, the quarter or the year, as precise as the unit; months where the number is only a bound."""
    if count is None:
        return None
    if unit in _CLOCK:
        return on_day(shift(start, int(way * count / 24) if unit == "hour" else 0, "day"))
    moved = shift(start, way * count, unit)
    if blur in ("longer", "shorter"):
        other = shift(moved, way, unit) if blur == "longer" else start + timedelta(days=way)
        first, last = (day.isoformat()[: 7 if blur == "longer" else 10] for day in sorted((moved, other)))
        return Reading("DATE", f"{first}/{last}", "span")
    found = calendar_unit(unit, moved, 0)
    return evolve(found, edtf=f"{str(found.edtf).partition('/')[0]}~") if blur else found
