"""Dates told for another clause of the same story: a clause without a date of its own takes the likeliest, or none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from attrs import evolve, frozen

from tallystick.reading.times.choose import is_of_aside
from tallystick.record import When
from tallystick.vocabulary import edtf
from tallystick.vocabulary.loader import load

_FAR = 8
"""Sentences beyond which a candidate gets no further away."""
_LEAD = 2
"""The last sentence of the lead, from 0."""
_BACK = 60
"""How many clauses away a candidate may be."""
_MANY = 3
"""More dates than these make a report one of many dates."""
_BEFORE_TRIGGER = 30
"""Characters before the word that tells the event in which its modal stands."""


@frozen
class Telling:
    """One clause that tells an event: its type, sentence, offsets, its first word of the event, its own time.

    ``lends`` is False for a clause whose time no other may take (a headline's).
    """

    event: str
    sentence: int
    start: int
    end: int
    trigger: int
    time: When | None = None
    lends: bool = True

    @property
    def words(self) -> tuple[int, int]:
        """The word of the event, as far as it is known, to the end of the clause."""
        return self.trigger, self.end


@frozen
class _Own:
    """A clause without a date, the score of its words for and against taking one, and whether it gives a total."""

    telling: Telling
    score: float
    toll: bool


def carry(
    text: str,
    tellings: Sequence[Telling],
    sentences: Sequence[int],
    anchor: str | None,
    headings: Sequence[When] = (),
) -> list[When | None]:
    """The time of each of ``tellings``: its own, that of its heading, the one it shares with another clause, or None.

    ``sentences`` are the offsets at which the text's sentences start, ``anchor`` is the report's day (ISO 8601),
    ``headings`` are the dates that head the entries of a chronology (``find_headings``).
    """
    days = {t.time.edtf for t in tellings if t.time and t.lends}
    if not days and not headings:
        return [telling.time for telling in tellings]
    return [
        telling.time
        or _headed(telling, headings)
        or _taken(text, tellings, at, _own(text, telling, sentences, len(days)), anchor)
        for at, telling in enumerate(tellings)
    ]


def _headed(telling: Telling, headings: Sequence[When]) -> When | None:
    """The last heading before the clause."""
    at = bisect_right(headings, telling.start, key=lambda time: time.text.start if time.text else -1)
    return headings[at - 1] if at else None


def _taken(text: str, tellings: Sequence[Telling], at: int, own: _Own, anchor: str | None) -> When | None:
    best, chosen = float(_rules()["threshold"]), None
    others: set[str] = set()
    for other, told, later, passed in _candidates(tellings, at):
        if other.sentence == own.telling.sentence and told.text and is_of_aside(text, told.text, own.telling.words):
            continue
        time = _as_told(text, other, told, own)
        if later and passed == 0:
            others = set()
        score = own.score + _score(own, other, time, later, passed, bool(others - {time.edtf}), anchor)
        others.add(time.edtf)
        if score >= best:
            best, chosen = score, time
    return chosen


def _candidates(tellings: Sequence[Telling], at: int) -> Iterator[tuple[Telling, When, bool, int]]:
    """The dated clauses before, the nearest first, then those after, with the number of dated ones between."""
    rules, event = _rules(), tellings[at].event
    before = [(t, t.time) for t in reversed(tellings[max(0, at - _BACK) : at]) if t.time and t.lends]
    for passed, (telling, time) in enumerate(before):
        if telling.event == event or passed < rules["reach"]:
            yield telling, time, False, passed
    after = [(t, t.time) for t in tellings[at + 1 : at + 1 + _BACK] if t.time and t.lends]
    for passed, (telling, time) in enumerate(after[: rules["ahead"]]):
        yield telling, time, True, passed


def _as_told(text: str, other: Telling, time: When, own: _Own) -> When:
    """The other clause's time; for a total the time since then, where it tells when something began."""
    if own.toll and "/" not in time.edtf and _cue("beginning").search(text, other.start, other.end):
        return evolve(time, edtf=f"{time.edtf}/..", precision=edtf.precision(f"{time.edtf}/.."))
    return time


def _own(text: str, telling: Telling, sentences: Sequence[int], days: int) -> _Own:
    weights, clause = _rules()["weights"], text[telling.start : telling.end]
    from_sentence = text[sentences[telling.sentence] : telling.end]
    held = {
        "bias": True,
        "lead": telling.sentence <= _LEAD,
        "opens-another": _opens("opens-another").match(from_sentence),
        "habit": _cue("habit").search(from_sentence),
        "perfect": _cue("perfect").search(clause),
        "present": _cue("present").search(clause),
        "participle": re.match(r"\W*\w+ing\b", clause, re.IGNORECASE),
        "sibling": _opens("sibling").match(clause),
        "counted": _cue("counted").search(clause),
        "many-dates": days > _MANY,
        "modal": _cue("modal").search(text, max(0, telling.trigger - _BEFORE_TRIGGER), telling.trigger),
    }
    score = sum(weights[name] for name, holds in held.items() if holds)
    return _Own(telling, score + _rules()["events"].get(telling.event, 0.0), telling.event == "toll")


def _score(
    own: _Own, other: Telling, time: When, later: bool, passed: int, otherwise: bool, anchor: str | None
) -> float:
    """How much speaks for the time of ``other``, beside what the clause's own words say."""
    weights: dict[str, float] = _rules()["weights"]
    away = min(_FAR, abs(own.telling.sentence - other.sentence))
    is_open = "/.." in time.edtf
    held = {
        "same-event": own.telling.event == other.event,
        "unlike-event": own.telling.event != other.event and not _kin(own.telling.event, other.event),
        "next-sentence": away <= 1,
        "later": later,
        "dated-otherwise-between": otherwise,
        "report-day": time.edtf == anchor,
        "day": len(time.edtf) == 10,
        "coarse": len(time.edtf) < 10,
        "open": is_open,
        "open-toll": is_open and own.toll,
        "beginning": is_open and own.toll,
    }
    score = sum(weights[name] for name, holds in held.items() if holds)
    return score + away * (weights["distance"] + later * weights["later-distance"]) + passed * weights["told-between"]


def _kin(here: str, other: str) -> bool:
    """Whether one may be part of the other."""
    violence = _rules()["violence"]
    return other in violence and (here in violence or here in _rules()["part-of-violence"])


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load("time_story")
    return rules


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_rules()['cues'][name])})\b", re.IGNORECASE)


@cache
def _opens(name: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(_rules()['cues'][name])})\b", re.IGNORECASE)
