"""People who are not counted by a number: names, pronouns, "nobody", and plurals that give no number."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.reading.figures.clause import Attachment, Clause
from tallystick.reading.figures.cues import Cue
from tallystick.reading.figures.lexicon import (
    ADVERBS,
    BE,
    DETERMINERS,
    HAVE,
    MODAL,
    PEOPLE,
    PERSON,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    THINGS,
    TIME_WORDS,
)
from tallystick.reading.figures.mentions import Mention
from tallystick.reading.figures.qualifiers import Quantity
from tallystick.reading.figures.tokens import Token

_NAMED_MEASURES = frozenset({"killed", "injured", "abducted", "detained", "casualties", "missing"})
_PLURAL_MEASURES = frozenset({"killed", "injured"})
_ONE = frozenset({"he", "she", "him", "i", "me", "himself", "herself"})
_NOBODY = frozenset({"nobody", "none"})
_EDGES = (
    SUBORDINATORS | PREPOSITIONS | BE | HAVE | MODAL | frozenset({"said", "says", "-", "–", "—", ":", ";", "(", ")"})
)
_BREAKS = frozenset({",", "(", ")", ":", ";", "and", "or"})
_LONGEST_NAME = 12
_PAST = frozenset(
    {"died", "perished", "disappeared", "killed", "murdered", "wounded", "injured", "kidnapped", "abducted"}
)


@frozen
class Unnumbered:
    """People without a number over tokens ``[start, end)``; ``count`` is the number of names, None for a plural."""

    start: int
    end: int
    count: int | None


def unnumbered(clause: Clause, attached: Sequence[Attachment | None]) -> list[tuple[Mention, Attachment]]:
    """For each cue that no mention was attached to, the name, pronoun or plural that stands at its place."""
    used = {a.cue.start for a in attached if a is not None and a.cue is not None}
    found: list[tuple[Mention, Attachment]] = []
    for cue in clause.cues:
        if cue.start in used or cue.measure not in _NAMED_MEASURES or cue.weak or cue.takes == "toll":
            continue
        if clause.tokens[cue.start].lower == "among":
            continue
        negated = any(t.lower in ("not", "never") for t in clause.tokens[cue.auxiliary : cue.start])
        if negated or (cue.takes == "subject" and cue.start > 0 and clause.tokens[cue.start - 1].lower in DETERMINERS):
            continue
        people = _subject(clause, cue) if cue.takes == "subject" else _object(clause, cue)
        if people is None or (people.count is None and cue.measure not in _PLURAL_MEASURES):
            continue
        found.append((_mention(people), Attachment(cue.measure, 0, "left", cue)))
    return found


def _mention(people: Unnumbered) -> Mention:
    if people.count is None:
        quantity = Quantity(people.start, people.end, "vague", word="plural")
        return Mention(people.start, people.end, quantity, "plural", "person")
    quantity = Quantity(people.start, people.end, "exact", people.count)
    return Mention(people.start, people.end, quantity, "name", "person")


def _subject(clause: Clause, cue: Cue) -> Unnumbered | None:
    tokens = clause.tokens
    end = cue.auxiliary
    if cue.number == "singular" and end > 0 and tokens[end - 1].lower == "who":
        return Unnumbered(end - 1, end, 1)
    while end > 0 and (tokens[end - 1].lower in ADVERBS or tokens[end - 1].lower in ("who", ",")):
        end -= 1
    if end > 2 and tokens[end - 1].number and tokens[end - 2].text == ",":
        end -= 2
    if end == 0:
        return None
    last = tokens[end - 1].lower
    if last in _NOBODY or (last == "one" and end > 1 and tokens[end - 2].lower == "no"):
        return Unnumbered(end - 1 - (last == "one"), end, 0)
    if last in _ONE:
        return Unnumbered(end - 1, end, 1)
    if cue.auxiliary == cue.start and tokens[cue.start].lower not in _PAST:
        return None
    start = _phrase_start(clause, end)
    if start is None or start == end or (start > 0 and tokens[start - 1].lower == "by"):
        return None
    return _read(tokens, start, end, cue.number)


def _phrase_start(clause: Clause, end: int) -> int | None:
    """The start of the noun phrase that ends before token ``end``; None where a mention or a cue stands in it."""
    k = end - 1
    while k >= 0 and end - k <= _LONGEST_NAME:
        token = clause.tokens[k]
        if k in clause.mention_at or k in clause.cue_at:
            return None if end - k == 1 else k + 1
        if token.closes or token.number or token.lower in _EDGES or token.text in "():;":
            break
        k -= 1
    return k + 1


def _object(clause: Clause, cue: Cue) -> Unnumbered | None:
    tokens, start = clause.tokens, cue.end
    while start < len(tokens) and tokens[start].lower in ADVERBS:
        start += 1
    if start >= len(tokens) or start in clause.mention_at:
        return None
    if tokens[start].lower in _ONE or tokens[start].lower == "her":
        return Unnumbered(start, start + 1, 1)
    end = start
    while (
        end < len(tokens) and end - start < _LONGEST_NAME and end not in clause.mention_at and end not in clause.cue_at
    ):
        token = tokens[end]
        if token.closes or token.number or token.lower in _EDGES or token.lower in TIME_WORDS or token.lower in _BREAKS:
            break
        end += 1
    return _read(tokens, start, end, None) if end > start else None


def _read(tokens: Sequence[Token], start: int, end: int, number: str | None) -> Unnumbered | None:
    """Names, one person without an article, or a plural noun for people."""
    words = [t.lower for t in tokens[start:end]]
    definite = bool(words) and words[0] in DETERMINERS
    while words and words[0] in DETERMINERS:
        words, start = words[1:], start + 1
    if not words or words[-1] in THINGS or words[-1] in PRONOUNS:
        return None
    if number != "singular" and words[-1] in PEOPLE:
        some = start > 2 and tokens[start - 3].lower == "some"
        return None if (definite and not some) or _follows_of(tokens, start) else Unnumbered(start, end, None)
    if number == "plural" and words[-1] not in PERSON:
        names = _names(tokens, start, end)
        return Unnumbered(start, end, names) if names > 1 else None
    if number != "plural" and (any(w in PERSON for w in words) or _is_name(tokens, start, end, number)):
        return Unnumbered(start, end, 1)
    return None


def _follows_of(tokens: Sequence[Token], start: int) -> bool:
    """True after "most of", "the number of", "bodies of"."""
    return (
        start > 1
        and tokens[start - 1].lower == "of"
        and tokens[start - 2].lower
        in (
            "most",
            "number",
            "bodies",
            "all",
            "majority",
        )
    )


def _names(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many names a list holds ("A, B and C")."""
    count, fresh = 0, True
    for token in tokens[start:end]:
        if token.lower in (",", "and", "&"):
            fresh = True
        elif fresh and token.text[:1].isupper():
            count, fresh = count + 1, False
        elif fresh:
            return 0
    return count


def _is_name(tokens: Sequence[Token], start: int, end: int, number: str | None) -> bool:
    """True where every word is capitalised; in text that is all in capitals, only where the verb says one person."""
    words = tokens[start:end]
    while len(words) > 1 and not words[0].text[0].isupper():
        words = words[1:]
    if any(t.lower in PEOPLE or (t.text[0].isalpha() and not t.text[0].isupper()) for t in words):
        return False
    capitals = all(t.text.isupper() for t in words) and len(words[0].text) > 1
    if capitals:
        return number == "singular"
    return not words[-1].lower.endswith("s") or len(words) > 1
