"""Number expressions: digits, number words, dozens and the vague words ("several hundred")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from tallystick.reading.figures.lexicon import Phrases
from tallystick.reading.figures.tokens import Token
from tallystick.vocabulary.loader import load

_DATA = load("number_words")
_UNITS: dict[str, int] = _DATA["units"]
_TENS: dict[str, int] = _DATA["tens"]
_SCALES: dict[str, int] = _DATA["scales"]
_GLUED: dict[str, int] = _DATA["glued_scales"]
_MULTIPLIERS: dict[str, int] = _DATA["multipliers"]
_FIXED: Phrases[int] = Phrases(_DATA["fixed"].items())
_VAGUE: Phrases[str] = Phrases(_DATA["vague"].items())
_VAGUE_SCALES: dict[str, str] = _DATA["vague_scales"]
_OPENERS = frozenset(_DATA["vague_openers"])
_SCALE_WORDS = frozenset({"tens", "dozens", "scores", "hundreds", "thousands", "millions"})
VAGUE_WORDS = frozenset({"several", "many", "numerous"}) | _SCALE_WORDS
NUMBER_WORDS = frozenset(_UNITS) | frozenset(_TENS) | frozenset(_SCALES) | frozenset({"dozen"})
_STARTS = NUMBER_WORDS | _FIXED.first_words() | _VAGUE.first_words()
_COMPARING = frozenset({"as", "how", "too", "not"})
"""Before "many", words that make it no count ("as many as 12")."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_LONGEST_DIGITS = 12
"""No count of people has more digits; longer runs are identifiers."""


@frozen
class Number:
    """A number expression over tokens ``[start, end)``: a value, or a vague word without one."""

    start: int
    end: int
    value: int | None = None
    word: str | None = None


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The number expression that starts at token ``i``, the longest reading."""
    token = tokens[i]
    if token.number:
        return _digits(tokens, i)
    if token.lower not in _STARTS:
        return None
    fixed = _FIXED.at(tokens, i)
    if fixed is not None:
        return _fixed(tokens, i, *fixed)
    return (_words(tokens, i) if token.lower in NUMBER_WORDS else None) or _vague(tokens, i)


def number_value(words: str) -> int | None:
    """The value of a whole phrase ("three hundred and twelve thousand and five"); None where it is not one number."""
    from tallystick.reading.figures.tokens import tokenise

    tokens = tokenise(words, 0, len(words))
    found = number_at(tokens, 0) if tokens else None
    return found.value if found is not None and found.end == len(tokens) else None


def _digits(tokens: Sequence[Token], i: int) -> Number | None:
    text = tokens[i].text
    if len(text) > _LONGEST_DIGITS + 3:
        return None
    j = i + 1
    if _GROUPED.fullmatch(text):
        amount: float = int(text.replace(",", "").replace(".", ""))
    elif text.isdecimal():
        amount = int(text)
        if len(text) <= 3 and _spaced_thousands(tokens, j):
            amount, j = amount * 1000 + int(tokens[j].text), j + 1
    elif text.count(".") == 1 and "," not in text:
        amount = float(text)
    else:
        return None
    return _scaled(tokens, i, j, amount)


def _spaced_thousands(tokens: Sequence[Token], j: int) -> bool:
    """True where "20 000" was written with a space."""
    if j >= len(tokens):
        return False
    text = tokens[j].text
    return len(text) == 3 and text.isdecimal() and text[-1] == "0" and tokens[j].start == tokens[j - 1].end + 1


def _scaled(tokens: Sequence[Token], i: int, j: int, amount: float) -> Number | None:
    """The amount with the scale or the dozen that follows it; None for a fraction of a person."""
    while j < len(tokens):
        word = tokens[j].lower
        scale = _SCALES.get(word) or _MULTIPLIERS.get(word) or (_GLUED.get(word) if tokens[j].glued else None)
        if scale is None:
            break
        amount, j = amount * scale, j + 1
    value = round(amount)
    return Number(i, j, value) if abs(amount - value) < 1e-6 * max(1, value) else None


def _fixed(tokens: Sequence[Token], i: int, end: int, value: int) -> Number:
    """A phrase such as "half a million", continued where it opens a longer number ("a hundred and twenty")."""
    if end - i == 2 and tokens[i + 1].lower in _SCALES:
        longer = _words(tokens, i + 1)
        if longer is not None and longer.end >= end:
            return Number(i, longer.end, longer.value)
    return Number(i, end, value)


def _words(tokens: Sequence[Token], i: int) -> Number | None:
    total, current, j, below = 0, 0, i, 1000
    lowest_scale = 10**12
    while j < len(tokens):
        word = tokens[j].lower
        if word in _UNITS and below >= (10 if _UNITS[word] < 10 else 100):
            current, below = current + _UNITS[word], 1
        elif word in _TENS and below >= 100:
            current, below = current + _TENS[word], 10
        elif word == "hundred" and current < 100:
            current, below = max(1, current) * 100, 100
        elif word in _SCALES and _SCALES[word] < lowest_scale and word != "hundred":
            lowest_scale = _SCALES[word]
            total, current, below = total + max(1, current) * lowest_scale, 0, 1000
        elif word == "dozen" and current and total == 0:
            return Number(i, j + 1, current * 12)
        else:
            break
        j = _past_joint(tokens, j + 1, below)
    end = j
    while end > i and tokens[end - 1].lower in ("and", "-"):
        end -= 1
    return Number(i, end, total + current) if end > i else None


def _past_joint(tokens: Sequence[Token], j: int, below: int) -> int:
    """Past a hyphen, or past "and" after a scale, where a smaller number word follows."""
    if j + 1 >= len(tokens):
        return j
    word, following = tokens[j].lower, tokens[j + 1].lower
    smaller = following in _UNITS or following in _TENS or following in _SCALES
    joined = word == "-" or (word == "and" and below in (100, 1000))
    return j + 1 if joined and smaller else j


def _vague(tokens: Sequence[Token], i: int) -> Number | None:
    found = _VAGUE.at(tokens, i)
    if found is None or (i > 0 and tokens[i - 1].lower in _COMPARING):
        return None
    end, vague = found
    if end < len(tokens) and tokens[end - 1].lower in _OPENERS:
        following = tokens[end].lower
        scale = _VAGUE_SCALES.get(following) or (following if following in _SCALE_WORDS else None)
        if scale:
            end, vague = end + 1, scale
    while end + 1 < len(tokens) and tokens[end].lower == "of" and tokens[end + 1].lower in _SCALE_WORDS:
        end, vague = end + 2, tokens[end + 1].lower
    return Number(i, end, None, vague)
