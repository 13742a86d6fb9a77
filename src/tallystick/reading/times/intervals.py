"""Expressions as times of events: "since" opens them to one side, "from ... to" and "between ... and" join two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve

from tallystick.reading.times.expressions import Expression
from tallystick.record import AnchorKind, Span, When
from tallystick.vocabulary import edtf

_WINDOW = 90
"""How many characters before an expression its "since" is looked for ("since the conflict began in March 2011")."""
_SINCE = re.compile(r"\bsince\b[^,.;:()\n]*(?:\n(?!\s*\n)[^,.;:()\n]*)?$", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_JOIN = re.compile(
    r"\s*(?:(?P<open>to|until|till|through|[-–—])|(?:and\s+(?:\w+\s+){0,2}?)?(?:into|until|till)|and)\s*(?:\b(?:on|in|the)\s+)*",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|around|approximately|roughly|circa)\s+(?:the\s+)?$", re.IGNORECASE)
_PERHAPS = re.compile(r"\b(?:possibly|perhaps|probably|maybe)\s+(?:(?:on|in|at|the)\s+)*$", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:until|till|before|prior to)\s+(?:the\s+)?$", re.IGNORECASE)
_WEEK_OF = re.compile(r"\bweek\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_BESIDE = 24
"""How many characters before an expression the words that qualify it are looked for."""
_YEAR = re.compile(r"\d{4}")
_SO_FAR = re.compile(r"\bso\s+far\s+$", re.IGNORECASE)
_NEVER_OPEN = {"since_then", "overnight", "rolling", "recent", "weekdays"}


def whens(
    text: str, expressions: Sequence[Expression], anchor: date | None, anchor_kind: AnchorKind = "report"
) -> list[When]:
    """The times of events among ``expressions``: those with a date, opened and joined where the words say so."""
    found: list[When] = []
    for expression in expressions:
        if expression.reading.edtf is None or not expression.reading.dates:
            continue
        time = _opened(text, expression, found[-1].text.end if found and found[-1].text else 0, anchor)
        if expression.anchor:
            counted: AnchorKind = "event" if expression.of_event else anchor_kind
            time = evolve(time, anchor=expression.anchor.isoformat(), anchor_kind=counted)
        joined = _joined(text, found[-1], time) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(time)
    return found


def _when(text: str, value: str, start: int, end: int) -> When:
    return When(value, Span.of(text, start, end), edtf.precision(value))


def _opened(text: str, expression: Expression, previous: int, anchor: date | None) -> When:
    value = str(expression.reading.edtf)
    first = expression.reading.first
    if _SO_FAR.search(text, max(0, expression.start - 8), expression.start) and anchor and first and first < anchor:
        return _when(text, f"{first.isoformat()}/{anchor.isoformat()}", expression.start, expression.end)
    if qualified := _qualified(text, expression, value):
        return _when(text, *qualified, expression.end)
    window = max(previous, expression.start - _WINDOW)
    since = _SINCE.search(text, window, expression.start) if expression.rule not in _NEVER_OPEN else None
    if since is None or _PERFECT.search(text, max(0, since.start() - 6), since.start()):
        return _when(text, value, expression.start, expression.end)
    if first and anchor and first >= anchor:
        return _when(text, value, since.start(), expression.end)
    return _when(text, f"{value.partition('/')[0]}/..", since.start(), expression.end)


def _qualified(text: str, expression: Expression, value: str) -> tuple[str, int] | None:
    """The value as the words before it bound or blur it, and where they begin; None where they do not."""
    if "/" in value or value[-1] in "~?":
        return None
    before = text[max(0, expression.start - _BESIDE) : expression.start]
    start = expression.start - len(before)
    if found := _ABOUT.search(before):
        return f"{value}~", start + found.start()
    if found := _PERHAPS.search(before):
        return f"{value}?", start + found.start()
    if found := _UP_TO.search(before):
        return f"../{value}", start + found.start()
    found, first = _WEEK_OF.search(before), expression.reading.first
    if found and first and expression.reading.unit == "day":
        return f"{value}/{(first + timedelta(days=6)).isoformat()}", start + found.start()
    return None


def _joined(text: str, one: When, other: When) -> When | None:
    if one.text is None or other.text is None or other.text.start - one.text.end > 30:
        return None
    join = _JOIN.fullmatch(text, one.text.end, other.text.start)
    introduced = _FROM.search(text, max(0, one.text.start - 14), one.text.start)
    if (
        join is None
        or not (introduced or text[one.text.end : other.text.start].split() != ["and"])
        or "/" in one.edtf + other.edtf
    ):
        return None
    first = one.edtf
    if _YEAR.search(other.text.exact) and not _YEAR.search(one.text.exact) and first[4:5] == "-":
        first = other.edtf[:4] + first[4:]
    try:
        start = introduced.start() if introduced else one.text.start
        joined = _when(text, f"{first}/{other.edtf}", start, other.text.end)
        return evolve(joined, anchor=other.anchor, anchor_kind=other.anchor_kind)
    except ValueError:
        return None
