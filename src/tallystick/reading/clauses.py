"""Splits a sentence into clauses by the words that open one; no parse, so it also works without punctuation."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.reading.sentences import Sentence, Token
from tallystick.vocabulary.loader import load

_DATA = {name: frozenset(map(str, words)) for name, words in load("clauses").items()}
_VERB_WINDOW, _VERB_WINDOW_AFTER_AND, _LOOK_BACK = 9, 7, 25
"""Tokens within which a clause's verb is looked for: after its opening word, after "and", before it."""


@frozen
class Clause:
    """Tokens ``first`` to ``last`` (inclusive) of a sentence; ``marker`` is the word that opens it, or empty."""

    first: int
    last: int
    start: int
    end: int
    marker: str = ""


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of ``sentence`` in order; together they cover all of its tokens."""
    tokens = sentence.tokens
    cuts = [(0, "")] + [(at, marker) for at in range(1, len(tokens)) if (marker := _opens(tokens, at))]
    ends = [at for at, _ in cuts[1:]] + [len(tokens)]
    return [
        Clause(first, end - 1, tokens[first].start, tokens[end - 1].end, marker)
        for (first, marker), end in zip(cuts, ends, strict=True)
        if end > first
    ]


def _opens(tokens: Sequence[Token], at: int) -> str:
    """The marker where a clause begins at token ``at``, else an empty string."""
    word, previous = tokens[at].lower, tokens[at - 1].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in _DATA["adverbial"] or (word in _DATA["relative"] and previous not in _DATA["relative_not_after"]):
        return word
    if word == "as" and not _DATA["no_clause_with_as"] & {following, previous}:
        return "as" if _verb_follows(tokens, at + 1, _VERB_WINDOW) else ""
    if word == "and" and following not in _DATA["auxiliary"]:
        return "and" if _has_verb(tokens, at) and _verb_follows(tokens, at + 1, _VERB_WINDOW_AFTER_AND) else ""
    if previous in _DATA["marks"] or (previous == "-" and tokens[at].start > tokens[at - 1].end):
        return "" if word in _DATA["auxiliary"] or word in _DATA["remarks"] else previous
    if previous == "," and word.endswith("ing") and len(word) > 5 and word not in _DATA["no_participles"]:
        return "participle"
    return ""


def _verb_follows(tokens: Sequence[Token], at: int, window: int) -> bool:
    """True where a subject seems to be followed by a verb: not the next word, but soon."""
    return any(_verb_like(t) for t in tokens[at + 1 : at + window] if t.lower not in _DATA["adverbial"])


def _has_verb(tokens: Sequence[Token], end: int) -> bool:
    """True where what stands before, after the last verb of saying, has a verb of its own."""
    before = tokens[max(0, end - _LOOK_BACK) : end]
    said = max((n for n, token in enumerate(before) if token.lower in _DATA["saying"]), default=-1)
    return any(_verb_like(token) for token in before[said + 1 :])


def _verb_like(token: Token) -> bool:
    word = token.lower
    if word in _DATA["auxiliary"] or word in _DATA["past"]:
        return True
    return word.endswith("ed") and len(word) > 4 and token.text[0].islower()
