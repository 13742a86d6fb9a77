"""Types the events of a document: a group without a means takes the one that the report told before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, takewhile

from attrs import evolve, frozen

from tallystick.reading.clauses import clauses
from tallystick.reading.events.cues import (
    BATTLE,
    DEED,
    EVENT,
    GENERIC,
    MEANS,
    OUTCOME,
    Trigger,
    find_triggers,
    word_class,
)
from tallystick.reading.events.grouping import Group, group
from tallystick.reading.events.tolls import is_toll
from tallystick.reading.sentences import Sentence

_BOMBARDED = frozenset({"airstrike", "shelling", "bombing", "chemical-weapon"})
_FIRED = _BOMBARDED | {"shooting"}
_ACTIVE = frozenset({"killed", "kill", "kills", "killing", "wounded", "wounding", "injured", "injuring", "murdered"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_SUBJECTS = frozenset({"it", "they", "he", "she", "we", "had", "has", "have"})
_REACH = 4
"""Sentences within which "the attack" and bare deaths refer back."""
_OPENING = 40
"""Tellings among which the first, where a headline's, lends to the whole report."""


@frozen
class EventMention:
    """One telling of an event: its type, its triggers and the tokens (inclusive) of its clauses in the sentence."""

    event: str
    sentence: int
    first: int
    last: int
    start: int
    end: int
    trigger: Trigger
    triggers: tuple[Trigger, ...]
    inherited: bool = False
    """True where the type was taken from an earlier telling."""
    bare: bool = False
    """True where it only refers back ("the attack"), without saying what came of it."""
    headline: bool = False
    """True where a headline tells it; such a telling only lends to those of the body."""


def find_events(sentences: Sequence[Sentence]) -> list[EventMention]:
    """The events told in ``sentences``, in the order of the text, those of headlines marked.

    Where only headlines tell events, they count as the body.
    """
    found: list[EventMention] = []
    for index, sentence in enumerate(sentences):
        for told in group(sentence, find_triggers(sentence), clauses(sentence)):
            mention = _mention(sentence, index, told, found)
            if found and _one_toll(found[-1], mention):
                mention = _joined(found.pop(), mention)
            found.append(mention)
    return [evolve(m, headline=False) for m in found] if all(m.headline for m in found) else found


def _one_toll(before: EventMention, here: EventMention) -> bool:
    """True for the parts of one total: "killed 12,000 people and displaced millions"."""
    return before.event == here.event == "toll" and before.sentence == here.sentence


def _joined(before: EventMention, here: EventMention) -> EventMention:
    last, end = max((before.last, before.end), (here.last, here.end))
    return evolve(before, last=last, end=end, triggers=(*before.triggers, *here.triggers))


def _mention(sentence: Sentence, index: int, told: Group, before: Sequence[EventMention]) -> EventMention:
    event, inherited = _event(sentence, index, told, before)
    tokens = sentence.tokens
    return EventMention(
        event=event,
        sentence=index,
        first=told.first,
        last=told.last,
        start=tokens[told.first].start,
        end=tokens[told.last].end,
        trigger=told.main,
        triggers=told.triggers,
        inherited=inherited,
        bare=_refers_back(sentence, told.main) and not any(t.role == OUTCOME for t in told.triggers),
        headline=sentence.heading,
    )


def _event(sentence: Sentence, index: int, told: Group, before: Sequence[EventMention]) -> tuple[str, bool]:
    if is_toll(sentence, told):
        return "toll", False
    if told.role in (MEANS, BATTLE, EVENT):
        return told.main.event, False
    if told.role in (OUTCOME, DEED) or told.main.event != "attack" or _refers_back(sentence, told.main):
        near = takewhile(lambda m: index - m.sentence <= _REACH, reversed(before))
        last = next((m for m in near if _lends(m, told)), None)
        if last:
            return last.event, True
        first = next((m for m in islice(before, _OPENING) if _lends(m, told)), None)
        if first and first.headline:
            return first.event, True
    return _by_victims(sentence, told), False


def _lends(mention: EventMention, told: Group) -> bool:
    """True where ``told`` may be the violence that ``mention`` told; "bombing" is none of guns or knives."""
    lenders = {GENERIC: _BOMBARDED, DEED: _FIRED}.get(told.role)
    if lenders and told.main.event != "attack" and mention.event not in lenders:
        return False
    return mention.trigger.role in (MEANS, BATTLE) or mention.inherited


def _refers_back(sentence: Sentence, trigger: Trigger) -> bool:
    """True for "the attack", "this raid"; "that it bombed" has a subject and does not point."""
    opening = [t.lower for t in sentence.tokens[max(0, trigger.first - 2) : trigger.first]]
    return not _SUBJECTS & set(opening[-1:]) and not _POINTING.isdisjoint(opening)


def _words_of_victims(sentence: Sentence, told: Group) -> set[str]:
    """The words of the clause where those who died stand: after an active verb, else anywhere."""
    tokens, trigger = sentence.tokens, told.main
    before = {t.lower for t in tokens[max(0, trigger.first - 2) : trigger.first]}
    passive = before & {"was", "were", "been", "being"}
    first = trigger.last + 1 if trigger.words in _ACTIVE and not passive else told.first
    return {t.lower for t in tokens[first : told.last + 1]}


def _by_victims(sentence: Sentence, told: Group) -> str:
    """Combatants die in battles; everyone else in a killing or an attack."""
    if told.main.event not in ("attack", "killing"):
        return told.main.event
    words = _words_of_victims(sentence, told)
    if told.role == OUTCOME and words & word_class("combatant") and not words & word_class("civilian"):
        return "battle"
    return "killing" if told.role == OUTCOME else "attack"
