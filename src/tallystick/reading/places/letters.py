"""The letter that each word has by itself, before its neighbours are judged."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.places.lexicon import DEMONYM, NAME, NUMBER, OTHER, STOP, fixed_class, lexicon
from tallystick.reading.sentences import Token

_PARTICLES = frozenset({"al", "el", "de", "del", "la", "las", "los", "le", "du", "da", "do", "ez", "as", "ash"})
_INITIALS = frozenset({"U.S.", "US", "U.K.", "UK", "USA", "U.S.A."})
_TO_INITIALS = frozenset({"in", "to", "from", "of", "across", "within", "into"})
_SHORTEST_CAPITALS = 4
"""Letters of a name in a text all in capitals: shorter ones are mostly abbreviations."""


def is_particle(word: str) -> bool:
    """True for a word in lower case that may stand inside a name ("de la")."""
    return word in _PARTICLES


def letter_of(tokens: Sequence[Token], at: int, capitals: bool) -> str:
    """The letter of word ``at``; ``capitals`` says that the whole text is in capitals."""
    token = tokens[at]
    if not token.text[0].isalnum():
        return fixed_class(token.text) or STOP
    if token.text.isdigit():
        return NUMBER
    upper = token.text[0].isupper()
    if upper and (token.lower in lexicon().demonyms or _owns(tokens, at) or _is_initials(tokens, at)):
        return DEMONYM
    if upper and token.lower in lexicon().organisation:
        return OTHER if capitals else NAME
    fixed = fixed_class(token.lower)
    if fixed and (capitals or not upper or fixed != "F"):
        return fixed
    return NAME if _may_be_name(token, capitals) or _is_joined_by_article(tokens, at) else OTHER


def _owns(tokens: Sequence[Token], at: int) -> bool:
    """True for "Syria's" and "Syrias" (apostrophes get lost) before a name or a class word."""
    word = tokens[at].lower.replace("’", "'")
    if not word.endswith("s") or word[:-1].rstrip("'") not in lexicon().countries:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and (following.text[0].isupper() or fixed_class(following.lower) is not None)


def _is_initials(tokens: Sequence[Token], at: int) -> bool:
    """True for "U.S." and the like before a noun: they are a place only where a preposition leads to them."""
    if tokens[at].text not in _INITIALS:
        return False
    before = [t.lower for t in tokens[max(0, at - 2) : at]]
    if not before or before[-1] in lexicon().locative:
        return not before
    return not (before[-1] == "the" and before[0] in _TO_INITIALS)


def _may_be_name(token: Token, capitals: bool) -> bool:
    words = lexicon()
    if len(token.text) < 2 or token.lower in words.calendar or token.lower in words.acting:
        return False
    if capitals:
        long_enough = len(token.text) >= _SHORTEST_CAPITALS or token.lower in words.starters
        return long_enough and token.lower not in words.common
    head, _, rest = token.text.partition("-")
    if head in lexicon().articles and rest[:1].isupper():
        return True
    if rest and rest.rpartition("-")[2][:1].islower():
        return False
    return token.text[0].isupper() or (rest[:1].isupper() and head in _PARTICLES)


def _is_joined_by_article(tokens: Sequence[Token], at: int) -> bool:
    """True for the end of "Deir az-zor": an article and a small letter after a name."""
    article, _, rest = tokens[at].text.partition("-")
    return bool(rest) and article in lexicon().articles and at > 0 and tokens[at - 1].text[0].isupper()
