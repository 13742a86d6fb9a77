"""Times: the words of a report that tell when, as EDTF strings against the report's day.

``find_times`` gives every time of a text that can date an event; ``choose_time`` picks the one that dates a clause's
event and not the saying, ``other_times`` those of a death, a finding of the dead and the saying; ``carry`` lends times
to clauses without one of their own. The words are in ``vocabulary/data/time_words.yaml`` and ``time_cues.yaml``, the
patterns in ``time_grammar.yaml``, what speaks for lending in ``time_story.yaml``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from tallystick.reading.times.choose import choose_time, other_times
from tallystick.reading.times.expressions import Expression, find_expressions
from tallystick.reading.times.headings import find_headings
from tallystick.reading.times.intervals import whens
from tallystick.reading.times.story import Telling, carry
from tallystick.record import AnchorKind, Document, When

__all__ = [
    "Expression",
    "Telling",
    "carry",
    "choose_time",
    "find_expressions",
    "find_headings",
    "find_times",
    "other_times",
    "report_day",
]


def report_day(document: Document) -> tuple[str | None, AnchorKind]:
    """The day that the document's words count from, and whether its dateline or its publication gives it."""
    from_dateline = document.published_from == "dateline" or document.anchor not in (None, document.published)
    return document.anchor or document.published, "dateline" if from_dateline else "publication"


def find_times(
    text: str, anchor: str | None, start: int = 0, end: int | None = None, anchor_kind: AnchorKind = "report"
) -> list[When]:
    """The times in ``text[start:end]`` that can date an event, in order; offsets count in the whole text.

    ``anchor`` is the report's day (ISO 8601); without it relative expressions ("on Monday") are left out and a day
    without a year has an unspecified one (``XXXX-08-21``). ``anchor_kind`` says what day that is, and is kept with each
    time that was counted from it. Durations ("for three days") and sets ("every day") are not given. Raises ValueError
    where ``anchor`` is no ISO day.
    """
    day = date.fromisoformat(anchor) if anchor else None
    found = find_expressions(text, day)
    first = bisect_left(found, start, key=lambda e: e.start)
    last = len(found) if end is None else bisect_right(found, end, key=lambda e: e.end)
    return whens(text, found[first:last], day, anchor_kind)
