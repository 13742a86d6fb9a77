"""The noun phrase of a source that begins after the words of saying."""

from __future__ import annotations

from tallystick.reading.sources import words as w
from tallystick.reading.sources.phrases import abbreviates
from tallystick.reading.sources.words import Line
from tallystick.vocabulary import sources as vocabulary

_LONGEST_APPOSITION = 14
_HANGING = vocabulary.words("hanging")
_RECKONINGS = vocabulary.words("reckonings")
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_INSIDE_NAMES = frozenset({"the", "of", "on", "for", "and", "in", "without", "al"})
_MADE_BY = frozenset({"from", "by", "of"})
_NATIONALITY = tuple(vocabulary.words("nationality_endings"))


def right_phrase(line: Line, start: int, end: int) -> int | None:
    """Index after the source that begins at ``start``, at most ``end``; None where none begins there."""
    if start >= end:
        return None
    if line.pronoun(start):
        return start + 1
    at = start
    while at < end and line.lower(at) in w.DETERMINERS:
        at += 1
    stop = _grow(line, at, end, at > start)
    return stop if stop is not None and stop > at else None


def past_reckoning(line: Line, start: int, end: int) -> int:
    """Index of who made the count that begins at ``start`` ("a new toll from X"); ``start`` where it is none."""
    stop = right_phrase(line, start, end)
    if stop is None or stop + 1 >= end or line.lower(stop - 1) not in _RECKONINGS:
        return start
    return stop + 1 if line.lower(stop) in _MADE_BY else start


def with_apposition(line: Line, stop: int, end: int, *, opening: bool = False) -> int:
    """Index after what explains the source that ends at ``stop`` (", head of the group"), up to a mark or ``end``.

    ``opening``: the words of saying open their sentence, so that what is said follows the source.
    """
    at = stop + 1 if stop < end and line.tokens[stop].text == "," else stop
    if at > stop and (named := _named_after(line, stop, end)) is not None:
        return named
    if at >= end or not (line.lower(at) in {"a", "an", "the"} or (at > stop and w.is_head(line.tokens[at]))):
        return stop
    further = right_phrase(line, at, min(end, at + _LONGEST_APPOSITION))
    if further is not None and vocabulary.is_alias(
        tuple(t.lower for t in line.tokens[at - 1 : further] if t.lower != "the")
    ):
        return further
    if further is None or (at > stop and further < end and w.is_word(line.tokens[further])):
        return stop
    glued = line.tokens[at].text[0].isupper() and not line.capitals
    return further if at > stop or (not glued and _explains(line, at, further, end, opening)) else stop


def _named_after(line: Line, stop: int, end: int) -> int | None:
    """Index after the name in "a British group, Action on Armed Violence", before a mark or ``end``; else None."""
    first = stop - 1
    while first > 0 and stop - first < _LONGEST_APPOSITION and line.lower(first) not in w.DETERMINERS:
        first -= 1
    if line.lower(first) not in _INDEFINITE or not w.is_head(line.tokens[stop - 1]) or line.capitals:
        return None
    at = last = stop + 1
    while at < end and (line.tokens[at].text[0].isupper() or line.lower(at) in _INSIDE_NAMES):
        at += 1
        last = at if line.tokens[at - 1].text[0].isupper() else last
    while at < end and last > stop + 1 and line.tokens[at].text.isdigit():
        at = last = at + 1
    closed = last == end or not w.is_word(line.tokens[last])
    return last if last > stop + 1 and closed else None


def _explains(line: Line, at: int, further: int, end: int, opening: bool) -> bool:
    """Whether a phrase that no comma sets off tells who the source is, and is not the subject of what is said."""
    follows = line.tokens[further] if opening and further < end else None
    if follows is not None and (follows.lower in w.VERBS or follows.lower.endswith("ed")):
        return follows.lower in _HANGING
    return line.lower(at) != "the" or any(map(w.is_head, line.tokens[at:further]))


def _grow(line: Line, at: int, end: int, determined: bool) -> int | None:
    stop: int | None = None
    while at < end:
        token = line.tokens[at]
        if w.is_head(token) and _begins_anew(line, at, stop):
            break
        if w.is_head(token) or line.name(at):
            stop = at = at + 1
        elif _qualifies(line, at, stop, determined) or _leads_on(line, at, end, stop):
            at += 1
        elif stop is not None and (joined := _join(line, at, end, stop)) is not None:
            at = joined
            determined = line.lower(joined - 1) in w.DETERMINERS
        else:
            break
    return at if stop is None and determined and at < end else stop


def _leads_on(line: Line, at: int, end: int, stop: int | None) -> bool:
    return _before_plural(line, at, end) if stop is None else stop == at and _between_people_and_noun(line, at, end)


def _between_people_and_noun(line: Line, at: int, end: int) -> bool:
    """Whether one word stands between those whose a body is and its noun ("Lebanese Shiite paramilitary group X")."""
    token = line.tokens[at]
    plain = w.is_word(token) and token.text.islower() and not w.is_grammar(token)
    people = line.lower(at - 1).endswith(_NATIONALITY)
    noun = at + 1 < end and w.is_head(line.tokens[at + 1]) and not w.is_plural_head(line.tokens[at + 1])
    return plain and people and noun


def _begins_anew(line: Line, at: int, stop: int | None) -> bool:
    """Whether a plural noun after a complete source begins what is said ("the monitor rebels took the town")."""
    if stop is None or not w.is_plural_head(line.tokens[at]) or w.is_modifier(line.tokens[at - 1]):
        return False
    return line.capitals or not line.name(at - 1)


def _qualifies(line: Line, at: int, stop: int | None, determined: bool) -> bool:
    token = line.tokens[at]
    if w.is_modifier(token) and (stop is None or not w.is_plural_head(line.tokens[stop - 1])):
        return True
    return stop is None and determined and w.is_word(token) and not w.is_grammar(token)


def _before_plural(line: Line, at: int, end: int) -> bool:
    """Whether an adjective stands right before a plural noun ("trusted sources")."""
    token = line.tokens[at]
    plain = w.is_word(token) and not w.is_grammar(token) and token.text.islower()
    return plain and at + 1 < end and w.is_plural_head(line.tokens[at + 1])


def _join(line: Line, at: int, end: int, stop: int) -> int | None:
    """Index of what a link, an apostrophe, an initial's dot or a hyphen adds; None where nothing is added."""
    if at + 1 >= end:
        return None
    token = line.tokens[at]
    glued = line.tokens[at + 1].start == token.end
    if token.text in "'’" and line.lower(at + 1) == "s":
        return at + 2
    if token.text == "." and at and abbreviates(line.tokens[at - 1]) and (glued or line.name(at + 1)):
        return at + 1
    if token.text == "-" and glued:
        return at + 2
    if token.lower not in w.JOINING or stop != at:
        return None
    after = at + 1
    while after < end and line.lower(after) in w.DETERMINERS:
        after += 1
    nominal = after < end and (line.nominal(after) or w.is_modifier(line.tokens[after]))
    fits = w.is_head(line.tokens[at - 1]) or token.lower in {"of", "for"}
    return after if nominal and fits else None
