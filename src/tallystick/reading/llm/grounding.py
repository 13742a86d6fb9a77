"""Finds the words that a model quotes in the article, letter by letter; only runs of white space may differ."""

from __future__ import annotations

import re

from attrs import frozen

from tallystick.reading.llm.windows import Window
from tallystick.record import Span


@frozen
class Ground:
    """The words of one window: ``text`` is the document's, ``shown`` the same with what was not shown struck out."""

    text: str
    shown: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, shown: str, window: Window) -> Ground:
        """The ground of ``window``."""
        return cls(text, shown, window.start, window.end)

    def all(self, quote: str) -> list[Span]:
        """Where the window has ``quote``, in order; empty where it does not have it."""
        pattern = _pattern(quote, self.end - self.start)
        found = pattern.finditer(self.shown, self.start, self.end) if pattern else ()
        return [Span.of(self.text, m.start(), m.end()) for m in found]

    def nearest(self, quote: str, clause: Span) -> Span | None:
        """Where the window has ``quote`` inside or nearest to ``clause``; None where it does not have it."""
        found = self.all(quote)
        return min(found, key=lambda span: max(clause.start - span.start, span.end - clause.end, 0), default=None)

    def inside(self, quote: str, clause: Span) -> Span | None:
        """Where ``clause`` has ``quote`` first; None where it does not have it."""
        found = self.nearest(quote, clause)
        return found if found and clause.start <= found.start and found.end <= clause.end else None


def _pattern(quote: str, longest: int) -> re.Pattern[str] | None:
    """What finds ``quote`` as whole words and whole numbers: never "5" in "15" or "1,500", nor "kill" in "killed".

    A lower-case letter beside a capital is no inside of a word: lines lose their breaks ("attackRebels").
    """
    words = quote.split()
    if sum(map(len, words)) > longest or not any(c.isalnum() for word in words for c in word):
        return None
    return re.compile(_before(words[0][0]) + r"\s+".join(map(re.escape, words)) + _after(words[-1][-1]))


def _before(first: str) -> str:
    """What may not stand before a quotation that begins with ``first``."""
    if first.isdigit():
        return r"(?<![^\W_])(?<!\d[.,])"
    if first.isupper():
        return r"(?<![^\W_a-z])"
    return r"(?<![^\W_])" if first.isalnum() else ""


def _after(last: str) -> str:
    """What may not stand after a quotation that ends with ``last``."""
    if last.isdigit():
        return r"(?![^\W_])(?![.,]\d)"
    if last.islower():
        return r"(?![^\W_A-Z])"
    return r"(?![^\W_])" if last.isalnum() else ""
