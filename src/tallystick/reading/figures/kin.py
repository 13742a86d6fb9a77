"""Counts that are computed from words: "a man and his two sons", "both brothers", "a family of five", "a couple"."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.figures.lexicon import FAMILIES, KINFOLK, PEOPLE, PERSON
from tallystick.reading.figures.noun_phrases import continues
from tallystick.reading.figures.numbers import number_at
from tallystick.reading.figures.tokens import Token

_POSSESSIVES = frozenset({"his", "her", "their"})
_ARTICLES = frozenset({"a", "an", "the", "one", "another"})
_JOINTS = frozenset({"and", ",", "with", "plus", "&", "as", "well"})
_BARE = frozenset({"child", "woman", "man", "girl", "boy", "baby", "daughter", "son", "wife", "husband"})
"""After "a woman and", a second person without an article."""
_LONGEST_HEAD = 4


def kin_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The end and the number of a computed count that starts at token ``i``."""
    word = tokens[i].lower
    if word == "both":
        return _both(tokens, i)
    if word not in _ARTICLES and number_at(tokens, i) is None:
        return None
    return _family_of(tokens, i) or _couple(tokens, i) or _with_kin(tokens, i)


def _both(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    j = i + 1
    while j < len(tokens) and j < i + 4 and tokens[j].lower in ("the", "his", "her", "their", "of"):
        j += 1
    if j >= len(tokens) or tokens[j].lower not in PEOPLE | KINFOLK:
        return None
    return None if j + 1 < len(tokens) and tokens[j + 1].lower == "and" else (j + 1, 2)


def _family_of(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Members of a family: "a family of five", "two families of ten members"."""
    for j in range(i + 1, min(len(tokens) - 2, i + _LONGEST_HEAD)):
        if tokens[j].lower in FAMILIES and tokens[j + 1].lower == "of":
            number = number_at(tokens, j + 2)
            return (number.end, number.value) if number is not None and number.value else None
    return None


def _couple(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Two people: "a couple", "an elderly couple"; not "a couple of"."""
    for j in range(i + 1, min(len(tokens), i + 3)):
        if tokens[j].lower == "couple" and not (j + 1 < len(tokens) and tokens[j + 1].lower == "of"):
            return j + 1, 2
    return None


def _with_kin(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A head ("a man", "the four siblings") with kin joined to it by a possessive."""
    head = _person(tokens, i)
    if head is None:
        return None
    end, total = head
    joined = False
    while end + 1 < len(tokens):
        j = _past_joints(tokens, end)
        bare = total == 1 and j == end + 1 and tokens[end].lower == "and" and tokens[j].lower in PERSON & _BARE
        follower = (j + 1, 1) if bare else _relative(tokens, j, joined)
        if follower is None:
            break
        end, more = follower
        total, joined = total + more, True
    return (end, total) if joined else None


def _past_joints(tokens: Sequence[Token], j: int) -> int:
    """Past "and", a comma, "as well as"; lost punctuation leaves nothing to pass."""
    while j + 1 < len(tokens) and tokens[j].lower in _JOINTS:
        j += 1
    return j


def _person(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A person or a number of kin: end and count."""
    j, count = i, 1
    if tokens[j].lower in ("the", "all"):
        j += 1
    number = number_at(tokens, j) if j < len(tokens) else None
    if number is not None and number.value:
        count, j = number.value, number.end
    elif j == i:
        j += 1
    for k in range(j, min(len(tokens), j + _LONGEST_HEAD)):
        word = tokens[k].lower
        if word in PERSON or word in KINFOLK or (count > 1 and word in PEOPLE):
            return k + 1, count
        if not continues(tokens, k, j):
            return None
    return None


def _relative(tokens: Sequence[Token], j: int, joined: bool) -> tuple[int, int] | None:
    """Kin with a possessive ("his two sons", "their father"); after the first, an article or a number will do."""
    if j >= len(tokens):
        return None
    possessive = tokens[j].lower in _POSSESSIVES
    if not possessive and not (joined and (tokens[j].lower in _ARTICLES or number_at(tokens, j) is not None)):
        return None
    k, count = (j + 1 if possessive else j), 1
    number = number_at(tokens, k) if k < len(tokens) else None
    if number is not None and number.value:
        count, k = number.value, number.end
    elif not possessive:
        k += 1
    for m in range(k, min(len(tokens), k + 3)):
        word = tokens[m].lower
        if word in KINFOLK:
            plural_without_number = word not in PERSON and count == 1
            return None if plural_without_number else (m + 1, count)
        if not word.isalpha():
            return None
    return None
