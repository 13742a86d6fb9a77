"""Finds the munitions that a clause names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tallystick.reading.sentences import Token
from tallystick.record import Span, Weapon
from tallystick.vocabulary.loader import load


def find_weapons(text: str, tokens: Sequence[Token]) -> tuple[Weapon, ...]:
    """The munitions among ``tokens``, the longest wording of each, one for each wording; offsets count in ``text``."""
    found: dict[str, Weapon] = {}
    at = 0
    while at < len(tokens):
        length = _longest(tokens, at)
        if length:
            span = Span.of(text, tokens[at].start, tokens[at + length - 1].end)
            found.setdefault(" ".join(span.exact.lower().split()), Weapon(" ".join(span.exact.lower().split()), span))
        at += length or 1
    return tuple(found.values())


def _longest(tokens: Sequence[Token], at: int) -> int:
    """How many tokens the longest phrase that begins here has; 0 where none does."""
    for words in _phrases().get(tokens[at].lower, ()):
        if all(at + i < len(tokens) and tokens[at + i].lower == word for i, word in enumerate(words)):
            after = tokens[at + len(words)].lower if at + len(words) < len(tokens) else ""
            return 0 if after in _not_before() else len(words)
    return 0


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load("weapons")["phrases"]:
        words = tuple(str(phrase).split())
        by_first.setdefault(words[0], []).append(words)
    return {word: tuple(sorted(phrases, key=len, reverse=True)) for word, phrases in by_first.items()}


@cache
def _not_before() -> frozenset[str]:
    return frozenset(map(str, load("weapons")["not_before"]))
