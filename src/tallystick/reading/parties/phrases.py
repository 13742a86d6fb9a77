"""Victims that no list of words names: the plain phrase ("the mayor", "he") beside the verb that befell them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tallystick.reading.events.cues import EVENT, OUTCOME, Trigger
from tallystick.reading.sentences import Sentence, Token
from tallystick.record import Party, Span
from tallystick.vocabulary.loader import load

_PERSONAL = frozenset({"killing", "execution", "abduction", "detention", "torture", "sexual-violence", "shooting"})
_LONGEST = 8
_AGES = frozenset({"year-old", "year-olds", "month-old", "day-old"})


def person_befallen(text: str, sentence: Sentence, event: str, triggers: Sequence[Trigger]) -> Party | None:
    """The phrase after "murder of" or an active verb, or before a passive one; None for other events."""
    if event not in _PERSONAL:
        return None
    tokens = sentence.tokens
    for trigger in triggers:
        if trigger.role in (OUTCOME, EVENT) or trigger.event in _PERSONAL:
            found = _before_passive(tokens, trigger) or _after(tokens, trigger)
            if found:
                span = Span.of(text, tokens[found[0]].start, tokens[found[1]].end)
                return Party(" ".join(span.exact.split()), span)
    return None


def _before_passive(tokens: Sequence[Token], trigger: Trigger) -> tuple[int, int] | None:
    """The words before "was", "were", "been" and its like."""
    at = trigger.first - 1
    if not trigger.words.endswith(("ed", "en", "shot", "t")) or at < 1:
        return None
    while at > 0 and tokens[at].lower.endswith("ly"):
        at -= 1
    if tokens[at].lower not in {"was", "were", "been", "being"}:
        return None
    while at > 0 and tokens[at].lower in {"was", "were", "been", "being", "has", "have", "had", "also"}:
        at -= 1
    first = at
    while first > 0 and at - first < _LONGEST and _goes_on(tokens, first - 1):
        first -= 1
    return _trimmed(tokens, first, at) if _goes_on(tokens, at) else None


def _after(tokens: Sequence[Token], trigger: Trigger) -> tuple[int, int] | None:
    """The words after an active verb, or after a noun and "of"."""
    first = trigger.last + 1
    if first < len(tokens) and tokens[first].lower == "of":
        first += 1
    elif trigger.first and tokens[trigger.first - 1].lower in _words("before_nouns"):
        return None
    last = first
    while last < len(tokens) and last - first < _LONGEST and _goes_on(tokens, last):
        last += 1
    return _trimmed(tokens, first, last - 1) if last > first else None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not token.text[0].isalpha():
        return (token.text == "-" or token.text.isdigit()) and any(t.lower in _AGES for t in tokens[at + 1 : at + 3])
    return token.lower not in _words("stops")


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    while first <= last and tokens[first].lower in _words("articles"):
        first += 1
    return (first, last) if first <= last and not tokens[first].lower.endswith("ed") else None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(str, load("parties")["phrase"][name]))
