"""Which of a sentence's times dates the event of a clause, and which only the saying or the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from attrs import evolve

from tallystick.reading.times.moments import COUNTED_FROM, moment_of
from tallystick.reading.times.saying import dates_the_saying, is_dateline
from tallystick.record import Span, When
from tallystick.vocabulary import edtf
from tallystick.vocabulary.loader import load

_CUES = load("time_cues")
_HARD = re.compile(rf"\b(?:{'|'.join(_CUES['turns_away'])})\b", re.IGNORECASE)
_JOINS = re.compile(rf"\b(?:{'|'.join(_CUES['joins'])})\b", re.IGNORECASE)
_VERB = re.compile(rf"\b(?:(?i:{'|'.join(_CUES['finite'])})|[a-z]{{3,}}ed|[A-Z]{{3,}}ED)\b")
_AFTERWARDS = re.compile(rf"\b(?:{'|'.join(_CUES['turns_onward'])})\b|--", re.IGNORECASE)
_BEGAN = re.compile(
    rf"\b(?:which|that)\s+(?:has\s+|have\s+|first\s+)?(?:{'|'.join(_CUES['began'])})\b(?:(?!\b(?:which|that|who)\b)[^.;])*$",
    re.IGNORECASE,
)
_TURNED = re.compile(rf"\s*\W?(?:{'|'.join(_CUES['turned_from'])})\b", re.IGNORECASE)
_WITHIN_SINCE = re.compile(rf"\s*(?:{'|'.join(_CUES['goes_on'])})\b[^.;:]{{0,60}}$", re.IGNORECASE)
_WHEN = re.compile(r"\s+when", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:who|which|where|whom|when)\b[^,.;]*$", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had)\b", re.IGNORECASE)
_REACH = 300
"""How many characters from the clause a time may be."""
_ADJOINING = 12
"""How many characters part a time from the word that it stands beside ("attack in April", "April chemical attack")."""


def choose_time(
    text: str,
    times: Sequence[When],
    clause: tuple[int, int],
    sentence: tuple[int, int],
    cues: Sequence[Span] = (),
    trigger: tuple[int, int] | None = None,
) -> When | None:
    """The time that dates the event told in ``clause``; None where the sentence has none but those of the saying.

    ``times`` are the text's in order, as ``find_times`` gives them; ``clause`` and ``sentence`` are offsets in
    ``text``, and so is ``trigger``, the word that tells the event; ``cues`` are the saying verbs and phrases found
    there, beside those of the vocabulary. A time inside the clause comes first, then the nearest one of the sentence; a
    time beside a saying verb is passed over ("said on Monday", "told Reuters late on Monday", "On Monday the ministry
    said"), as are datelines and stretches too vague to date an event ("in recent weeks"). For a clause inside a "since
    ..." the time is the start itself ("since the conflict began in March 2011").
    """
    low, high = max(sentence[0], clause[0] - _REACH), min(sentence[1], clause[1] + _REACH)
    near = times[bisect_left(times, low, key=_start) : bisect_left(times, high, key=_start)]
    kept = [
        (t, t.text)
        for t in near
        if t.text
        and t.text.end <= sentence[1]
        and "~/" not in t.edtf
        and _reaches(text, t.text, clause)
        and not (trigger and is_of_aside(text, t.text, trigger))
    ]
    kept = [
        (t, words)
        for t, words in kept
        if not is_dateline(text, words, clause)
        and not dates_the_saying(text, words, cues, clause, sentence)
        and moment_of(text, words, sentence) == "event"
    ]
    if not kept:
        return None
    chosen, words = min(kept, key=lambda pair: _rank(text, pair[0], pair[1], clause, trigger))
    return _closed(text, chosen, words, clause)


def other_times(
    text: str,
    times: Sequence[When],
    clause: tuple[int, int],
    sentence: tuple[int, int],
    cues: Sequence[Span] = (),
) -> tuple[When, ...]:
    """The times of the sentence that date something else about the event of ``clause``, each with its ``kind``.

    A death of its wounds and the finding of the dead count where they are told in the clause, the report where a saying
    verb of the sentence has a time. Arguments as for ``choose_time``.
    """
    found = []
    for time in times[bisect_left(times, sentence[0], key=_start) : bisect_left(times, sentence[1], key=_start)]:
        words = time.text
        if words is None or words.end > sentence[1] or is_dateline(text, words, clause):
            continue
        kind = moment_of(text, words, sentence)
        if kind != "event" and clause[0] <= words.start < clause[1]:
            found.append(evolve(time, kind=kind))
        elif kind == "event" and dates_the_saying(text, words, cues, clause, sentence):
            found.append(evolve(time, kind="report"))
    return tuple(found)


def _start(time: When) -> int:
    return time.text.start if time.text else -1


def is_of_aside(text: str, time: Span, told: tuple[int, int]) -> bool:
    """Whether the time is that of "a week after the strike, ..." before what is ``told`` in the main clause."""
    return time.exact.lower().endswith(COUNTED_FROM) and "," in text[time.end : told[0]]


def _reaches(text: str, time: Span, clause: tuple[int, int]) -> bool:
    """Whether no word between time and clause turns to something else; "a day after" dates what follows only."""
    if time.exact.lower().endswith(COUNTED_FROM):
        return clause[0] - 40 <= time.end <= clause[0] + 30 and not is_of_aside(text, time, clause)
    if time.start < clause[1] and clause[0] < time.end:
        return True
    if time.end > clause[0]:
        return _began(text, time, clause) is not None or not any(
            turn.search(text, clause[1], time.start) for turn in (_HARD, _AFTERWARDS, _VERB)
        )
    began = time.exact[:5].lower() == "since" and _WITHIN_SINCE.match(text, time.end, clause[0])
    if began:
        return True
    turned = _HARD.search(text, time.end, clause[0]) or _JOINS.search(text, time.end, clause[0])
    return not (turned or _TURNED.match(text, clause[0]))


def _began(text: str, time: Span, clause: tuple[int, int]) -> re.Match[str] | None:
    """The words between the clause and the time that say when what it tells of began ("the raids, which began ...")."""
    if time.start < clause[0]:
        return None
    return _BEGAN.search(text, max(clause[0], time.start - _REACH), time.start)


def _rank(
    text: str, time: When, words: Span, clause: tuple[int, int], trigger: tuple[int, int] | None
) -> tuple[int, int, bool, bool, bool]:
    """How far from the clause, and within it: times told in passing ("who was seized on 5 January"), open ones last."""
    away = max(clause[0] - words.end, words.start - clause[1], -1) + 1
    aside = None if away else _ASIDE.search(text, max(clause[0], words.start - _REACH), words.start)
    passing = aside is not None and len(_FINITE.findall(aside.group())) < 2
    turns, beside = _from_trigger(text, words, trigger)
    return away, turns, beside, passing, time.edtf.endswith("/..")


def _from_trigger(text: str, words: Span, trigger: tuple[int, int] | None) -> tuple[int, bool]:
    """How many turns lie between the time and the word that tells the event, and whether it stands further off."""
    if trigger is None:
        return 0, False
    before = words.end <= trigger[0]
    low, high = (words.end, trigger[0]) if before else (trigger[1], words.start)
    joined = _JOINS.search(text, low, high)
    turned = joined is not None and _VERB.search(text, joined.end(), trigger[1] if before else high) is not None
    return len(_HARD.findall(text, low, high)) + turned, high - low > _ADJOINING


def _closed(text: str, time: When, words: Span, clause: tuple[int, int]) -> When:
    if _began(text, words, clause) and "/" not in time.edtf and time.precision != 1:
        return evolve(time, edtf=f"{time.edtf}/..", precision=5)
    inside = words.start < clause[0] < words.end
    follows = words.end <= clause[0] and (
        _WITHIN_SINCE.match(text, words.end, clause[0]) or _WHEN.fullmatch(text, words.end, clause[0] + len("when"))
    )
    if not time.edtf.endswith("/..") or not (inside or follows):
        return time
    value = time.edtf.partition("/")[0]
    return evolve(time, edtf=value, precision=edtf.precision(value))
