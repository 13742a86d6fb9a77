"""Cues: the words that say what happened to the people counted, and on which side of the cue the count stands."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.reading.figures.lexicon import (
    ADVERBS,
    BE,
    CUES,
    DETERMINERS,
    HAVE,
    MODAL,
    PEOPLE,
    PERSON,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIME_WORDS,
    VERBS,
    WEAK_CUES,
    CueSense,
)
from tallystick.reading.figures.mentions import Mention
from tallystick.reading.figures.noun_phrases import senses
from tallystick.reading.figures.tokens import Token

_FURTHEST_AUXILIARY = 5
_FURTHEST_VERB = 3
_NOT_SKIPPED = frozenset({"both", "all", "more", "others", "to"})
_NO_NOUNS = ADVERBS | BE | HAVE | MODAL | PREPOSITIONS | RELATIVES | SUBORDINATORS | TIME_WORDS | VERBS | {"and", "or"}
_ARTICLES = frozenset({"a", "an", "the", "this", "its", "their"})
_POSSESSIVES = frozenset({"a", "an", "the", "his", "her", "its", "their"})
_PRONOUNS = frozenset({"him", "her", "them"})
_NOT_AWAY = frozenset({"with", "without", "in", "behind"})
_PLACES = ("object", "toll", "subject", "weak", "count")


@frozen
class Cue:
    """A cue over tokens ``[start, end)``.

    ``takes`` is ``object`` (the count follows), ``subject`` (it came before) or ``toll`` (the number of a total
    follows); ``auxiliary`` is the first token of "were", "have been" before it, else its own start.
    """

    start: int
    end: int
    measure: str
    takes: str
    auxiliary: int
    number: str | None = None
    """``singular`` or ``plural`` where the auxiliary says so."""
    weak: bool = False
    """True for a word of many uses ("left"), which takes only counted people."""


def find_cues(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Cue]:
    """The cues of the clause from left to right, each with the side that it takes its count from."""
    return _Finder(tokens, mentions).find()


@frozen
class _Auxiliary:
    """The first auxiliary before a verb, the kind of the nearest one (be, have), and its number."""

    first: int
    kind: str | None = None
    number: str | None = None


class _Finder:
    """Finds the cues between and after the mentions of one clause."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        self.starts = {m.start: m for m in mentions}
        self.ends = {m.end for m in mentions}
        self.inside = {k for m in mentions for k in range(m.start, m.end)}

    def find(self) -> list[Cue]:
        found: list[Cue] = []
        i = 0
        while i < len(self.tokens):
            match = CUES.at(self.tokens, i) if i not in self.inside else None
            cue = None if match is None else self._cue(i, *match)
            if cue is not None:
                found.append(cue)
            i = i + 1 if match is None else match[0]
        return found

    def _word(self, k: int) -> str:
        return self.tokens[k].lower if 0 <= k < len(self.tokens) else ""

    def _cue(self, i: int, end: int, meanings: Sequence[CueSense]) -> Cue | None:
        auxiliary = _auxiliary(self.tokens, i)
        totals = any(sense.place == "toll" for sense in meanings)
        if not totals and self._tells_of_no_one(i, end, auxiliary):
            return None
        weak = " ".join(t.lower for t in self.tokens[i:end]) in WEAK_CUES
        by_place = {sense.place: sense.measure for sense in reversed(meanings)}
        if "of" in by_place and self._word(end) in ("of", "among"):
            return Cue(i, end + 1, by_place["of"], "object", i, None, weak)
        place = self._place(i, end, auxiliary, by_place)
        takes = place if place in ("object", "toll") else "subject"
        measure = by_place.get(place) or by_place.get("either")
        if measure is None:
            return None
        first = auxiliary.first if takes == "subject" else i
        return Cue(i, end, measure, takes, first, auxiliary.number, weak or place == "weak")

    def _place(self, i: int, end: int, auxiliary: _Auxiliary, by_place: dict[str, str]) -> str:
        if "either" in by_place:
            return self._side(i, end, auxiliary.kind)
        if "object" in by_place and "weak" in by_place:
            return "object" if end in self.starts else "weak"
        return next((place for place in _PLACES if place in by_place), "")

    def _tells_of_no_one(self, i: int, end: int, auxiliary: _Auxiliary) -> bool:
        """True for "the besieged town", "attempted murder", "left with nothing", "left 12 dead"."""
        if self._word(i - 1) in ("attempted", "attempting"):
            return True
        if self._word(i) == "left":
            goes = auxiliary.kind != "be" and end not in self.starts and self._word(end) not in _NOT_AWAY
            return not goes or bool(senses(self.tokens, end)) if end < len(self.tokens) else not goes
        if self._word(i - 1) not in _ARTICLES or end - i > 1 or end >= len(self.tokens):
            return False
        noun = self.tokens[end].text[0].isalpha() and self._word(end) not in _NO_NOUNS | DETERMINERS
        return noun and not self._word(i).endswith("ing")

    def _side(self, i: int, end: int, kind: str | None) -> str:
        """Whether a past form takes what is before it ("12 were killed") or after it ("killed 12")."""
        if kind is not None:
            return "subject" if kind == "be" else "object"
        following = self.starts.get(self._past_adverbs(end))
        preceded = i in self.ends
        if preceded and (following is None or _has_own_cue(self.tokens, following)):
            return "subject"
        if following is not None or self._word(i - 1) in RELATIVES or (not preceded and self._is_followed_by_verb(end)):
            return "object"
        return "object" if end < len(self.tokens) and _names_someone(self.tokens[end]) else "subject"

    def _is_followed_by_verb(self, end: int) -> bool:
        """True where an object or another verb with one follows: "captured and blindfolded 10 guards"."""
        if self._word(end) in _POSSESSIVES and end not in self.starts:
            return True
        for k in range(end, min(len(self.tokens), end + _FURTHEST_VERB)):
            if k in self.starts:
                return k > end and self.starts[k].kind != "single"
            if self._word(k) in PREPOSITIONS or self._word(k) in BE or not self.tokens[k].text[0].isalpha():
                return False
        return False

    def _past_adverbs(self, k: int) -> int:
        while k not in self.starts and self._word(k) in ADVERBS and self._word(k) not in _NOT_SKIPPED:
            k += 1
        return k


def _names_someone(token: Token) -> bool:
    """True where a pronoun, a noun for people or a name can begin with the token."""
    word = token.lower
    if word in _PRONOUNS:
        return True
    if not token.text[0].isalpha() or word in _NO_NOUNS:
        return False
    return token.text[0].isupper() or word in PEOPLE or word in PERSON


def _has_own_cue(tokens: Sequence[Token], mention: Mention) -> bool:
    """True where a state or a past form follows the mention at once ("29 killed 50 wounded")."""
    return any(sense.place in ("either", "subject", "count") for sense in senses(tokens, mention.end))


def _auxiliary(tokens: Sequence[Token], i: int) -> _Auxiliary:
    first, kind, number = i, None, None
    for j in range(i - 1, max(-1, i - 1 - _FURTHEST_AUXILIARY), -1):
        word = tokens[j].lower
        if word not in BE and word not in HAVE and word not in MODAL and word not in ADVERBS:
            break
        if word in BE or word in HAVE:
            kind = kind or ("be" if word in BE else "have")
        if word in BE or word in HAVE or word in MODAL:
            first = j
        if word in ("was", "has", "is", "were", "have", "are"):
            number = "singular" if word in ("was", "has", "is") else "plural"
    return _Auxiliary(first, kind, number)
