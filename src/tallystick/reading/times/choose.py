"""Which of a sentence's times dates the event of a clause, and which only the saying or the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from attrs import evolve

from tallystick.record import Span, When
from tallystick.vocabulary import edtf
from tallystick.vocabulary.loader import load

_CUES = load("time_cues")
_SAYING = re.compile(
    rf"(?<!is )(?<!was )(?<!are )(?<!were )\b(?:{'|'.join(_CUES['saying'])})\b(?!\s+by\b)", re.IGNORECASE
)
_TO_TIME = re.compile(
    rf"(?:\s+(?:\w+\s+){{0,2}}(?:{'|'.join(_CUES['media'])})(?:\s+\w+){{0,4}}?)?,?\s+(?:(?:on|in|late|early|at|the)\s+)*",
    re.IGNORECASE,
)
_HEARER = re.compile(r"(?:\s+[^\W\d_][\w'’.-]*){1,4}?,?\s+(?:(?:on|in|late|early|at|the)\s+)*", re.IGNORECASE)
_ADJACENT = re.compile(r"\s+")
_TO_VERB = re.compile(r",?(?:\s+[\w'’.-]+){0,6}?\s+")
_INTRODUCED = re.compile(rf"\b(?:{'|'.join(_CUES['introduces'])})\s+(?:the\s+)?$", re.IGNORECASE)
_SUBORDINATE = re.compile(rf"\b(?:{'|'.join(_CUES['turns_away'])})\b", re.IGNORECASE)
_WITHIN_SINCE = re.compile(rf"\s*(?:{'|'.join(_CUES['goes_on'])})\b[^.;:]{{0,60}}$", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:who|which|where|whom|when)\b[^,.;]*$", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had)\b", re.IGNORECASE)
_REACH = 300
"""How many characters from the clause a time may be."""
_BESIDE = 110
"""How many characters from a time the verb is looked for that it dates."""
_COUNTED_FROM = ("after", "before")
_FULL_DATE = re.compile(r"\d+\D+\d*\d\d$")


def choose_time(
    text: str,
    times: Sequence[When],
    clause: tuple[int, int],
    sentence: tuple[int, int],
    cues: Sequence[Span] = (),
) -> When | None:
    """The time that dates the event told in ``clause``; None where the sentence has none but those of the saying.

    ``times`` are the text's in order, as ``find_times`` gives them; ``clause`` and ``sentence`` are offsets in
    ``text``; ``cues`` are the saying verbs and phrases found there, beside those of the vocabulary. A time inside the
    clause comes first, then the nearest one of the sentence; a time beside a saying verb is passed over ("said on
    Monday", "told Reuters late on Monday", "On Monday the ministry said"), as are datelines and stretches too vague to
    date an event ("in recent weeks"). For a clause inside a "since ..." the time is the start itself ("since the
    conflict began in March 2011").
    """
    low, high = max(sentence[0], clause[0] - _REACH), min(sentence[1], clause[1] + _REACH)
    near = times[bisect_left(times, low, key=_start) : bisect_left(times, high, key=_start)]
    kept = [
        (t, t.text)
        for t in near
        if t.text and t.text.end <= sentence[1] and "~/" not in t.edtf and _reaches(text, t.text, clause)
    ]
    kept = [(t, words) for t, words in kept if not _set_apart(text, words, cues, clause, sentence)]
    if not kept:
        return None
    chosen, words = min(kept, key=lambda pair: _rank(text, pair[0], pair[1], clause))
    return _closed(text, chosen, words, clause)


def _start(time: When) -> int:
    return time.text.start if time.text else -1


def _reaches(text: str, time: Span, clause: tuple[int, int]) -> bool:
    """Whether no word between time and clause turns to something else; "a day after" dates what follows only."""
    if time.exact.lower().endswith(_COUNTED_FROM):
        return clause[0] - 40 <= time.end <= clause[0] + 30
    if time.start < clause[1] and clause[0] < time.end:
        return True
    if time.end > clause[0]:
        return not _SUBORDINATE.search(text, clause[1], time.start)
    began = time.exact[:5].lower() == "since" and _WITHIN_SINCE.match(text, time.end, clause[0])
    return bool(began) or not _SUBORDINATE.search(text, time.end, clause[0])


def _rank(text: str, time: When, words: Span, clause: tuple[int, int]) -> tuple[int, bool, bool]:
    """How far from the clause, and within it: times told in passing ("who was seized on 5 January"), open ones last."""
    away = max(clause[0] - words.end, words.start - clause[1], -1) + 1
    aside = None if away else _ASIDE.search(text, max(clause[0], words.start - _REACH), words.start)
    return away, aside is not None and len(_FINITE.findall(aside.group())) < 2, time.edtf.endswith("/..")


def _closed(text: str, time: When, words: Span, clause: tuple[int, int]) -> When:
    inside = words.start < clause[0] < words.end
    follows = words.end <= clause[0] and _WITHIN_SINCE.match(text, words.end, clause[0])
    if not time.edtf.endswith("/..") or not (inside or follows):
        return time
    value = time.edtf.partition("/")[0]
    return evolve(time, edtf=value, precision=edtf.precision(value))


def _set_apart(text: str, time: Span, cues: Sequence[Span], clause: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether the time is a dateline or stands beside a saying verb."""
    inside = clause[0] <= time.start and time.end <= clause[1]
    introduced = _INTRODUCED.search(text, max(0, time.start - 15), time.start)
    if not inside and not introduced and _FULL_DATE.search(time.exact):
        return True
    low, high = max(sentence[0], time.start - _BESIDE), min(sentence[1], time.end + _BESIDE)
    verbs = [(m.start(), m.end()) for m in _SAYING.finditer(text, low, high)]
    verbs += [(cue.start, cue.end) for cue in cues if low <= cue.start and cue.end <= high]
    return any(
        _follows(text, start, end, time) or (_leads(text, start, time, inside) and not (inside and end > clause[1]))
        for start, end in verbs
    )


def _follows(text: str, start: int, end: int, time: Span) -> bool:
    pattern = _HEARER if text[start:end].lower() in _CUES["with_hearer"] else _TO_TIME
    return end <= time.start and pattern.fullmatch(text, end, time.start) is not None


def _leads(text: str, verb: int, time: Span, inside: bool) -> bool:
    return time.end <= verb and (_ADJACENT if inside else _TO_VERB).fullmatch(text, time.end, verb) is not None
