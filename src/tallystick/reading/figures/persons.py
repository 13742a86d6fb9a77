"""Single persons with an article or a possessive ("a woman", "the pilot", "his son"), and a family without a number."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.figures.lexicon import DETERMINERS, FAMILIES, NOT_PEOPLE, PERSON
from tallystick.reading.figures.noun_phrases import LONGEST_PHRASE, continues, head_goes_on
from tallystick.reading.figures.tokens import Token

_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "our", "my", "another"})
_FURTHEST_PARENTHESIS = 8


def person_at(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """The end of a single person that starts at token ``i``, and its kind: ``single`` or ``family``."""
    word = tokens[i].lower
    if (word not in _ARTICLES and not word.endswith("'s")) or _in_parenthesis(tokens, i):
        return None
    k = i + 1
    while k < min(len(tokens), i + LONGEST_PHRASE):
        k = _past_age(tokens, k)
        if k >= len(tokens) or not continues(tokens, k, i + 1) or tokens[k].lower in DETERMINERS:
            return None
        if tokens[k].lower in FAMILIES and word != "the" and tokens[k].lower.endswith("y"):
            return k + 1, "family"
        if tokens[k].lower in PERSON - NOT_PEOPLE and not head_goes_on(tokens, k):
            return k + 1, "single"
        k += 1
    return None


def _in_parenthesis(tokens: Sequence[Token], i: int) -> bool:
    """True where an opened parenthesis holds token ``i``: who stands there was counted before it."""
    for token in reversed(tokens[max(0, i - _FURTHEST_PARENTHESIS) : i]):
        if token.text in "()":
            return token.text == "("
    return False


def _past_age(tokens: Sequence[Token], k: int) -> int:
    """Past "two-day-old" or "20-year-old"."""
    if k + 4 < len(tokens) and tokens[k + 1].text == "-" and tokens[k + 3].text == "-" and tokens[k + 4].lower == "old":
        return k + 5
    return k
