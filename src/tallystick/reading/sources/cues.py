"""The words of saying in a sentence, each with the source that stands at it."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.reading.sources import words as w
from tallystick.reading.sources.cue import Cue
from tallystick.reading.sources.cue_words import HEARSAY_NOUNS, cue_table
from tallystick.reading.sources.headlines import set_off
from tallystick.reading.sources.phrases import left_phrase
from tallystick.reading.sources.rightward import past_reckoning, right_phrase, with_apposition
from tallystick.reading.sources.subjects import (
    Range,
    before_frame,
    counts_people,
    first_phrase,
    subject_at,
    subject_further,
)
from tallystick.reading.sources.usage import (
    FREE,
    NOUN_TOO,
    QUOTATION_ONLY,
    claims_lives,
    tells,
)
from tallystick.reading.sources.words import Line
from tallystick.vocabulary import sources as vocabulary

ADDRESSEE = vocabulary.words("addressee")
_HANDING_ON = vocabulary.usage("handing_on")
_LINKS = vocabulary.phrases("next_link") - {"according to"}
_HEARSAY_LINKS = vocabulary.phrases("hearsay_links")
_PARTICIPLES = vocabulary.phrases("participles")
_FURTHER = vocabulary.phrases("further_participles")
_HAPPENINGS = vocabulary.words("happenings")
_OWNERS = frozenset({"s", "his", "her", "its", "their"})
_BY_WHOM = vocabulary.usage("by_whom")
_HOLDING = w.BE | {"has", "have", "had"}
_AS_SAYING = (["as", "saying"], ["as", "telling"])


def find_cues(line: Line) -> list[Cue]:
    """The cues of a sentence that have a source (or are impersonal), in order, none overlapping another."""
    found: list[Cue] = []
    floor = 0
    for at in range(len(line.tokens)):
        if at < floor:
            continue
        cue = next(_cues_at(line, at, floor), None) or (_further_participle(line, at, found[-1]) if found else None)
        if cue is not None:
            found.append(cue)
            floor = cue.end
    return found or _headline(line)


def _further_participle(line: Line, at: int, last: Cue) -> Cue | None:
    """The cue of "X said ..., adding that", whose source is that of the cue before."""
    if line.lower(at) not in _FURTHER or at + 1 >= len(line.tokens) or last.form in {"link", "hearsay"}:
        return None
    follows = line.tokens[at - 1].text == "," or at == last.end
    return Cue(last.source, (at, at + 1), "participle", line.lower(at)) if follows and last.source else None


def _headline(line: Line) -> list[Cue]:
    found = set_off(line)
    if found is None:
        return []
    source, cue, before = found
    return [Cue(source, cue, "inverted" if before else "subject", ":")]


def _cues_at(line: Line, at: int, floor: int) -> Iterator[Cue]:
    rows = cue_table().get(line.lower(at))
    for parts, kind in rows or ():
        end = at + len(parts)
        if len(parts) > 1 and tuple(t.lower for t in line.tokens[at:end]) != parts:
            continue
        find = _prefix if kind == "prefix" else _verb
        cue = find(line, at, end, " ".join(parts), floor)
        if cue is not None:
            yield cue
    if line.lower(at) in HEARSAY_NOUNS and (hearsay := _hearsay(line, at, floor)) is not None:
        yield hearsay


def _hearsay(line: Line, at: int, floor: int) -> Cue | None:
    """Reports with nobody behind them ("reports that", "unconfirmed reports of") are themselves the source."""
    if at + 1 >= len(line.tokens) or line.lower(at + 1) not in _HEARSAY_LINKS:
        return None
    first = at
    while first > floor and w.is_modifier(line.tokens[first - 1]):
        first -= 1
    if first > floor and (line.lower(first - 1) in _OWNERS or line.name(first - 1)):
        return None
    return Cue((first, at + 1), (at + 1, at + 2), "hearsay", "reports")


def _prefix(line: Line, at: int, end: int, phrase: str, floor: int) -> Cue | None:
    if phrase in _HANDING_ON and at and line.lower(at - 1) in w.BE:
        return _passive(line, at - 1, end, phrase, floor)
    first = past_reckoning(line, end, len(line.tokens))
    stop = right_phrase(line, first, len(line.tokens))
    if stop is None:
        return None
    if phrase in _LINKS and not _says(line, stop) and not any(line.nominal(i) for i in range(first, stop)):
        return None
    if phrase in _HANDING_ON:
        return _handed_on(line, at, end, stop, phrase, floor)
    if phrase in _LINKS and (between := _between(line, at, end, stop, floor)) is not None:
        return between
    opening = at == floor or (line.tokens[at].text[0].isupper() and not line.capitals)
    stop = with_apposition(line, stop, len(line.tokens), opening=opening)
    return Cue((first, stop), (at, end), "link" if phrase in _LINKS else "prefix", phrase)


def _between(line: Line, at: int, end: int, stop: int, floor: int) -> Cue | None:
    """The cue of "X, citing Y, said": the verb, with X as the outer source and Y as the inner."""
    verb = stop + 1 if stop < len(line.tokens) and line.tokens[stop].text == "," else stop
    while verb < len(line.tokens) and line.lower(verb) in w.BETWEEN:
        verb += 1
    last = at - 1 if at > floor and line.tokens[at - 1].text == "," else at
    if verb >= len(line.tokens) or line.lower(verb) not in FREE or last <= floor:
        return None
    source = left_phrase(line, last, floor)
    return Cue(source, (verb, verb + 1), "subject", line.lower(verb), ((end, stop), (at, end))) if source else None


def _handed_on(line: Line, at: int, end: int, stop: int, phrase: str, floor: int) -> Cue | None:
    """Of "X quoted Y as saying that", X is the outer source and Y the inner."""
    last = before_frame(line, at, floor)
    source = (subject_at(line, last, floor) or subject_further(line, last, floor)) if last > floor else None
    if source is None:
        return Cue((end, stop), (at, end), "link", phrase)
    return Cue(source, (at, end), "subject", phrase, ((end, stop), (at, stop + 2 if _says(line, stop) else end)))


def _passive(line: Line, be: int, end: int, verb: str, floor: int) -> Cue | None:
    """The cue of "X was quoted as saying" and of "X was quoted by Y as saying", where Y is the outer source."""
    source = left_phrase(line, be, floor)
    if source is None:
        return None
    if _says(line, end):
        by = end + 2 < len(line.tokens) and line.lower(end + 2) == "by"
        outer = right_phrase(line, end + 3, len(line.tokens)) if by else None
        link = (source, (be, end + 2)) if outer is not None else None
        return Cue((end + 3, outer) if outer else source, (be, end + 2), "passive", verb, link)
    stop = right_phrase(line, end + 1, len(line.tokens)) if end < len(line.tokens) and line.lower(end) == "by" else None
    if stop is None or not _says(line, stop):
        return None
    return Cue((end + 1, stop), (be, end), "passive", verb, (source, (stop, stop + 2)))


def _says(line: Line, at: int) -> bool:
    return [t.lower for t in line.tokens[at : at + 2]] in _AS_SAYING


def _verb(line: Line, at: int, end: int, verb: str, floor: int) -> Cue | None:
    if not line.capitals and at and line.tokens[at].text[0].isupper() and not _is_headline(line):
        return None
    last = at
    while last > floor and (line.lower(last - 1) in w.BETWEEN or w.is_adverb(line.tokens[last - 1])):
        last -= 1
    if any(line.lower(i) in {"not", "never", "neither"} for i in range(last, at)):
        return None
    before = line.lower(last - 1) if last > floor else ""
    if before == "to" or before in w.DETERMINERS:
        return None
    if before in w.BE:
        return _after_be(line, at, end, last - 1, floor, verb)
    if verb.split()[0].endswith("ing"):
        return _with_saying(line, at, end, floor, verb) or _participle(line, at, end, floor, verb)
    after_comma = at > floor and line.tokens[at - 1].text == ","
    return (
        (_inverted(line, at, end, verb) if after_comma else None)
        or _direct(line, at, end, last, floor, verb)
        or _inverted(line, at, end, verb)
        or _further(line, at, end, last, floor, verb)
    )


def _direct(line: Line, at: int, end: int, last: int, floor: int, verb: str) -> Cue | None:
    """The cue of "X said"."""
    last = before_frame(line, last, floor)
    source = subject_at(line, last, floor) if last > floor else None
    if source is None or (source[0] > floor and line.lower(source[0] - 1) in _HOLDING):
        return None
    return _subject(line, at, end, last, floor, source, verb)


def _further(line: Line, at: int, end: int, last: int, floor: int, verb: str) -> Cue | None:
    """The cue of "X which ... said" without commas."""
    last = before_frame(line, last, floor)
    source = subject_further(line, last, floor) if last > floor else None
    return None if source is None else _subject(line, at, end, last, floor, source, verb)


def _subject(line: Line, at: int, end: int, last: int, floor: int, source: Range, verb: str) -> Cue | None:
    if counts_people(line, source) or not tells(line, at, end, source, verb):
        return None
    if verb not in FREE and source[0] > floor and line.lower(source[0] - 1) in {"which", "what"}:
        return None
    return Cue(source, (last if source[1] <= last <= at else at, end), "subject", verb)


def _with_saying(line: Line, at: int, end: int, floor: int, verb: str) -> Cue | None:
    """The cue of "with a monitor saying", the only place where the participle has a source of its own."""
    source = left_phrase(line, at, floor)
    if source is None or not source[0] or line.lower(source[0] - 1) != "with":
        return None
    return Cue(source, (at, end), "subject", verb)


def _participle(line: Line, at: int, end: int, floor: int, verb: str) -> Cue | None:
    """The cue of "X closed the road, saying that", where the sentence begins with the source."""
    source = first_phrase(line, at, 0) if floor == 0 and verb in _PARTICIPLES and end < len(line.tokens) else None
    return Cue(source, (at, end), "participle", verb) if source and at - source[1] > 1 else None


def _inverted(line: Line, at: int, end: int, verb: str) -> Cue | None:
    """The cue of "said X"."""
    if verb not in FREE or verb in NOUN_TOO | ADDRESSEE or at == 0 or claims_lives(line, end, verb):
        return None
    before = line.tokens[at - 1].text
    quoted = before in w.CLOSING_QUOTES
    if (verb in QUOTATION_ONLY or line.capitals) and not quoted and before != ",":
        return None
    stop = right_phrase(line, end, len(line.tokens))
    if stop is None:
        return None
    plain = line.pronoun(end) or not any(line.nominal(i) for i in range(end, stop))
    if plain and not quoted and (before != "," or line.lower(stop - 1) in _HAPPENINGS):
        return None
    stop = with_apposition(line, stop, len(line.tokens))
    return Cue((end, stop), (at, end), "inverted", verb) if quoted or _closes(line, stop) else None


def _closes(line: Line, at: int) -> bool:
    """Whether nothing of a clause follows: its end, a mark, a time, a link or the next sentence's first word."""
    if at >= len(line.tokens):
        return True
    token = line.tokens[at]
    if not w.is_word(token) or w.is_time(token) or token.lower.endswith("ing"):
        return True
    begins = token.text[0].isupper() and w.is_grammar(token)
    return begins or token.lower in w.PREPOSITIONS or token.lower in {"who", "which", "as", "and", "but"}


def _after_be(line: Line, at: int, end: int, be: int, floor: int, verb: str) -> Cue | None:
    """The cue of "it was reported that", "X was quoted as saying", "was denied by X", "X is reporting"; else None."""
    if verb == "reported" and _says(line, end):
        return _passive(line, be, end, verb, floor)
    if be > floor and line.lower(be - 1) == "it" and end < len(line.tokens) and line.lower(end) == "that":
        return Cue(None, (be - 1, end), "passive", verb)
    if verb in _BY_WHOM and end < len(line.tokens) and line.lower(end) == "by":
        return _by_whom(line, be, end, verb, floor)
    if verb.endswith("ing") and (verb in FREE or verb == "reporting"):
        return _direct(line, at, end, be, floor, verb)
    return None


def _by_whom(line: Line, be: int, end: int, verb: str, floor: int) -> Cue | None:
    """The cue of "the raid has been denied by X"."""
    stop = right_phrase(line, end + 1, len(line.tokens))
    first = be - 1 if be > floor and line.lower(be - 1) in _HOLDING else be
    return Cue((end + 1, stop), (first, end + 1), "inverted", verb) if stop is not None else None


def _is_headline(line: Line) -> bool:
    content = [t for t in line.tokens if w.is_word(t) and not w.is_grammar(t)]
    return sum(t.text[0].isupper() for t in content) >= 0.8 * len(content)
