"""The words that may begin a cue, and the gate by which sentences without any are passed over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tallystick.reading.sentences import Token
from tallystick.reading.sources.usage import CLAUSE, FREE, OBJECT, OPINION
from tallystick.vocabulary import sources as vocabulary

HEARSAY_NOUNS = vocabulary.phrases("hearsay_nouns")
_LAST = vocabulary.phrases("headline_sources")
_MARKS = frozenset(":-–—|")


@cache
def cue_table() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word of each cue to its words and whether it is a "verb" or a "prefix", longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    groups = (("prefix", vocabulary.phrases("before_source")), ("verb", FREE | CLAUSE | OBJECT | OPINION))
    for kind, phrases in groups:
        for phrase in phrases:
            parts = tuple(phrase.split())
            table.setdefault(parts[0], []).append((parts, kind))
    for noun in HEARSAY_NOUNS:
        table.setdefault(noun, [])
    for rows in table.values():
        rows.sort(key=lambda row: (-len(row[0]), row))
    return table


def has_cue(tokens: Sequence[Token]) -> bool:
    """True where a sentence holds a word that may begin a cue."""
    table = cue_table()
    return any(t.lower in table or t.text in _MARKS for t in tokens) or bool(tokens and tokens[-1].lower in _LAST)
