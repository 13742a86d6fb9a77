"""The noun phrase after a number: where it ends, what its head is, and what it says happened to the people."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.reading.figures.lexicon import (
    ADVERBS,
    ATTRIBUTIVE,
    BE,
    CUES,
    DETERMINERS,
    HAVE,
    MODAL,
    PEOPLE,
    PERSON,
    POSTPOSED,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    THINGS,
    TIME_WORDS,
    VERBS,
    CueSense,
)
from tallystick.reading.figures.numbers import NUMBER_WORDS, VAGUE_WORDS, number_at
from tallystick.reading.figures.tokens import Token

LONGEST_PHRASE = 8
_INSIDE = frozenset({"local", "other", "more", "others"})
_CLOSED_CLASSES = ADVERBS | BE | HAVE | MODAL | PREPOSITIONS | RELATIVES | SUBORDINATORS | TIME_WORDS | VERBS | PRONOUNS
_STOPS = (_CLOSED_CLASSES - PEOPLE - _INSIDE) | {"and", "or", "a", "an", "the", "his", "her", "their", "its"}
_MARKS = frozenset("-–'/&.")
_ACRONYM_TOKENS, _NOTE_TOKENS = 4, 7
_LOOK_AHEAD = 4


@frozen
class NounPhrase:
    """The phrase up to token ``end``; ``head`` is person, event ("arrests"), thing, unknown, or bare (no noun).

    ``measure`` is what the phrase itself says: "wounded civilians", "deaths".
    """

    end: int
    head: str
    measure: str | None = None


def noun_phrase(tokens: Sequence[Token], first: int, one: bool = False) -> NounPhrase:
    """The noun phrase from token ``first``; ``one`` where a single person is counted."""
    return _Reader(tokens, first, one).read()


class _Reader:
    """Reads one noun phrase word by word."""

    def __init__(self, tokens: Sequence[Token], first: int, one: bool) -> None:
        self.tokens, self.first, self.one = tokens, first, one
        self.at = self.end = first
        self.head = "bare"
        self.measure: str | None = None

    def read(self) -> NounPhrase:
        steps = (
            self._event_noun,
            self._past_adverb,
            self._participle,
            self._past_joint,
            self._past_acronym,
            self._noun,
        )
        while self.at < min(len(self.tokens), self.first + LONGEST_PHRASE):
            before = self.at
            if not any(step() for step in steps) or self.at == before:
                break
        return NounPhrase(self.end, self.head, self.measure if self.head in ("person", "event") else None)

    def _event_noun(self) -> bool:
        """A noun for what happened ends the phrase: "1,472 casualties", "25 arbitrary arrests"."""
        if self.head == "person" or self.tokens[self.at].lower in POSTPOSED:
            return False
        sense = next((s for s in senses(self.tokens, self.at) if s.place == "count"), None)
        cue = CUES.at(self.tokens, self.at)
        if sense is None or cue is None:
            return False
        self.end, self.head, self.measure = cue[0], "event", sense.measure
        return True

    def _past_adverb(self) -> bool:
        """Past "badly" in "badly injured civilians"."""
        if self.tokens[self.at].lower not in ADVERBS or not senses(self.tokens, self.at + 1):
            return False
        if person_ahead(self.tokens, self.at + 2, self.at + 2):
            self.at += 1
            return True
        return False

    def _participle(self) -> bool:
        """A cue inside the phrase gives its measure ("50 injured civilians"); any other ends the phrase."""
        cue = CUES.at(self.tokens, self.at)
        if cue is None or self.tokens[self.at].lower in PEOPLE:
            return False
        if _qualifies_people(self.tokens, self.at, cue[0]):
            self.measure, self.at = cue[1][0].measure, cue[0]
        elif self.head == "bare" and _thing_ahead(self.tokens, cue[0]):
            self.head = "thing"
        return True

    def _past_joint(self) -> bool:
        """Past "and" between two words for one group: "70 regime and rebel fighters"."""
        joined = self.tokens[self.at].lower in ("and", "or", ",") and self.head != "person" and self.end == self.at
        if joined and self.at > self.first and person_ahead(self.tokens, self.at + 1, self.at + 1):
            self.at += 1
            return True
        return False

    def _past_acronym(self) -> bool:
        """Past an acronym in parentheses, or a note before a noun for people: "ten Daesh (banned here) militants"."""
        if self.tokens[self.at].text == "(":
            for k in range(self.at + 2, min(len(self.tokens), self.at + _NOTE_TOKENS)):
                if self.tokens[k].text == ")":
                    short = k < self.at + _ACRONYM_TOKENS
                    goes_on = short or (k + 1 < len(self.tokens) and self.tokens[k + 1].lower in PEOPLE)
                    self.at = k + 1 if goes_on else self.at
                    return goes_on
        return False

    def _noun(self) -> bool:
        """One more word of the phrase; after a noun for people only another one goes on."""
        word = self.tokens[self.at].lower
        if not continues(self.tokens, self.at, self.first):
            return False
        if word in PEOPLE or (word in PERSON and self._is_lone()):
            self.end, self.head = self.at + 1, "person"
        elif word[0].isalpha():
            if self.head in ("person", "thing") and not person_ahead(self.tokens, self.at, self.first):
                self.head = "thing" if word in THINGS else self.head
                return False
            self.end = self.at + 1
            self.head = "thing" if word in THINGS else "person" if self.head == "person" else "unknown"
        self.at += 1
        return True

    def _is_lone(self) -> bool:
        """True where a singular noun is the head: after "one", or where "dozens terrorist" lost its plural."""
        following = self.at + 1
        if self.one:
            return not head_goes_on(self.tokens, self.at)
        return (
            following >= len(self.tokens)
            or not continues(self.tokens, following, self.at)
            or CUES.at(self.tokens, following) is not None
        )


def senses(tokens: Sequence[Token], k: int) -> tuple[CueSense, ...]:
    """The senses of the cue that starts at token ``k``; none where no cue does."""
    cue = CUES.at(tokens, k)
    return cue[1] if cue is not None else ()


def continues(tokens: Sequence[Token], k: int, first: int) -> bool:
    """True where token ``k`` can stand inside a noun phrase that began at ``first``."""
    token = tokens[k]
    if token.number or token.closes or token.lower in NUMBER_WORDS or token.lower in VAGUE_WORDS:
        return False
    if token.text in _MARKS:
        return k > first and (token.glued or token.text == "&")
    return token.text[0].isalpha() and token.lower not in _STOPS


def is_stop(token: Token) -> bool:
    """True for a word that can be no part of a noun phrase."""
    return token.lower in _STOPS


def person_ahead(tokens: Sequence[Token], k: int, first: int) -> bool:
    """True where a noun for people follows before the noun phrase ends."""
    return _ahead(tokens, k, first, PEOPLE)


def _thing_ahead(tokens: Sequence[Token], k: int) -> bool:
    """True for "two besieged towns": the state is that of a thing."""
    return _ahead(tokens, k, k - 1, THINGS)


def _ahead(tokens: Sequence[Token], k: int, first: int, nouns: frozenset[str]) -> bool:
    for m in range(k, min(len(tokens), k + _LOOK_AHEAD)):
        if not continues(tokens, m, first):
            return False
        if tokens[m].lower in nouns:
            return True
    return False


def _qualifies_people(tokens: Sequence[Token], k: int, after: int) -> bool:
    """True where the cue at ``k`` qualifies a noun for people that follows ("50 injured civilians")."""
    if after >= len(tokens) or tokens[after].lower in DETERMINERS or number_at(tokens, after) is not None:
        return False
    participle = any(s.place in ("either", "subject", "count") for s in senses(tokens, k))
    return participle and person_ahead(tokens, after, after)


def head_goes_on(tokens: Sequence[Token], k: int) -> bool:
    """True where the person noun at ``k`` only qualifies a later noun ("a student leader", "the rebel town")."""
    if k + 1 >= len(tokens):
        return False
    following = tokens[k + 1]
    if (following.text == "-" and following.glued) or following.lower in ("'s", "s"):
        return True
    if following.lower not in POSTPOSED and any(s.place == "count" for s in senses(tokens, k + 1)):
        return True
    if not continues(tokens, k + 1, k) or CUES.at(tokens, k + 1) is not None or not following.text[0].isalpha():
        return False
    if following.lower.endswith("ing") and following.lower not in THINGS:
        return False
    return following.text[0].islower() or tokens[k].lower in ATTRIBUTIVE or following.lower in PERSON | THINGS | PEOPLE
