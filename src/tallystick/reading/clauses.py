"""Splits a sentence into clauses by the words that open one; no parse, so it also works without punctuation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from tallystick.reading.sentences import Sentence, Token
from tallystick.vocabulary.loader import load

_DATA = {name: frozenset(map(str, words)) for name, words in load("clauses").items()}
_LEAD_IN = 6
"""Tokens among which a subordinate clause that opens a sentence begins ("Just two days after")."""
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
    main = main_after(tokens)
    marked = ((at, "," if at == main else _opens(tokens, at, main or 0)) for at in range(1, len(tokens)))
    cuts = [(0, "")] + [(at, marker) for at, marker in marked if marker]
    ends = [at for at, _ in cuts[1:]] + [len(tokens)]
    return [
        Clause(first, end - 1, tokens[first].start, tokens[end - 1].end, marker)
        for (first, marker), end in zip(cuts, ends, strict=True)
        if end > first
    ]


def main_after(tokens: Sequence[Token]) -> int | None:
    """The token that begins the main clause after one that opens the sentence ("After a bomb killed ten, ...")."""
    opened = next((n for n, token in enumerate(tokens[:_LEAD_IN]) if token.lower in _DATA["opening"]), None)
    if opened is None or any(map(_verb_like, tokens[:opened])):
        return None
    verb = opened
    if tokens[opened].lower not in _DATA["verbless"]:
        verb = next((n for n, token in enumerate(tokens) if n > opened and _verb_like(token)), len(tokens))
    commas = [n for n, token in enumerate(tokens) if token.text == "," and n > verb and not _lists_on(tokens, n)]
    for comma, following in pairwise((*commas, len(tokens))):
        if any(map(_verb_like, tokens[comma + 2 : min(following, comma + _VERB_WINDOW + 1)])):
            return comma + 1
    return None


def _lists_on(tokens: Sequence[Token], comma: int) -> bool:
    """True for the comma of "two soldiers, and a child"."""
    return comma + 1 < len(tokens) and tokens[comma + 1].lower in ("and", "or")


def _opens(tokens: Sequence[Token], at: int, main: int) -> str:
    """The marker where a clause begins at token ``at``, else an empty string; the main clause begins at ``main``."""
    word, previous = tokens[at].lower, tokens[at - 1].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in _DATA["adverbial"] or (word in _DATA["relative"] and previous not in _DATA["relative_not_after"]):
        return word
    if word == "as" and not _DATA["no_clause_with_as"] & {following, previous}:
        return "as" if _verb_follows(tokens, at + 1, _VERB_WINDOW) else ""
    if word == "and" and following not in _DATA["auxiliary"]:
        return (
            "and"
            if _has_verb(tokens, main if main < at else 0, at) and _verb_follows(tokens, at + 1, _VERB_WINDOW_AFTER_AND)
            else ""
        )
    if previous in _DATA["marks"] or (previous in _DATA["spaced_marks"] and tokens[at].start > tokens[at - 1].end):
        return "" if word in _DATA["auxiliary"] or word in _DATA["remarks"] else previous
    if previous == "," and word.endswith("ing") and len(word) > 5 and word not in _DATA["no_participles"]:
        return "participle"
    return ""


def _verb_follows(tokens: Sequence[Token], at: int, window: int) -> bool:
    """True where a subject seems to be followed by a verb: not the next word, but soon."""
    return any(_verb_like(t) for t in tokens[at + 1 : at + window] if t.lower not in _DATA["adverbial"])


def _has_verb(tokens: Sequence[Token], first: int, end: int) -> bool:
    """True where what stands before, from ``first`` on and after the last verb of saying, has a verb of its own."""
    before = tokens[max(first, end - _LOOK_BACK) : end]
    said = max((n for n, token in enumerate(before) if token.lower in _DATA["saying"]), default=-1)
    return any(_verb_like(token) for token in before[said + 1 :])


def _verb_like(token: Token) -> bool:
    word = token.lower
    if word in _DATA["auxiliary"] or word in _DATA["past"]:
        return True
    return word.endswith("ed") and len(word) > 4 and token.text[0].islower()
