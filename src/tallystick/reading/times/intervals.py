"""Expressions as times of events: "since" opens them to one side, "from ... to" and "between ... and" join two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tallystick.reading.times.expressions import Expression
from tallystick.record import Span, When
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
_YEAR = re.compile(r"\d{4}")
_SO_FAR = re.compile(r"\bso\s+far\s+$", re.IGNORECASE)
_NEVER_OPEN = {"since_then", "overnight", "rolling", "recent", "weekdays"}


def whens(text: str, expressions: Sequence[Expression], anchor: date | None) -> list[When]:
    """The times of events among ``expressions``: those with a date, opened and joined where the words say so."""
    found: list[When] = []
    for expression in expressions:
        if expression.reading.edtf is None or not expression.reading.dates:
            continue
        time = _opened(text, expression, found[-1].text.end if found and found[-1].text else 0, anchor)
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
    window = max(previous, expression.start - _WINDOW)
    since = _SINCE.search(text, window, expression.start) if expression.rule not in _NEVER_OPEN else None
    if since is None or _PERFECT.search(text, max(0, since.start() - 6), since.start()):
        return _when(text, value, expression.start, expression.end)
    if first and anchor and first >= anchor:
        return _when(text, value, since.start(), expression.end)
    return _when(text, f"{value.partition('/')[0]}/..", since.start(), expression.end)


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
        return _when(
            text, f"{first}/{other.edtf}", introduced.start() if introduced else one.text.start, other.text.end
        )
    except ValueError:
        return None
