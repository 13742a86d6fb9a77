"""Sources that a headline or a transcript sets off with a colon or a dash, or names last with the dash lost."""

from __future__ import annotations

from tallystick.reading.sources import words as w
from tallystick.reading.sources.words import Line
from tallystick.vocabulary import sources as vocabulary

_SOURCES = vocabulary.phrases("headline_sources")
_MARKS = frozenset(":-–—|")
_NO_SPEAKERS = frozenset({"imagery", "document", "anonymous"})
_LONGEST_NAME = 6
_SHORTEST, _LONGEST = 4, 30
Range = tuple[int, int]


def set_off(line: Line) -> tuple[Range, Range, bool] | None:
    """Source, cue and whether what is said comes first, of "... - monitor", "Monitor: ..."; None for other lines."""
    count = len(line.tokens)
    if count < _SHORTEST:
        return None
    if count <= _LONGEST and line.tokens[-1].text not in {".", "!", "?"} and (found := _last(line, count)) is not None:
        return (*found, True)
    for at in range(1, min(_LONGEST_NAME, count - 1)):
        if line.tokens[at].text == ":":
            return ((0, at), (at, at + 1), False) if _speaks(line, at) else None
    return None


def _last(line: Line, count: int) -> tuple[Range, Range] | None:
    for at in range(count - 2, max(2, count - _LONGEST_NAME) - 1, -1):
        spaced = line.tokens[at].start > line.tokens[at - 1].end or line.tokens[at].text == ":"
        if line.tokens[at].text in _MARKS and spaced and _names(line, at + 1, count):
            return (at + 1, count), (at, at + 1)
    bare = line.lower(count - 1) in _SOURCES and not line.capitals and line.tokens[-1].text[0].isupper()
    return ((count - 1, count), (count - 1, count)) if bare else None


def _speaks(line: Line, colon: int) -> bool:
    if not all(
        line.nominal(at) or w.is_modifier(line.tokens[at]) or line.lower(at) in w.DETERMINERS for at in range(colon)
    ):
        return False
    return line.tokens[colon + 1].text in w.OPENING or _names(line, 0, colon)


def _names(line: Line, start: int, end: int) -> bool:
    """Whether some words name a source: a noun for one, or an informant of the vocabulary."""
    tokens = line.tokens[start:end]
    if not all(line.nominal(at) or w.is_modifier(line.tokens[at]) for at in range(start, end)):
        return False
    if vocabulary.kind_of(" ".join(t.text for t in tokens)) in _NO_SPEAKERS:
        return False
    return w.is_head(tokens[-1]) or vocabulary.is_alias(tuple(t.lower for t in tokens))
