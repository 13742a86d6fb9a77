"""The time expressions of a text, read one after the other: each may lean on the anchor and on the ones before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from attrs import evolve, frozen

from tallystick.reading.times import absolute, grammar, relative, stretches
from tallystick.reading.times.aside import opens_sentence
from tallystick.reading.times.frame import Frame, Reading
from tallystick.reading.times.lexicon import Lexeme, runs, unit_of
from tallystick.vocabulary import edtf
from tallystick.vocabulary.loader import load

_RULES = {**absolute.RULES, **relative.RULES, **stretches.RULES}
_WINDOW = 90
"""How many characters before an expression its verb is looked for."""
_CUES = load("time_cues")
_AHEAD = re.compile(rf"\b(?:{'|'.join(_CUES['ahead'])})\b", re.IGNORECASE)
_SAYING = re.compile(rf"\b(?:{'|'.join(_CUES['saying'])})\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|been)\s+(?:\w+\s+)?$", re.IGNORECASE)
_DATELINE = 150
"""How far into a text a full date that is the anchor is its dateline."""
_NAMES_YEAR = frozenset("YZdxz")
"""Letters of words that name the year, so that nothing is counted from another day."""
_FROM_STORY = frozenset({"shifted", "later", "that_day", "day_after", "that_part", "since_then"})
_BEFORE = -1
"""What the vocabulary counts by for "a week before"."""
_SENTENCE = 300
"""How many characters after "a week after" the rest of its sentence is looked through for a day."""
_BREAK = re.compile(r"[.!?;:](?=\s|$)|\n\s*\n")


@frozen
class Expression:
    """A time expression with the extent that TIMEX3 gives it, the rule that read it, and what it means."""

    start: int
    end: int
    rule: str
    reading: Reading
    anchor: date | None = None
    """The day that the words were counted from; None where they need none."""
    of_event: bool = False
    """True where that day was told for something else before, False where it is the report's."""
    aside: bool = False
    """True where the words tell how long before (or after) something else it was; the story does not go on from it."""


@lru_cache(maxsize=8)
def find_expressions(text: str, anchor: date | None) -> tuple[Expression, ...]:
    """All time expressions of ``text`` in order, durations and sets too; without an anchor the absolute ones only."""
    found: list[Expression] = []
    spoken = _Spoken()
    for run in runs(text):
        for expression in _read(text, run, anchor, spoken):
            found.append(expression)
            if not expression.aside:
                spoken.hear(expression, anchor)
    return tuple(found)


class _Spoken:
    """What the text spoke of last: a day, a time of any length and how it was told; the dateline is not spoken of."""

    day: date | None = None
    latest: date | None = None
    moment: str | None = None
    quarter: date | None = None

    def frame(self, anchor: date | None, before: str, ahead: bool, exact: str, after: str) -> Frame:
        """The frame of an expression ``exact``; what has a possessive ("Friday's ruling") is not ahead."""
        ahead = ahead and not exact.endswith(("'s", "’s"))
        return Frame(anchor, self.day, self.latest, self.moment, self.quarter, ahead, before, after)

    def hear(self, expression: Expression, anchor: date | None) -> None:
        reading = expression.reading
        first = reading.first
        if first is None or (expression.start < _DATELINE and expression.rule == "full_date" and first == anchor):
            return
        self.latest = first
        self.moment = str(reading.edtf).partition("/")[0]
        if reading.unit == "day" and str(reading.edtf)[-1] != "~":
            self.day = first
        elif reading.unit == "quarter":
            self.quarter = first


def _read(text: str, run: list[Lexeme], anchor: date | None, spoken: _Spoken) -> Iterator[Expression]:
    letters = "".join(lexeme.category for lexeme in run)
    position = 0 if grammar.may_match(letters) else len(letters)
    while match := grammar.matches(letters, position):
        start, rules = match
        position = start + 1
        before = _BREAK.split(text[max(0, run[start].start - _WINDOW) : run[start].start])[-1]
        ahead = _looks_ahead(before)
        for rule, end in rules:
            words = text[run[start].start : run[end - 1].end], text[run[end - 1].end : run[end - 1].end + 40]
            frame = spoken.frame(anchor, before, ahead, *words)
            if _is_told_aside(rule, run[start:end]) and opens_sentence(before):
                told = _counted_from_main(text, run[end - 1], frame)
                if told is None:
                    continue
                frame = told
            reading = _reading(rule, run[start:end], frame)
            if reading is not None:
                counted = _counted(rule, run[start:end], frame)
                aside = _is_told_aside(rule, run[start:end])
                yield Expression(run[start].start, run[end - 1].end, rule, reading, *counted, aside)
                position = end
                break


def _is_told_aside(rule: str, words: list[Lexeme]) -> bool:
    """Whether the expression tells how long after (or before) the event that follows something else was."""
    return rule == "shifted" and words[-1].category == "R"


def _counted_from_main(text: str, last: Lexeme, frame: Frame) -> Frame | None:
    """The frame of "a week after the strike" that opens a sentence, with its ``last`` word.

    It counts from the day that the main clause tells; "after" else from the report's. None where the event aside has a
    day of its own, or where the report spoke of a day before, from which the main clause, too, may count.
    """
    rest = _BREAK.split(text[last.end : last.end + _SENTENCE])[0]
    aside, _, main = rest.partition(",")
    if _day_in(aside, frame.anchor):
        return None
    if day := _day_in(main, frame.anchor):
        return evolve(frame, reference=day, latest=day)
    return None if frame.latest or last.value == _BEFORE else frame


def _day_in(words: str, anchor: date | None) -> date | None:
    """The first single day that ``words`` tell by themselves."""
    found = (e for run in runs(words) for e in _read(words, run, anchor, _Spoken()) if not e.of_event)
    days = (e.reading for e in found if e.reading.unit == "day" and "/" not in str(e.reading.edtf))
    return next((day.first for day in days), None)


def _reading(rule: str, words: list[Lexeme], frame: Frame) -> Reading | None:
    """What the rule makes of the words; None where the day would lie outside the calendar (years 1 to 9999)."""
    try:
        reading = _RULES[rule](words, frame)
        if reading is not None and reading.edtf is not None:
            edtf.interval(reading.edtf)
    except (ValueError, OverflowError):
        return None
    return reading


def _counted(rule: str, words: list[Lexeme], frame: Frame) -> tuple[date | None, bool]:
    """The day that the words were counted from, and whether the text told it before."""
    if not _NAMES_YEAR.isdisjoint(w.category for w in words):
        return None, False
    told = frame.counted_from(unit_of(words)) if rule in _FROM_STORY else None
    return (told, True) if told else (frame.anchor, False)


def _looks_ahead(before: str) -> bool:
    """Whether the last verb before an expression looks ahead: "will", "is due"; not "was due", not "will, he said"."""
    cues = [m.end() for m in _AHEAD.finditer(before) if not _PAST.search(before, 0, m.start())]
    return bool(cues) and not _SAYING.search(before, cues[-1])
