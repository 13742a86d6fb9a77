"""Times: the words of a report that tell when, as EDTF strings against the report's day.

``find_times`` gives every time of a text that can date an event; ``choose_time`` picks the one that dates a clause's
event and not the saying. The words are in ``vocabulary/data/time_words.yaml``, the patterns in ``time_grammar.yaml``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from tallystick.reading.times.choose import choose_time
from tallystick.reading.times.expressions import Expression, find_expressions
from tallystick.reading.times.intervals import whens
from tallystick.record import When

__all__ = ["Expression", "choose_time", "find_expressions", "find_times"]


def find_times(text: str, anchor: str | None, start: int = 0, end: int | None = None) -> list[When]:
    """The times in ``text[start:end]`` that can date an event, in order; offsets count in the whole text.

    ``anchor`` is the report's day (ISO 8601); without it relative expressions ("on Monday") are left out and a day
    without a year has an unspecified one (``XXXX-08-21``). Durations ("for three days") and sets ("every day") are not
    given. Raises ValueError where ``anchor`` is no ISO day.
    """
    day = date.fromisoformat(anchor) if anchor else None
    found = find_expressions(text, day)
    first = bisect_left(found, start, key=lambda e: e.start)
    last = len(found) if end is None else bisect_right(found, end, key=lambda e: e.end)
    return whens(text, found[first:last], day)
