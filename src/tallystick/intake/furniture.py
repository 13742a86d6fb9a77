"""Page furniture: which parts of a text are not the report (photo credits, share rows, "Read more", newsletters)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import frozen

from tallystick.vocabulary.loader import load

_LONGEST_LINE = 200
_LONGEST_ITEM = 120
_TAIL_FROM = 2 / 3
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


@frozen
class _Patterns:
    lines: tuple[re.Pattern[str], ...]
    lists: tuple[re.Pattern[str], ...]
    inline: tuple[re.Pattern[str], ...]
    tails: tuple[re.Pattern[str], ...]


def find_furniture(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each part of ``text`` that is furniture: in order, none touching another."""
    ranges = sorted([*_lines(text), *_inline(text), *_tail(text)])
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    in_list_until = -1
    for found in _LINE.finditer(text):
        line = found.group().strip()
        start = found.start() + found.group().index(line)
        listed = in_list_until >= 0 and not _blank_between(text, in_list_until, start) and _is_item(line)
        heads_list = len(line) <= _LONGEST_LINE and any(p.fullmatch(line) for p in _patterns().lists)
        if listed or heads_list or _is_furniture_line(line):
            yield start, start + len(line)
        in_list_until = start + len(line) if listed or heads_list else -1


def _is_furniture_line(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and any(pattern.fullmatch(line) for pattern in _patterns().lines)


def _is_item(line: str) -> bool:
    return len(line) <= _LONGEST_ITEM and not line.endswith((".", ".”", '."', "?", "!"))


def _blank_between(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1


def _inline(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _patterns().inline:
        for found in pattern.finditer(text):
            yield found.span()


def _tail(text: str) -> Iterator[tuple[int, int]]:
    earliest = int(len(text) * _TAIL_FROM)
    starts = [found.start() for pattern in _patterns().tails if (found := pattern.search(text, earliest))]
    if starts:
        yield min(starts), len(text.rstrip())


@cache
def _patterns() -> _Patterns:
    data = load("furniture")
    return _Patterns(*(_compiled(data[group]) for group in ("lines", "lists", "inline", "tails")))


def _compiled(rows: list[dict[str, object]]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(str(row["pattern"]), 0 if row.get("case") else re.IGNORECASE) for row in rows)
