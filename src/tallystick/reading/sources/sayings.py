"""What is said: which side of the words of saying it stands on, and from where to where."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from tallystick.reading.clauses import main_after
from tallystick.reading.sentences import Sentence
from tallystick.reading.sources import words as w
from tallystick.reading.sources.attribution import Saying
from tallystick.reading.sources.cue import Cue
from tallystick.reading.sources.cue_words import has_cue
from tallystick.reading.sources.cues import ADDRESSEE, find_cues
from tallystick.reading.sources.quotes import quote_at
from tallystick.reading.sources.rightward import right_phrase
from tallystick.reading.sources.usage import FREE, REVISING
from tallystick.reading.sources.words import Line
from tallystick.vocabulary import sources as vocabulary

_OCCASIONS = vocabulary.words("occasions")
_TAIL = w.PREPOSITIONS | {"when", "but", "and", "while", "as", "who", "which", "after", "because"}
_OBJECT_PRONOUNS = frozenset({"me", "us", "him", "her", "them", "you"})
_PUTTING, _TOTALS = frozenset({"put", "puts", "putting"}), vocabulary.words("put_at")
"""Of "put the toll at 12" the total is part of what is said."""
_DENIALS, _AGAINST = vocabulary.denials(), vocabulary.words("against")
_SMALL = 3
_LONGEST_LEAD = 10
_IMMEDIATE = 3
_FAR = 80
"""Tokens: no phrase or clause of a saying is longer, so nothing is looked for further off."""
_NEAR = 8
"""Sayings of one sentence, before and after, that may report one another."""
Quotes = list[tuple[int, int]]


def find_sayings(sentence: Sentence, quotes: Quotes) -> list[Saying]:
    """The sayings of a sentence in order; offsets of ``quotes`` and of the contents count in the document's text."""
    if not has_cue(sentence.tokens):
        return []
    line = Line.of(sentence.tokens)
    cues = [c for c in find_cues(line) if not _is_quoted_self(line, c, quotes)]
    found: list[Saying] = []
    main = main_after(line.tokens) if line.lower(0) in _AGAINST else None
    floor = settled = 0
    for number, cue in enumerate(cues):
        if cue.form == "link" and found and cue.source is not None:
            found[-1] = evolve(found[-1], links=(*found[-1].links, (cue.source, cue.cue)))
        elif cue.form != "link" or number == 0:
            following = next((c.start for c in cues[number + 1 :] if c.form != "link"), len(line.tokens))
            stop = _other_clause(line, cue, following, main)
            saying = _saying(line, cue, floor, stop, quotes)
            found.append(_wrapping(line, saying, found[-1], settled) if found else saying)
            settled = _after_frame(line, cue, stop)
            floor = found[-1].end if found[-1].before else floor
    return [evolve(saying, nested=_outer(found, number, line)) for number, saying in enumerate(found)]


def _other_clause(line: Line, cue: Cue, stop: int, main: int | None) -> int:
    """Where, before ``stop``, a clause begins that is not said: the ``main`` one ("While X denied it, ..."), or what
    speaks against a denial ("X denied it, but ...").
    """
    if main is not None and cue.end <= main < stop:
        return main
    if line.lower(cue.cue[1] - 1) in _DENIALS or line.lower(cue.cue[0]) in _DENIALS:
        return next((at for at in range(cue.end, stop) if line.lower(at) in _AGAINST), stop)
    return stop


def _wrapping(line: Line, saying: Saying, last: Saying, settled: int) -> Saying:
    """A saying right after another, which ends at ``settled``, reports it: "..., X said, according to Y"."""
    light = not any(w.is_word(t) for t in line.tokens[settled : saying.start])
    return evolve(saying, content=last.content) if saying.before and last.before and light else saying


def _is_quoted_self(line: Line, cue: Cue, quotes: Quotes) -> bool:
    """True for "I said", "we told" inside somebody's quoted speech."""
    if cue.source is None or not line.pronoun(cue.source[0]):
        return False
    return quote_at(quotes, line.tokens[cue.cue[0]].start) is not None


def _saying(line: Line, cue: Cue, floor: int, stop: int, quotes: Quotes) -> Saying:
    rest = _after_frame(line, cue, stop)
    before = _stands_before(line, cue, floor, rest, stop)
    first = cue.cue[0] + 1 if line.lower(cue.cue[0]) in _PUTTING and line.lower(cue.cue[1] - 1) in _TOTALS else rest
    first = _of_total(line, cue) if cue.verb in REVISING else first
    content = _before(line, cue, floor, quotes) if before else _after(line, first, stop, quotes)
    if before and content[0] < content[1]:
        content = content[0], max(content[1], _resumed(line, rest, stop, quotes))
    return Saying(cue.source, cue.cue, content, before, (cue.link,) if cue.link else ())


def _of_total(line: Line, cue: Cue) -> int:
    """Index of "the" in "lowered the death toll", which is part of what is said."""
    return next(at for at in range(cue.cue[1] - 1, cue.cue[0], -1) if line.lower(at) in w.DETERMINERS)


def _after_frame(line: Line, cue: Cue, stop: int) -> int:
    """Index after the addressee, the time and the occasion of the saying."""
    at = cue.end
    if cue.verb in ADDRESSEE and at < stop and line.lower(at) != "that":
        named = right_phrase(line, at, stop)
        at = at + 1 if line.lower(at) in _OBJECT_PRONOUNS else named or at
    while at < stop and (further := _frame_end(line, at, stop)) > at:
        at = further
    return at


def _frame_end(line: Line, at: int, stop: int) -> int:
    """Index after "on Monday", "in a statement", "later" that begin at ``at``; ``at`` where none does."""
    token = line.tokens[at]
    if w.is_time_at(line.tokens, at) or (token.lower in w.BETWEEN and token.lower != "both") or w.is_adverb(token):
        return at + 1
    if token.lower not in {"on", "in", "at", "by", "to", "late", "early", "this", "last"}:
        return at
    for end in range(at + 1, min(stop, at + 5)):
        if line.lower(end) in w.TIMES or line.lower(end) in _OCCASIONS or w.is_year(line.tokens[end].text):
            return end + 1
        counted = line.tokens[end].text.isdigit() and not w.is_time_at(line.tokens, end)
        if counted or not line.tokens[end].text[0].isalnum():
            break
    return at


def _stands_before(line: Line, cue: Cue, floor: int, rest: int, stop: int) -> bool:
    """Whether what is said stands before the saying."""
    following = line.tokens[rest] if rest < stop else None
    if cue.form == "inverted":
        return True
    if cue.form in {"hearsay", "participle"} or (following is not None and following.lower == "that"):
        return False
    if following is None or following.text in {".", "!", "?", ";", ")", "]"}:
        return cue.start > floor
    if _is_small(line, floor, cue.start):
        return False
    last = line.tokens[cue.start - 1]
    trails = following.lower in _TAIL or following.lower.endswith("ing")
    if last.lower in w.TURNS or (last.text in ":;-–—" and not trails):
        return False
    if cue.form == "prefix":
        return True
    if cue.verb not in FREE and last.text not in w.CLOSING:
        return False
    if last.text == "," and cue.start - 2 >= floor and following.text != ",":
        return trails and _has_verb(line, floor, cue.start)
    return following.text not in '"“:' and (last.text in w.CLOSING or following.text == "," or trails)


def _is_small(line: Line, floor: int, end: int) -> bool:
    """Whether the words before a saying are too few or too light to be what is said."""
    if end <= floor:
        return True
    if end - floor > _FAR:
        return False
    head = line.tokens[floor:end]
    spoken = [t for t in head if w.is_word(t) and not w.is_time(t) and t.lower not in w.LEAD_INS]
    if len(spoken) <= _SMALL:
        return not any(t.text in w.CLOSING for t in head)
    leads = head[0].lower in w.LEAD_INS or w.is_time(head[0]) or head[0].lower in w.PREPOSITIONS
    return leads and len(spoken) < _LONGEST_LEAD and not _has_verb(line, floor, end)


def _has_verb(line: Line, start: int, end: int) -> bool:
    return any(
        t.lower in w.VERBS or (t.lower.endswith("ed") and len(t.lower) > 4)
        for t in line.tokens[max(start, end - _FAR) : end]
    )


def _before(line: Line, cue: Cue, floor: int, quotes: Quotes) -> tuple[int, int]:
    first, last = floor, cue.start
    while last > first and line.tokens[last - 1].text in ",-–—":
        last -= 1
    while first < last and (line.tokens[first].text in ",;-–—" or (floor and line.lower(first) in w.TURNS)):
        first += 1
    if last <= first:
        return _quotation_before(line, quotes)
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    quote = quote_at(quotes, line.tokens[last - 1].start)
    return (min(start, quote[0]) if quote else start), end


def _resumed(line: Line, rest: int, stop: int, quotes: Quotes) -> int:
    """Where what is said ends when it goes on after the saying ("The road, he said, is shut"); else 0."""
    first = rest + 1 if rest < stop and line.tokens[rest].text == "," else rest
    if first >= stop or stop < len(line.tokens):
        return 0
    token = line.tokens[first]
    quote = quote_at(quotes, token.start)
    if quote is not None and token.text in w.OPENING:
        return quote[1]
    links = token.lower in _TAIL or token.lower.endswith("ing") or not w.is_word(token)
    return 0 if first == rest or links else _after(line, first, stop, [])[1]


def _quotation_before(line: Line, quotes: Quotes) -> tuple[int, int]:
    """The quotation that ends right before a sentence that holds nothing but the saying; else an empty range."""
    at = line.tokens[0].start
    return next((q for back in (1, 2, 3) if (q := quote_at(quotes, at - back)) and q[1] <= at), (at, at))


def _after(line: Line, rest: int, stop: int, quotes: Quotes) -> tuple[int, int]:
    first, last = rest, stop
    while first < stop and line.tokens[first].text in ",:-–—":
        first += 1
    cut = stop < len(line.tokens)
    while last > first and (line.tokens[last - 1].text in ".,;" or (cut and line.lower(last - 1) in w.TURNS)):
        last -= 1
    if last <= first:
        at = line.tokens[min(first, len(line.tokens) - 1)].start
        return at, at
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    quote = quote_at(quotes, start) if not cut else None
    return start, (max(end, quote[1]) if quote else end)


def _outer(found: Sequence[Saying], number: int, line: Line) -> int | None:
    """Index of the saying that reports another one ("AFP reported that the Observatory said")."""
    inner = found[number]
    if inner.source is None:
        return None
    near = range(max(0, number - _NEAR), min(len(found), number + _NEAR + 1))
    holding = [i for i in near if i != number and found[i].source and _holds(found[i], inner, line)]
    return holding[-1] if holding else None


def _holds(outer: Saying, inner: Saying, line: Line) -> bool:
    if inner.before:
        return outer.before and outer.content == inner.content and outer.cue[0] > inner.cue[0]
    first = line.tokens[inner.start].start
    if outer.before:
        return outer.cue[0] > inner.cue[0] and outer.content[0] <= first < outer.content[1]
    return 0 <= inner.start - outer.end <= _IMMEDIATE
