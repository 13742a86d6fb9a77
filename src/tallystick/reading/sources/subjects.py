"""The subject of a verb of saying."""

from __future__ import annotations

from tallystick.reading.sources import words as w
from tallystick.reading.sources.phrases import left_phrase
from tallystick.reading.sources.rightward import right_phrase
from tallystick.reading.sources.words import Line
from tallystick.vocabulary import sources as vocabulary

_NUMBERS = vocabulary.words("numbers")
_HANGING = vocabulary.words("hanging")
_RELATIVES = frozenset({"which", "who", "whose"})
_EXPLAINING = frozenset({"a", "an", "another"})
_FAR = 25
_LONGEST_TAIL = 12
_WHOLE = 60
Range = tuple[int, int]


def subject_at(line: Line, last: int, floor: int) -> Range | None:
    """The noun phrase that ends at ``last`` and is the subject of a verb there, also over an apposition in commas."""
    mark = line.tokens[last - 1]
    if mark.text == ",":
        return _before_apposition(line, last - 1, floor)
    if mark.text in w.CLOSING_QUOTES:
        return _name_in_quotes(line, last, floor)
    if mark.lower in {"which", "who", "that"} and line.pronoun(last - 1) | (mark.lower != "who"):
        comma = last - 2 >= floor and line.tokens[last - 2].text == ","
        return left_phrase(line, last - 2 if comma else last - 1, floor) or (last - 1, last)
    source = left_phrase(line, last, floor)
    if source is not None and source[0] > floor and line.lower(source[0] - 1) in w.NOT_BEFORE_SUBJECT:
        return _made_by(line, source, floor)
    return source if source is None else _explained(line, source, floor)


def _explained(line: Line, source: Range, floor: int) -> Range:
    """The source with the name that it explains where a comma was lost ("The Observatory a monitoring group said").

    The name must open the sentence: "in Aleppo a monitoring group said" names no Aleppo.
    """
    if line.tokens[source[0]].text not in _EXPLAINING or source[0] <= floor:
        return source
    named = left_phrase(line, source[0], floor)
    if named is None or line.pronoun(named[0]) or not line.name(named[1] - 1):
        return source
    light = (t.lower in w.LEAD_INS - w.PREPOSITIONS for t in line.tokens[: named[0]])
    return (named[0], source[1]) if all(light) else source


def _made_by(line: Line, maker: Range, floor: int) -> Range | None:
    """The source of "images circulated by X showed", with its maker."""
    by = maker[0] - 1
    if by - 2 < floor or line.lower(by) != "by" or not w.is_head(line.tokens[by - 2]):
        return None
    made = left_phrase(line, by - 1, floor)
    return (made[0], maker[1]) if made else None


def subject_further(line: Line, last: int, floor: int) -> Range | None:
    """The subject of a verb at ``last`` over a relative clause or a participle whose commas were lost."""
    if line.tokens[last - 1].text in w.CLOSING_QUOTES:
        return None
    return _before_relative(line, last, floor) or _clause_start(line, last, floor)


def before_frame(line: Line, last: int, floor: int) -> int:
    """Index before "on Monday", "for his part", "in a statement" that stand between a source and its verb."""
    at = last
    if at - 3 > floor and line.lower(at - 1) == "part" and line.lower(at - 3) in {"for", "on"}:
        at -= 3
    while at > floor and _frames(line, at - 1, at < last):
        at -= 1
    if last > at > floor and line.lower(at - 1) in {"on", "in", "at", "late", "early"}:
        at -= 1
    stated = _statement(line, at, floor)
    return at if stated is None else stated


def _statement(line: Line, at: int, floor: int) -> int | None:
    """Index of the "in" of "X in a statement on its website said"; None where no statement stands before ``at``."""
    for back in range(at - 1, max(floor + 2, at - _LONGEST_TAIL) - 1, -1):
        if line.lower(back) == "statement" and line.lower(back - 2) == "in":
            return back - 2 if back - 3 >= floor and line.nominal(back - 3) else None
        if line.tokens[back].text in ',;"“”':
            return None
    return None


def counts_people(line: Line, source: Range) -> bool:
    """True for people who are counted ("12 soldiers"), who are no source of "12 soldiers said"."""
    first = line.tokens[source[0]]
    if first.text[0].isdigit() or not source[0] or first.lower in w.DETERMINERS or not first.text.islower():
        return bool(first.text[0].isdigit())
    before = line.tokens[source[0] - 1]
    dated = source[0] > 1 and w.is_time(line.tokens[source[0] - 2])
    return (before.text[0].isdigit() and not dated) or before.lower in _NUMBERS


def _frames(line: Line, at: int, begun: bool) -> bool:
    token = line.tokens[at]
    return token.lower in w.TIMES or token.lower in w.BETWEEN or (begun and w.is_time(token))


def _name_in_quotes(line: Line, last: int, floor: int) -> Range | None:
    """The source of 'the agency "Sun News" reported': a short name in quotation marks with what stands before it."""
    for opening in range(last - 2, max(floor - 1, last - 7), -1):
        if line.tokens[opening].text in w.OPENING:
            inside = range(opening + 1, last - 1)
            if not inside or not all(line.name(at) or line.lower(at) in {"the", "of", ","} for at in inside):
                return None
            before = left_phrase(line, opening, floor) if opening > floor else None
            return (before[0] if before else opening), last
    return None


def _before_apposition(line: Line, comma: int, floor: int) -> Range | None:
    """The source of "X, a monitor in Britain, said", of "X, which ..., said" and of "a monitor in Britain, X, said"."""
    nearest: Range | None = None
    inner = comma
    for at in range(comma - 1, max(floor, comma - 30), -1):
        token = line.tokens[at]
        if token.text in w.CLOSING_QUOTES or token.text == ";":
            break
        source = left_phrase(line, at, floor) if token.text == "," else None
        if source is None or line.lower(at + 1) in w.PRONOUNS - {"who"}:
            continue
        after = line.tokens[at + 1]
        if nearest and nearest[0] == at + 1 and line.name(inner + 1):
            return nearest
        nearest, inner = (nearest, inner) if nearest else ((source[0], comma), at)
        if after.lower in w.DETERMINERS or after.lower in _RELATIVES or w.is_head(after):
            return source[0], comma
    return nearest


def _before_relative(line: Line, last: int, floor: int) -> Range | None:
    """The source of "X which relies on people inside the country said", where the commas were lost."""
    for at in range(last - 2, max(floor, last - _FAR), -1):
        if line.lower(at) in _RELATIVES or (line.lower(at) == "that" and w.is_head(line.tokens[at - 1])):
            return left_phrase(line, at, floor)
        if line.tokens[at].text in ',;"“”':
            return None
    return None


def _clause_start(line: Line, last: int, floor: int) -> Range | None:
    """The source at the start of "A doctor living in the area said"."""
    source = first_phrase(line, last, floor)
    if source is None or source[1] >= last or last - source[1] > _LONGEST_TAIL:
        return None
    word = line.lower(source[1])
    hung = word in w.JOINING or word in _HANGING or word.endswith("ing")
    plain = not any(t.text in ",;:" or t.lower in w.BE for t in line.tokens[source[0] : last])
    return source if hung and plain else None


def first_phrase(line: Line, end: int, floor: int) -> Range | None:
    """The noun phrase of a source with which a clause begins, after words that only lead in."""
    first = floor
    if end - floor > _WHOLE:
        return None
    while first < end and _leads_in(line, first):
        first += 1
    stop = right_phrase(line, first, end)
    return (first, stop) if stop is not None and line.nominal(stop - 1) else None


def _leads_in(line: Line, at: int) -> bool:
    token = line.tokens[at]
    return token.lower in w.LEAD_INS or w.is_time(token) or not w.is_word(token)
