"""Words of time and their categories: a text as runs of neighbouring words that a time expression can be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from tallystick.vocabulary.loader import load

Value = int | str

_WORDS: dict[str, tuple[str, Value]] = {
    word: (category, value) for category, words in load("time_words").items() for word, value in words.items()
}
_TOKEN = re.compile(
    r"(?P<date>\b(?:\d{4}[-/]\d\d?[-/]\d\d?|\d\d?/\d\d?/(?:\d{4}|\d\d)|\d\d?[.-]\d\d?[.-]\d{4})(?![\w/-]))"
    r"|(?P<decade>\b(?:1[89]|20)\d0['’]?s\b)"
    r"|(?P<ordinal>\b[0-3]?\d(?:st|nd|rd|th)\b)"
    r"|(?P<amount>\d+(?:[.,:]\d+)+|[$€£]\s?\d[\d.,]*|\d+(?:\.\d+)?\s?%)"
    r"|(?P<digits>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’]s\b)?)"
    r"|(?P<dash>(?<=\w)[-–](?=\w))"
    r"|(?P<comma>,)"
    r"|(?P<mark>[^\w\s]|_)"
    r"|(?P<gap>\n[^\S\n]*\n)",
    re.IGNORECASE,
)
_APOSTROPHES = ("'", "’")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n\"“]\s*)$")


@frozen
class Lexeme:
    """A word of time with its category letter, its value and its place in the text."""

    category: str
    value: Value
    start: int
    end: int


def values(words: Sequence[Lexeme]) -> dict[str, Value]:
    """The value of each category among ``words``; of several words of one category the last."""
    return {w.category: w.value for w in words}


def number_of(words: Sequence[Lexeme], categories: str) -> int | None:
    """The value of the first word of one of the categories; None where there is none."""
    return next((int(w.value) for w in words if w.category in categories), None)


def count_of(words: Sequence[Lexeme]) -> int | None:
    """How many units the words tell; None for a vague number ("a few"), 2 for a couple."""
    vague = number_of(words, "f")
    if vague not in (None, 2):
        return None
    return sum(int(w.value) for w in words if w.category in "Nnz") or vague or 1


def vague_count(words: Sequence[Lexeme]) -> int:
    """The greatest number that a vague word is taken to mean."""
    return number_of(words, "f") or 1


def unit_of(words: Sequence[Lexeme]) -> str:
    """The unit of the calendar or the clock among ``words``."""
    return next((str(w.value) for w in words if w.category in "UHQk"), "day")


def runs(text: str) -> Iterator[list[Lexeme]]:
    """Neighbouring words of time: a run ends at any other word, at a mark or at an empty line."""
    run: list[Lexeme] = []
    for token in _TOKEN.finditer(text):
        if run and token.start() < run[-1].end:
            continue
        lexeme = _lexeme(text, token)
        if lexeme is not None:
            run.append(lexeme)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _lexeme(text: str, token: re.Match[str]) -> Lexeme | None:
    kind, start, end = token.lastgroup, token.start(), token.end()
    if kind == "word":
        return _word(text, token.group(), start, end)
    if kind == "digits":
        return _digits(token.group(), start, end)
    if kind == "ordinal":
        return Lexeme("O", int(token.group()[:-2]), start, end)
    category = {"date": "Z", "decade": "d", "dash": "-", "comma": ","}.get(kind or "")
    return Lexeme(category, token.group(), start, end) if category else None


def _word(text: str, word: str, start: int, end: int) -> Lexeme | None:
    entry = _WORDS.get((word[:-2] if word[-2:-1] in _APOSTROPHES else word).lower())
    if entry is None:
        return None
    category, value = entry
    if category == "j" and not word.isupper():
        if not word[0].isupper():
            return None
        if not _SENTENCE_START.search(text[max(0, start - 3) : start]):
            category = "M"
    if category in "mw" and text[end : end + 1] == ".":
        category, end = ("M" if category == "m" else category), end + 1
    return Lexeme(category, value, start, end)


def _digits(digits: str, start: int, end: int) -> Lexeme | None:
    number = int(digits) if len(digits) <= 6 else 0
    if len(digits) <= 2 and number:
        return Lexeme("N" if number <= 31 else "z" if number >= 60 else "n", number, start, end)
    if len(digits) == 3:
        return Lexeme("n", number, start, end)
    if len(digits) == 4 and 1800 <= number <= 2099:
        return Lexeme("Y", number, start, end)
    if len(digits) in (5, 6) and 1900 <= number % 10000 <= 2099 and 1 <= number // 10000 <= 31:
        return Lexeme("x", number, start, end)
    return None
