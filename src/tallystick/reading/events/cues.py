"""Finds the words that tell of an event, by the vocabulary's cues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any

from attrs import frozen

from tallystick.reading.sentences import Sentence, Token
from tallystick.vocabulary.loader import load

MEANS, GENERIC, DEED, OUTCOME, BATTLE, EVENT = "means", "generic", "deed", "outcome", "battle", "event"
_IGNORE = "ignore"
_ON_A_SIDE = frozenset({"for", "alongside", "with", "against", "beside", "under"})
_GAP, _WIDEST_GAP = "~", 5
_OBJECT = 6
"""Words after a verb within which its object is named."""
_OWNS = frozenset({"'", "’"})
_BE, _HAVE = frozenset({"was", "were", "been", "being"}), frozenset({"has", "have", "had"})


@frozen
class Cue:
    """One phrase of the vocabulary; ``rank`` is its place in the order of trying."""

    words: tuple[str, ...]
    event: str
    role: str
    near: frozenset[str]
    rank: int
    of_people: bool = False
    """True where only people can be meant: "seized four doctors", "four doctors were seized"."""


@frozen
class Trigger:
    """Words that tell of an event: tokens ``first`` to ``last`` (inclusive) of their sentence."""

    event: str
    role: str
    first: int
    last: int
    start: int
    end: int
    words: str


def find_triggers(sentence: Sentence) -> list[Trigger]:
    """The triggers of ``sentence`` in order, none overlapping; the longest phrase wins, then the order of the data."""
    index = _index()
    present = frozenset(t.lower for t in sentence.tokens)
    found: list[Trigger] = []
    at = 0
    while at < len(sentence.tokens):
        best = _best(index.get(sentence.tokens[at].lower, ()), sentence.tokens, at, present)
        if best and best[0].role != _IGNORE:
            found.append(_trigger(*best, sentence.tokens, at))
        at = best[1] + 1 if best else at + 1
    told = [t for t in found if not _names_a_body(t, sentence.tokens)]
    return [t for t in told if not (t is not told[-1] and _describes_actor(t, sentence.tokens))]


def _names_a_body(trigger: Trigger, tokens: Sequence[Token]) -> bool:
    """True for "rescue" in "the Harbour Rescue League": a word of a body's name tells of nothing."""
    first, last = trigger.first, trigger.last
    while first > 0 and tokens[first - 1].text[:1].isupper():
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].text[:1].isupper():
        last += 1
    named = all(t.text[:1].isupper() for t in tokens[trigger.first : trigger.last + 1])
    return named and any(t.lower in word_class("body") for t in tokens[trigger.last + 1 : last + 1])


def _describes_actor(trigger: Trigger, tokens: Sequence[Token]) -> bool:
    """True for "militias fighting for the government", which says who acts and leaves open what they did."""
    if trigger.words != "fighting" or trigger.first == 0 or trigger.last + 1 >= len(tokens):
        return False
    actor = tokens[trigger.first - 1].lower in word_class("combatant") | word_class("band")
    return actor and tokens[trigger.last + 1].lower in _ON_A_SIDE


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one of the vocabulary's classes, lower case."""
    return frozenset(map(str, load("event_cues")["classes"][name]))


def _best(cues: Sequence[Cue], tokens: Sequence[Token], at: int, present: frozenset[str]) -> tuple[Cue, int] | None:
    """The first cue that stands at ``at``, and the token where it ends."""
    for cue in cues:
        last = _match(cue, tokens, at)
        if last is None or (cue.near and not (present - frozenset(cue.words)) & cue.near):
            continue
        if not cue.of_people or _befalls_people(tokens, at, last):
            return cue, last
    return None


def _match(cue: Cue, tokens: Sequence[Token], at: int) -> int | None:
    """The last token of ``cue`` where it stands at ``at``; a gap takes as few words as it can."""
    gap = 0
    for word in cue.words:
        if word == _GAP:
            gap = _WIDEST_GAP
            continue
        ahead = range(at, min(len(tokens), at + gap + 1))
        found = next((i for i in ahead if tokens[i].lower == word), None)
        if found is None:
            return None
        at, gap = found + 1, 0
    return at - 1


def _befalls_people(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words at ``first`` to ``last`` take people as their object, or as their subject after "were"."""
    passive = [n for n in range(max(0, first - 3), first) if tokens[n].lower in _BE]
    if passive:
        subject = tokens[passive[0] - 1].lower if passive[0] else ""
        return (tokens[passive[0] - 2].lower if subject in _HAVE else subject) in word_class("taken")
    for at in range(last + 1, min(len(tokens), last + 1 + _OBJECT)):
        word, following = tokens[at].lower, tokens[at + 1].lower if at + 1 < len(tokens) else ""
        ends = following in word_class("after_object") or not (following[:1].isalnum() or following in _OWNS)
        if word in word_class("taken") and ends:
            return True
        if word in word_class("after_object") or not word[0].isalnum():
            return False
    return False


def _trigger(cue: Cue, last: int, tokens: Sequence[Token], at: int) -> Trigger:
    words = " ".join(cue.words)
    return Trigger(cue.event, cue.role, at, last, tokens[at].start, tokens[last].end, words)


@cache
def _index() -> dict[str, tuple[Cue, ...]]:
    """First word to its cues, longest first, then in the order of the data."""
    index: dict[str, list[Cue]] = {}
    for rank, group in enumerate(load("event_cues")["cues"]):
        for cue in _cues(group, rank):
            index.setdefault(cue.words[0], []).append(cue)
    return {word: tuple(sorted(cues, key=lambda c: (-len(c.words), c.rank))) for word, cues in index.items()}


def _cues(group: dict[str, Any], rank: int) -> Iterator[Cue]:
    near, of_people = _union(group.get("near", ())), bool(group.get("of_people"))
    for phrase in group["cues"]:
        for words in _expanded(str(phrase)):
            yield Cue(words, group["event"], group["role"], near, rank, of_people)


def _union(classes: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(word_class(name) for name in classes))


def _expanded(phrase: str) -> Iterator[tuple[str, ...]]:
    return product(*(_forms(word) for word in phrase.split()))


def _forms(word: str) -> list[str]:
    """The forms of one word of a phrase: ``a|b`` is a choice, ``bomb/v`` and ``raid/n`` are inflected."""
    stem, _, part = word.partition("/")
    if part == "n":
        return [stem, _plural(stem)]
    if part == "v":
        return [stem, *load("event_cues")["irregular"].get(stem, _regular(stem))]
    return word.split("|")


def _plural(stem: str) -> str:
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return stem[:-1] + "ies"
    return stem + ("es" if stem.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _regular(stem: str) -> list[str]:
    if stem.endswith("e"):
        return [stem + "s", stem + "d", stem[:-1] + "ing"]
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return [stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"]
    return [_plural(stem), stem + "ed", stem + "ing"]
