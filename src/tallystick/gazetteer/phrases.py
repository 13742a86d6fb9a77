"""Reads the wording of a place: its names, what each is said to be, and how near to it the words put the event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from attrs import frozen

from tallystick.vocabulary.loader import load

_TOKEN = re.compile(r"[^\W_]+(?:[-'’‘.][^\W_]+)*\.?", re.UNICODE)
# fmt: off
_PARTICLES = frozenset((
    "al", "el", "de", "del", "la", "las", "los", "le", "du", "des", "da", "do", "of", "the", "and", "ez",
    "es", "ar", "az", "an", "as",
))
# fmt: on
_LONGEST = 5
_NEAR_KM = 25
"""UCDP's limit for an event near a known point."""
_KM_PER_MILE = 1.609
_DISTANCE = re.compile(r"(\d{1,4}) ?(km|kilomet|mi)\w*(?: (?:to the )?(\w+(?:-\w+)?))?")
_DIVISIONS = frozenset({"admin1", "admin2", "city", "neighbourhood", "area"})


Knows = Callable[[str], bool]


@frozen
class Words:
    """The place vocabulary, arranged for look-up; ``single`` holds the words that are never a place name alone."""

    kinds: dict[str, str]
    near: tuple[str, ...]
    """Each with a space before it, so that it ends a phrase as whole words."""
    near_after: frozenset[str]
    border: frozenset[str]
    directions: frozenset[str]
    single: frozenset[str]
    ordinary_names: frozenset[str]


@frozen
class Segment:
    """One name in the wording of a place.

    ``kind`` is what the words call it ("province" gives admin1), ``near`` that the event was close to it and not in
    it, ``directed`` that only a part of it is meant ("eastern Syria").
    """

    text: str
    known: bool
    kind: str | None = None
    near: bool = False
    directed: bool = False
    border: bool = False
    word: str = ""
    """The class word itself ("village")."""
    distance_km: float | None = None
    """How far from it the words put the event."""
    bearing: float | None = None
    """In which direction, in degrees from north."""
    joined: bool = False
    """True where the next name follows with nothing between."""
    listed: bool = False
    """True where the next name follows after "and" or a comma: a second place, maybe not a larger one."""
    owner: bool = False
    """True for the larger place in "Aleppo's Marjeh district" and "the Damascus suburb of Daraya"."""

    @property
    def far(self) -> bool:
        """True where the words put the event more than 25 km away from it."""
        return self.distance_km is not None and self.distance_km > _NEAR_KM


@frozen
class _Token:
    text: str
    lower: str
    start: int
    end: int


@cache
def words() -> Words:
    """The vocabulary ``place_words``."""
    data: dict[str, Any] = load("place_words")
    kinds = {word: kind for kind, listed in data["class_words"].items() for word in listed}
    single = set(kinds) | {w for key in ("directions", "openers", "facilities", "locative", "units") for w in data[key]}
    single |= set(data["near_after"])
    single |= {word for listed in load("place_demonyms").values() for word in listed} | _PARTICLES
    return Words(
        kinds=kinds,
        near=tuple(f" {words}" for words in data["near"]),
        near_after=frozenset(data["near_after"]),
        border=frozenset(data["border"]),
        directions=frozenset(data["directions"]),
        single=frozenset(single),
        ordinary_names=frozenset(data["ordinary_names"])
        | {name for listed in load("place_countries").values() for name in listed},
    )


def read_phrase(phrase: str, knows: Knows) -> list[Segment]:
    """The names in ``phrase``, from the most specific to the largest; ``knows`` says which the gazetteer has."""
    tokens = [_Token(m.group(), m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(phrase)]
    names = list(_names(phrase, tokens, knows))
    starts = [first for first, _, _ in names[1:]] + [len(tokens)]
    ends = [0] + [_after_class(tokens, last) for _, last, _ in names[:-1]]
    found = [_segment(phrase, tokens, *around, knows) for around in zip(names, ends, starts, strict=False)]
    return sorted(found, key=lambda segment: segment.owner)


def _after_class(tokens: list[_Token], last: int) -> int:
    """First token that does not belong to the name ending at ``last``: its class word does."""
    classed = last + 1 < len(tokens) and tokens[last + 1].lower in words().kinds
    return last + 2 if classed else last + 1


def _segment(
    phrase: str, tokens: list[_Token], name: tuple[int, int, bool], free: int, following: int, knows: Knows
) -> Segment:
    """The name at tokens ``name`` as the words around it present it.

    Tokens from ``free`` on belong to no earlier name; the next name begins at token ``following``.
    """
    first, last, known = name
    text = phrase[tokens[first].start : tokens[last].end]
    earlier = " ".join(t.lower for t in tokens[max(free, first - 6) : first])
    after = _word_after(tokens, last, following)
    between = phrase[tokens[last].end : tokens[following].start].strip().lower() if following < len(tokens) else None
    lost = known and not knows(text)
    suburb = between is not None and _is_suburb_of(between, words())
    word = "" if suburb else after if after in words().kinds else _class_before(earlier, words())
    distance, bearing = _way(earlier)
    return Segment(
        text=owner_of(text) if lost else text,
        known=known,
        kind=words().kinds.get(word),
        word=word,
        near=_is_near(earlier, words()) or after in words().near_after,
        directed=earlier.rpartition(" ")[2] in words().directions,
        distance_km=distance,
        bearing=bearing,
        border=bool(words().border.intersection((after, *earlier.split()[-3:]))),
        joined=between == "",
        listed=between is not None and (between.startswith("and") or between.endswith("and")),
        owner=suburb or (lost and between is not None),
    )


def _word_after(tokens: list[_Token], last: int, following: int) -> str:
    """The word after a name, a direction passed over, that belongs to no other name."""
    later = (t.lower for t in tokens[last + 1 : min(last + 3, following)])
    return next((word for word in later if word not in words().directions), "")


def owner_of(name: str) -> str:
    """The name without a possessive ending, whose apostrophe may be lost ("Aleppos")."""
    return name.removesuffix("'s").removesuffix("’s") if name[-2:] in {"'s", "’s"} else name.removesuffix("s")


def _is_suburb_of(between: str, vocabulary: Words) -> bool:
    """True for "suburb of" between two names: the first one is the larger place."""
    said = between.split()
    return len(said) > 1 and said[-1] == "of" and said[-2] in vocabulary.kinds and said[0] not in {",", "and"}


def _way(earlier: str) -> tuple[float | None, float | None]:
    """Kilometres and direction of "20 km west of"."""
    match = _DISTANCE.search(earlier)
    if match is None:
        return None, None
    bearing = load("place_extents")["bearings"].get(match[3] or "")
    return float(match[1]) * (_KM_PER_MILE if match[2].startswith("mi") else 1.0), bearing


def _class_before(earlier: str, vocabulary: Words) -> str:
    """The class word of "the province of X" and "the X"; "a northern district of X" is a quarter, no division."""
    said = earlier.split()
    if len(said) > 1 and said[-1] in {"of", "de"}:
        word = said[-2]
        loosely = word.endswith("s") or bool({"a", "an", "one"}.union(vocabulary.directions).intersection(said[-5:-2]))
        return "" if vocabulary.kinds.get(word) == "admin2" and loosely else word if word in vocabulary.kinds else ""
    return said[-1] if said and said[-1] in vocabulary.kinds else ""


def _is_near(earlier: str, vocabulary: Words) -> bool:
    """True where the words just before say near; class words, directions and adjectives may stand between."""
    said = earlier.split()
    while said:
        if (" " + " ".join(said)).endswith(vocabulary.near):
            return True
        if said[-1] not in vocabulary.single or said[-1] in {"in", "at"}:
            return False
        said.pop()
    return False


def _names(phrase: str, tokens: list[_Token], knows: Knows) -> Iterator[tuple[int, int, bool]]:
    """(first token, last token, known) of each name; a run of capitals is known only where names cover all of it."""

    def knows_owner(name: str) -> bool:
        return knows(name) or knows(owner_of(name))

    for first, last in _runs(phrase, tokens, knows):
        pieces = list(_pieces(phrase, tokens, first, last, knows_owner))
        owner = pieces[0][1] if pieces and pieces[0][0] == first else last
        if pieces and sum(b - a + 1 for a, b in pieces) == last - first + 1:
            yield from ((a, b, True) for a, b in pieces)
        elif owner < last and not knows(phrase[tokens[first].start : tokens[owner].end]):
            yield first, owner, True
            yield owner + 1, last, False
        else:
            yield first, last, False


def _pieces(phrase: str, tokens: list[_Token], first: int, last: int, knows: Knows) -> Iterator[tuple[int, int]]:
    at = first
    while at <= last:
        for end in range(min(last, at + _LONGEST - 1), at - 1, -1):
            if knows(phrase[tokens[at].start : tokens[end].end]):
                yield at, end
                at = end
                break
        at += 1


def _runs(phrase: str, tokens: list[_Token], knows: Knows) -> Iterator[tuple[int, int]]:
    """Runs of name words; class words, directions and the like only inside a known name ("United States")."""
    capitals = phrase.upper() == phrase
    at = 0
    while at < len(tokens):
        whole = _known_with_ordinary_words(phrase, tokens, at, knows)
        if whole is not None:
            yield at, whole
            at = whole + 1
            continue
        if not _starts_name(tokens[at], capitals):
            at += 1
            continue
        end = at
        while end + 1 < len(tokens) and _continues(phrase, tokens, end, capitals):
            end += 1
        yield at, end
        at = end + 1


def _known_with_ordinary_words(phrase: str, tokens: list[_Token], at: int, knows: Knows) -> int | None:
    """Last token of the known name of two words and more that begins at ``at``, if one of them is no name by itself."""
    if not tokens[at].text[0].isupper() or tokens[at].lower in {"the", "a", "an", "in", "at", "near"}:
        return None
    for end in range(min(len(tokens) - 1, at + 5), at, -1):
        inside = tokens[at : end + 1]
        named = all(t.text[0].isupper() or t.lower in {"of", "and", "the"} | words().near_after for t in inside)
        if named and _is_name_with_ordinary_words(inside) and knows(phrase[inside[0].start : inside[-1].end]):
            return end
    return None


def _is_name_with_ordinary_words(inside: list[_Token]) -> bool:
    """True where some words, not the last a class word, could not be a name alone, or for a name that is listed."""
    if " ".join(t.lower for t in inside) in words().ordinary_names:
        return True
    ordinary = sum(t.lower in words().single for t in inside)
    return 0 < ordinary < len(inside) and words().kinds.get(inside[-1].lower) not in _DIVISIONS


def _starts_name(token: _Token, capitals: bool) -> bool:
    if token.lower in words().single and token.lower not in {"al", "el"}:
        return False
    return token.text[0].isupper() or (not capitals and bool(re.match(r"[a-z]{2,3}[-'’][A-Z]", token.text)))


def _continues(phrase: str, tokens: list[_Token], end: int, capitals: bool) -> bool:
    token = tokens[end + 1]
    if phrase[tokens[end].end : token.start].strip():
        return False
    if token.lower in _PARTICLES - {"of", "the", "and"}:
        return end + 2 < len(tokens) and _starts_name(tokens[end + 2], capitals)
    return _starts_name(token, capitals)
