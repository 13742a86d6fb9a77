"""Compiles the phrases of the stance vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tallystick.vocabulary.loader import load


@cache
def pattern(vocabulary: str, value: str, where: str) -> re.Pattern[str] | None:
    """One expression for all phrases that say ``value`` at ``where``; None where the vocabulary has none.

    In a phrase a star stands for the rest of a word, a plus for a whole word, a bar for a choice of words, three dots
    for up to sixty characters and a blank for any white space.
    """
    phrases = load(vocabulary)[value].get(where, ())
    return compiled(phrases) if phrases else None


@cache
def event_pattern(status: str, event: str | None) -> re.Pattern[str]:
    """The expression for the phrases that say ``status`` of events of one type only."""
    return compiled(load("status_cues")[status]["events"][event])


def compiled(phrases: Iterable[object]) -> re.Pattern[str]:
    """The expression that finds any of ``phrases`` as whole words, in any case."""
    longest_first = sorted((str(p) for p in phrases), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_expression, longest_first)) + r")(?!\w)", re.IGNORECASE | re.DOTALL)


def _expression(phrase: str) -> str:
    parts = (r"\s+".join(map(_word, part.split())) for part in phrase.split("..."))
    return r"\b.{0,60}?\b".join(parts)


def _word(word: str) -> str:
    if "|" in word:
        return f"(?:{'|'.join(map(_word, word.split('|')))})"
    return r"\w+" if word == "+" else re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]")
