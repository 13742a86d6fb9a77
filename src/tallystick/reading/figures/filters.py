"""Numbers that do not count people: dates, times, ages, money, distances, calibres, labels, shares, things."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.figures.lexicon import (
    CURRENCIES,
    LABELS,
    MONTHS,
    PEOPLE,
    PERSON,
    THINGS,
    UNITS,
    YEAR_OPENERS,
)
from tallystick.reading.figures.numbers import NUMBER_WORDS, Number
from tallystick.reading.figures.tokens import Token

_OLDEST = 115
_AGE_JOINTS = frozenset({",", "(", "and", "or", "to", "-", "between"})
_LONGEST_AGES = 12
_SHARES = frozenset({"cent", "percent", "pct", "%", "half", "third", "thirds", "quarter", "quarters", "fifth", "tenth"})
_AGE_OPENERS = _AGE_JOINTS | {"aged", "ages"}
_LETTERS_WITH_NUMBERS = 4
"""A word of at most this many letters joined by a hyphen to digits is a designation (Su-24, F-16)."""


def counts_no_people(tokens: Sequence[Token], number: Number) -> bool:
    """True where the words around ``number`` say that it is something other than a count of people."""
    before = tokens[number.start - 1] if number.start else None
    after = tokens[number.end] if number.end < len(tokens) else None
    return (
        _is_label(tokens, number, before)
        or _is_measured(tokens, number, after)
        or (number.value is not None and tokens[number.start].number and _is_date(tokens, number, before, after))
        or _is_age(tokens, number)
        or _is_shared_out(tokens, number.start)
    )


def _is_label(tokens: Sequence[Token], number: Number, before: Token | None) -> bool:
    if before is None or not tokens[number.start].number:
        return False
    first = tokens[number.start]
    if before.lower in CURRENCIES:
        return True
    if before.lower in ("-", "/", ".", ":", "'") and number.start > 1 and (first.glued or before.text != "-"):
        earlier = tokens[number.start - 2]
        if before.text == "-":
            return len(earlier.text) <= _LETTERS_WITH_NUMBERS and (before.glued or earlier.text.isupper())
        return before.glued and before.text in "/:." and earlier.number
    if first.glued and before.text.isalpha():
        return True
    if before.text == "." and number.start > 1 and tokens[number.start - 2].lower in ("no", "nos"):
        return True
    return before.lower in LABELS and not _people_follow(tokens, number.end)


def _is_measured(tokens: Sequence[Token], number: Number, after: Token | None) -> bool:
    """True where a unit, a share or a compound ("20-year-old", "122-mm", "12-member") follows."""
    if after is None:
        return False
    if after.text in ("%", "°", "'") or (after.text in (":", "/") and after.glued):
        return True
    if after.lower in CURRENCIES or (after.lower == "s" and after.glued):
        return True
    if after.text == "-":
        return _compound(tokens, number.end)
    if after.lower in UNITS and not (after.lower == "local" and _people_follow(tokens, number.end + 1)):
        return after.lower != "second" or after.glued
    if after.lower in ("of", "more", "other", "additional", "further", "such") and number.end + 1 < len(tokens):
        counted = tokens[number.end + 1].lower
        return counted in UNITS or (counted in THINGS and not _people_follow(tokens, number.end + 1))
    return False


def _compound(tokens: Sequence[Token], hyphen: int) -> bool:
    """True where a hyphen ties the number to a word, as in "20-year-old"; a dash between clauses does not."""
    if hyphen + 1 >= len(tokens):
        return False
    following = tokens[hyphen + 1]
    tied = tokens[hyphen].glued or following.glued
    return (tied and not following.number) or following.lower in UNITS


def _is_date(tokens: Sequence[Token], number: Number, before: Token | None, after: Token | None) -> bool:
    value = number.value or 0
    if number.end - number.start > 1:
        return False
    if after is not None and after.lower in MONTHS and 1 <= value <= 31:
        return (
            after.lower != "may" or number.end + 1 >= len(tokens) or tokens[number.end + 1].lower not in ("have", "be")
        )
    if before is not None and before.lower in MONTHS and value <= 31:
        return not _people_follow(tokens, number.end)
    if before is not None and before.text == "," and number.start > 1 and _is_year(tokens, number):
        return not _people_follow(tokens, number.end)
    if _is_year(tokens, number) and value % 100 and (_is_credit(before) or _is_credit(after)):
        return not _people_follow(tokens, number.end)
    if _is_year(tokens, number) and before is not None:
        return (before.lower in YEAR_OPENERS or before.lower in MONTHS) and not _people_follow(tokens, number.end)
    return False


def _is_credit(beside: Token | None) -> bool:
    """True for a word in capitals, as an agency or a photographer is named beside a year ("AFP 2018")."""
    return beside is not None and len(beside.text) > 2 and beside.text.isupper()


def _is_year(tokens: Sequence[Token], number: Number) -> bool:
    text = tokens[number.start].text
    return len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100


def _is_age(tokens: Sequence[Token], number: Number) -> bool:
    """True for ages: "Name, 45, was killed", "(45)", "aged 4, 7 and 11", "two brothers, 9 and 11, were"."""
    if number.value is None or not 0 < number.value <= _OLDEST:
        return False
    k = number.start - 1
    floor = max(0, number.start - _LONGEST_AGES)
    while k > floor and (tokens[k].lower in _AGE_JOINTS or (tokens[k].number and tokens[k - 1].lower in _AGE_OPENERS)):
        k -= 1
    if k < 0:
        return False
    if tokens[k].lower in ("aged", "ages", "age"):
        return True
    if not tokens[number.start].number or k + 1 >= number.start or tokens[k + 1].text not in (",", "("):
        return False
    end = _past_ages(tokens, number.end)
    closes = end >= len(tokens) or tokens[end].text in (",", ")", ".")
    return closes and (tokens[k].text[:1].isupper() or tokens[k].lower in PERSON or tokens[k].lower in PEOPLE)


def _past_ages(tokens: Sequence[Token], k: int) -> int:
    """Past the further ages of a list ("9 and 11")."""
    last = min(len(tokens) - 1, k + _LONGEST_AGES)
    while k < last and tokens[k].lower in _AGE_JOINTS and tokens[k + 1].number:
        k += 2
    return k


def _is_shared_out(tokens: Sequence[Token], start: int) -> bool:
    """True for "half of 2 million people", "90 per cent of 300": a share is no count, nor is what it is taken of."""
    k = start - 1
    while k > 0 and tokens[k].lower in ("the", "its", "their", "some", "about", "around"):
        k -= 1
    return k > 0 and tokens[k].lower == "of" and tokens[k - 1].lower in _SHARES


def _people_follow(tokens: Sequence[Token], i: int) -> bool:
    """True where a noun for people stands next, before another number."""
    for token in tokens[i : i + 4]:
        if token.lower in PEOPLE:
            return True
        if token.number or token.lower in NUMBER_WORDS or not token.text[0].isalpha():
            return False
    return False
