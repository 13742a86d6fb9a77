"""Days told against the report's day or against the day spoken of last."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from attrs import evolve

from tallystick.reading.figures.lexicon import TOTALS
from tallystick.reading.times.aside import told_aside
from tallystick.reading.times.frame import Frame, Reading, calendar_unit, on_day, shift, span, weekday
from tallystick.reading.times.lexicon import Lexeme, count_of, unit_of, vague_count, values

_OF_TOTAL = re.compile(
    rf"\b(?:{'|'.join(sorted(TOTALS))})\b(?:\s+\w+){{0,2}}?\s+(?:of|for|from)\s+(?:the\s+)?$", re.IGNORECASE
)
_CLOCK = ("hour", "minute", "second")
_SOME = 3
"""How many units "days later" is taken to mean, marked as approximate."""
Words = Sequence[Lexeme]
Rule = Callable[[Words, Frame], Reading | None]
Anchored = Callable[[Words, Frame, date], Reading | None]


def anchored(rule: Anchored) -> Rule:
    """``rule`` as one that gives nothing where the report's day is unknown."""

    def read(words: Words, frame: Frame) -> Reading | None:
        return rule(words, frame, frame.anchor) if frame.anchor else None

    return read


def _part(words: Words) -> str | None:
    return next((str(w.value) for w in words if w.category in "PV"), None)


def one_weekday(words: Words, frame: Frame, anchor: date) -> Reading | None:
    """A weekday: the last one up to the anchor; the next where the verb looks ahead; last/next never the anchor."""
    which = values(words)
    number = int(which["W"])
    if "U" in which:
        week = calendar_unit("week", anchor, 1 if "X" in which else -1 if "L" in which else 0)
        return on_day(week.first + timedelta(days=number), _part(words)) if week.first else None
    day = weekday(number, anchor, "X" in which or (frame.ahead and "L" not in which))
    if day == anchor and ("X" in which or which.get("L") == "last"):
        day += timedelta(days=7 if "X" in which else -7)
    return on_day(day, _part(words))


def weekdays(words: Words, frame: Frame, anchor: date) -> Reading | None:
    """From one weekday to another; two that are only named together are a span where the one follows the other."""
    first, last = (int(w.value) for w in words if w.category == "W")
    days = (last - first) % 7
    letters = {w.category for w in words}
    if days != 1 and "&" in letters and not letters & {"v", ">"}:
        return None
    end = weekday(last, anchor, frame.ahead)
    return span(end - timedelta(days=days), end)


def deictic(words: Words, frame: Frame, anchor: date) -> Reading:
    """Today, yesterday, tomorrow with a part of the day."""
    return on_day(shift(anchor, int(values(words)["D"]), "day"), _part(words))


def day_beside(words: Words, frame: Frame, anchor: date) -> Reading:
    """The day before yesterday, the day after tomorrow."""
    return on_day(shift(anchor, int(values(words)["D"]) + int(values(words)["R"]), "day"))


def this_part(words: Words, frame: Frame, anchor: date) -> Reading:
    """This morning, last night."""
    return on_day(shift(anchor, -1 if "L" in values(words) else 0, "day"), _part(words))


def that_part(words: Words, frame: Frame) -> Reading | None:
    """That night: of the day spoken of last; the next morning: of the day after it."""
    if frame.reference is None:
        return None
    return on_day(shift(frame.reference, 1 if "X" in values(words) else 0, "day"), _part(words))


def since_part(words: Words, frame: Frame, anchor: date) -> Reading:
    """Since dawn: of the report's day."""
    return on_day(anchor, _part(words))


def overnight(words: Words, frame: Frame, anchor: date) -> Reading:
    """The night that ends on the anchor, as the two days that it touches."""
    before = shift(anchor, -1, "day")
    return Reading("TIME", f"{before.isoformat()}/{anchor.isoformat()}", "span", "NI")


def overnight_on(words: Words, frame: Frame, anchor: date) -> Reading:
    """Overnight on Tuesday: the night after it, or the one before it where the report is of that day."""
    day = weekday(int(values(words)["W"]), anchor, frame.ahead)
    last = day if day == anchor else shift(day, 1, "day")
    return evolve(span(shift(last, -1, "day"), last), kind="TIME", part="NI")


def ago(words: Words, frame: Frame, anchor: date) -> Reading:
    """Some units before the anchor, as precise as the unit; a vague number or "about" marks it approximate."""
    return _quarter_before(words, frame) or _moved(words, anchor, -1)


def shifted(words: Words, frame: Frame) -> Reading | None:
    """Two days later, a week earlier: counted from the day spoken of last.

    "A day after" and "a day before" tell when that happened which the words after them tell (``aside``).
    """
    which, start = values(words), frame.counted_from(unit_of(words))
    if "R" in which:
        start = start or frame.anchor
        return told_aside(words, frame, start) if start else None
    if "B" in which and (found := _quarter_before(words, frame)):
        return found
    return _moved(words, start, int(which.get("B", which.get("F", 1)))) if start else None


def later(words: Words, frame: Frame) -> Reading | None:
    """Hours later, days earlier: the day spoken of last, or about some units from it."""
    which, unit = values(words), unit_of(words)
    start = frame.counted_from(unit)
    if start is None:
        return None
    if unit in _CLOCK:
        return on_day(start)
    moved = shift(start, _SOME * int(which.get("B", which.get("F", 1))), unit)
    found = on_day(moved) if unit == "week" else calendar_unit(unit, moved, 0)
    return evolve(found, edtf=f"{str(found.edtf).partition('/')[0]}~")


def year_ago(words: Words, frame: Frame, anchor: date) -> Reading | None:
    """The year-ago (quarter), the year-earlier (loss): the same quarter or the year before, too vague for an event."""
    if unit_of(words) != "year":
        return None
    return evolve(_quarter_before(words, frame) or calendar_unit("year", anchor, -1), dates=False)


def that_day(words: Words, frame: Frame) -> Reading | None:
    """The same day, that week, the following day: from the day spoken of last.

    A total of the previous day is told the day after, so that it counts from the report's.
    """
    which, unit = values(words), unit_of(words)
    totalled = which.get("L") == "previous" and unit == "day" and _OF_TOTAL.search(frame.before)
    start = frame.anchor if totalled else frame.counted_from(unit)
    if start is None or which.get("L") not in (None, "previous"):
        return None
    if "X" in which and unit != "day" and which["X"] != "following":
        return None
    return calendar_unit(unit, start, 1 if "X" in which else -1 if "L" in which else 0)


def day_after(words: Words, frame: Frame) -> Reading | None:
    """The day after (the attack), the day before where nothing follows: from the day spoken of last."""
    move, unit = int(values(words)["R"]), next(w for w in words if w.category == "U")
    one_day = unit.value == "day" and unit.end - unit.start == len("day")
    if frame.reference is None or not one_day or (move < 0 and frame.after[:1] not in ("", ".", ",", ";")):
        return None
    return on_day(shift(frame.reference, move, "day"))


def since_then(words: Words, frame: Frame) -> Reading | None:
    """Since then: open from the time spoken of last."""
    return Reading("DATE", f"{frame.moment}/..", "span") if frame.moment else None


def _quarter_before(words: Words, frame: Frame) -> Reading | None:
    """A year before, in a text that compares quarters: the same quarter of that year."""
    if frame.quarter is None or unit_of(words) != "year" or count_of(words) != 1:
        return None
    return calendar_unit("quarter", shift(frame.quarter, -1, "year"), 0)


def _moved(words: Words, start: date, sign: int) -> Reading:
    count, unit = count_of(words), unit_of(words)
    units = sign * (count if count is not None else vague_count(words))
    if unit in _CLOCK:
        return on_day(shift(start, int(units / 24) if unit == "hour" else 0, "day"))
    moved = shift(start, units, unit)
    found = on_day(moved) if unit == "week" else calendar_unit(unit, moved, 0)
    if count is not None and "about" not in values(words).values():
        return found
    return Reading("DATE", f"{str(found.edtf).partition('/')[0]}~", found.unit)


RULES: dict[str, Rule] = {
    "weekday": anchored(one_weekday),
    "weekdays": anchored(weekdays),
    "deictic": anchored(deictic),
    "day_beside": anchored(day_beside),
    "this_part": anchored(this_part),
    "that_part": that_part,
    "since_part": anchored(since_part),
    "overnight": anchored(overnight),
    "overnight_on": anchored(overnight_on),
    "ago": anchored(ago),
    "shifted": shifted,
    "later": later,
    "year_ago": anchored(year_ago),
    "that_day": that_day,
    "day_after": day_after,
    "since_then": since_then,
}
