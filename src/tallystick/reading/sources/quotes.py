"""Quoted speech: where it begins and ends, over sentences too, also where a mark was lost."""

from __future__ import annotations

import re
from bisect import bisect_right

_MARK = re.compile(r"[\"“”«»]|\n\s*\n")
_END = 1 << 62
_LONGEST = 3000
"""Characters; a quotation that is longer has most likely lost its closing mark."""


def find_quotes(text: str) -> list[tuple[int, int]]:
    """Quotations of ``text`` as (start, end), marks included, in order and apart from each other.

    A straight mark opens where white space, a bracket or the start stands before it, unless a quotation is open. One
    that is not closed ends before the next opening or at its paragraph's end; one longer than any quotation is dropped.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARK.finditer(text):
        sign, at = mark.group(), mark.start()
        again = opened is None or _opens_again(text, at, sign)
        if opened is not None and at - opened < _LONGEST:
            found.append((opened, at if sign.isspace() or again else at + 1))
        opened = at if again and not sign.isspace() and _opens(text, at, sign) else None
    if opened is not None and len(text) - opened < _LONGEST:
        found.append((opened, len(text)))
    return found


def quote_at(quotes: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """The quotation that holds the character at ``offset``."""
    at = bisect_right(quotes, (offset, _END)) - 1
    return quotes[at] if at >= 0 and quotes[at][0] <= offset < quotes[at][1] else None


def _opens(text: str, at: int, sign: str) -> bool:
    if sign in "“«":
        return True
    if sign in "”»":
        return False
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-[:"


def _opens_again(text: str, at: int, sign: str) -> bool:
    if sign in "“«":
        return True
    spaced_before = at > 0 and text[at - 1].isspace()
    return sign == '"' and spaced_before and at + 1 < len(text) and not text[at + 1].isspace()
