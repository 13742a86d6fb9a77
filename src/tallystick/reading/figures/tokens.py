"""Words of a clause as the figure grammar reads them: hyphens stand alone, quotation marks and notes are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_QUOTES = frozenset("\"“”„«»'‘’`*")
_NOTE = re.compile(r"\[[^\[\]\n]{0,80}(?:\n[^\[\]\n]{0,80})?\]")
_ACRONYMS = {"IS": "isis", "US": "usa", "IT": "i.t."}
"""Capitals that are no pronoun and no verb, unless the whole text is in capitals."""
_GLANCE = 400
_SENTENCE_ENDS = frozenset(".!?")


class Token(NamedTuple):
    """A word, a number or a mark; ``glued`` where no space stands before it, ``closes`` where it ends a sentence."""

    text: str
    lower: str
    start: int
    end: int
    number: bool
    glued: bool
    closes: bool


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]`` with offsets into ``text``; notes in square brackets are passed over."""
    notes = [m.span() for m in _NOTE.finditer(text, start, end)] if text.find("[", start, end) >= 0 else []
    tokens: list[Token] = []
    last = -1
    acronyms = _ACRONYMS if any(c.islower() for c in text[start : start + _GLANCE]) else {}
    for match in _TOKEN.finditer(text, start, end):
        word, at = match.group(), match.start()
        while notes and notes[0][1] <= at:
            notes.pop(0)
        if word in _QUOTES or (notes and notes[0][0] <= at):
            continue
        stop = match.end()
        closes = word in _SENTENCE_ENDS and not text[stop : stop + 1].isalnum() and not _initial(tokens, at)
        tokens.append(
            Token(
                word,
                acronyms.get(word) or word.lower().replace("’", "'"),
                at,
                stop,
                word[0].isdecimal(),
                at == last,
                closes,
            )
        )
        last = stop
    return tokens


def _initial(tokens: list[Token], at: int) -> bool:
    """True where the full stop at ``at`` follows a single letter or a short title ("U.S.", "Lt.")."""
    if not tokens or tokens[-1].end != at:
        return False
    word = tokens[-1].text
    return (len(word) == 1 and word.isalpha()) or word.lower() in _TITLES


_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "gen", "lt", "col", "maj", "capt", "sgt", "sen", "gov", "st", "no", "approx"}
)


def words_between(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of tokens ``[start, end)`` as they stand in ``text``, with single spaces."""
    return " ".join(text[tokens[start].start : tokens[end - 1].end].split())
