"""Whether a verb that does more than tell is used to tell."""

from __future__ import annotations

from tallystick.reading.sentences import Token
from tallystick.reading.sources import words as w
from tallystick.reading.sources.words import Line
from tallystick.vocabulary import sources as vocabulary

FREE = vocabulary.verbs("free")
CLAUSE = vocabulary.verbs("clause")
OBJECT = vocabulary.verbs("object")
OPINION = vocabulary.verbs("opinion")
REVISING = vocabulary.revising()
NOUN_TOO = vocabulary.usage("noun_too")
QUOTATION_ONLY = vocabulary.usage("quotation_only")
_PLURAL_ONLY = vocabulary.usage("plural_only")
_CLAUSE_ONLY = vocabulary.usage("clause_only")
_HEARSAY = vocabulary.usage("hearsay")
_AFTER_NOUN = frozenset({"of", "from", "in", "on", "by", "have", "and"}) | w.BE | FREE | OBJECT
_QUOTED = frozenset('"“‘:')
_LIVES = frozenset({"life", "lives", "persons"})


def tells(line: Line, at: int, end: int, source: tuple[int, int], verb: str) -> bool:
    """Whether ``verb`` at the tokens ``at`` to ``end`` tells something that ``source`` says."""
    after = line.tokens[end] if end < len(line.tokens) else None
    return (
        _has_speaker(line, source, verb)
        and not claims_lives(line, end, verb)
        and _is_verb(line, at, after, verb)
        and _has_content(line, at, end, after, verb)
    )


def claims_lives(line: Line, end: int, verb: str) -> bool:
    """True for an attack that "claimed the lives" of people."""
    return verb in {"claimed", "claims"} and any(t.lower in _LIVES for t in line.tokens[end : end + 6])


def _has_speaker(line: Line, source: tuple[int, int], verb: str) -> bool:
    last = line.tokens[source[1] - 1]
    person = w.is_head(last) or last.lower in w.PRONOUNS
    if verb == "saw":
        return person
    if verb in _PLURAL_ONLY and not _is_plural(line, source):
        return False
    return verb not in NOUN_TOO | REVISING or person or bool(last.text[0].isupper())


def _is_verb(line: Line, at: int, after: Token | None, verb: str) -> bool:
    if after is None:
        return verb in FREE or verb not in NOUN_TOO
    if verb in NOUN_TOO and (after.lower in _AFTER_NOUN or not _opens_content(after)):
        return False
    return after.lower != "by" and not (after.lower == "to" and verb in _HEARSAY)


def _opens_content(after: Token) -> bool:
    """Whether a word may begin what is said; a noun's own verb ("reports emerged") does not."""
    plain = w.is_word(after) and after.text.islower() and not w.is_grammar(after)
    return not plain or w.is_head(after) or w.is_modifier(after)


def _has_content(line: Line, at: int, end: int, after: Token | None, verb: str) -> bool:
    if (
        after is not None
        and verb not in FREE
        and " " not in verb
        and (after.lower in w.PREPOSITIONS or w.is_time_at(line.tokens, end))
    ):
        return verb in OBJECT - CLAUSE and after.lower not in {"in", "at"}
    if verb in _CLAUSE_ONLY or (verb in NOUN_TOO and line.tokens[at].text[0].isupper()):
        return after is not None and (after.lower in {"that", "the"} or after.text in _QUOTED)
    if verb in QUOTATION_ONLY and not _near_quote(line, at, end):
        return False
    if verb in FREE:
        return True
    opens = after is not None and (w.is_word(after) or after.text in '"“‘:,' or after.text[0].isdigit())
    return opens or (verb in OBJECT and after is not None)


def _is_plural(line: Line, source: tuple[int, int]) -> bool:
    last = line.tokens[source[1] - 1]
    joined = any(t.lower == "and" for t in line.tokens[slice(*source)])
    return joined or w.is_plural_head(last) or last.lower in {"they", "we", "i"}


def _near_quote(line: Line, at: int, end: int) -> bool:
    if end >= len(line.tokens) or line.tokens[end].text in ".!?":
        return True
    near = [*line.tokens[max(0, at - 6) : at], *line.tokens[end : end + 6]]
    return any(t.text in '"“”:' for t in near)
