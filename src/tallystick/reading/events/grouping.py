"""Brings the triggers of a sentence together: one group for each event told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from tallystick.reading.clauses import Clause
from tallystick.reading.events.cues import BATTLE, DEED, EVENT, GENERIC, MEANS, OUTCOME, Trigger
from tallystick.reading.sentences import Sentence
from tallystick.vocabulary.sources import denials, verbs

_VIOLENT = frozenset({MEANS, GENERIC, DEED, OUTCOME, BATTLE})
_SAME_EVENT_AFTER = frozenset({"when", "after", "as", "because", "where", "which", "participle"})
_OUTCOME_AFTER = frozenset({"participle", "which", "and", "where", ",", "-", "–", "—", ";", "as", "when"})
_SAME_MEANS_AFTER = frozenset({"and", "which", "when", "as", "participle", "where"})
_TELLS_MORE = frozenset({"which", "where", "when", "participle"})
_ANOTHER = frozenset({"another", "further", "separately", "elsewhere", "meanwhile", "earlier", "also"})
_STRENGTH = {MEANS: 4, BATTLE: 3, GENERIC: 2, DEED: 1, OUTCOME: 0}
_MEANS_ORDER = ("chemical-weapon", "airstrike", "execution", "shelling", "bombing", "shooting")


@frozen
class Group:
    """Triggers that tell one event, in the order of the text, and the tokens (inclusive) of its clauses."""

    triggers: tuple[Trigger, ...]
    first: int
    last: int

    @property
    def role(self) -> str:
        """The strongest role among the triggers."""
        if self.triggers[0].role == EVENT:
            return EVENT
        return max((t.role for t in self.triggers), key=lambda role: _STRENGTH[role])

    @property
    def main(self) -> Trigger:
        """The trigger that gives the type: the first of the strongest role, the most specific means before others."""
        strongest = [t for t in self.triggers if t.role == self.role]
        return min(strongest, key=lambda t: _MEANS_ORDER.index(t.event) if t.event in _MEANS_ORDER else 9)


def group(sentence: Sentence, triggers: Sequence[Trigger], clauses: Sequence[Clause]) -> list[Group]:
    """The events of ``sentence``, by the place of their first trigger."""
    by_clause = [list(_in_clause(sentence, clause, triggers)) for clause in clauses]
    _join_neighbours(sentence, clauses, by_clause)
    return sorted((g for groups in by_clause for g in groups), key=lambda g: (g.triggers[0].start, g.triggers[-1].end))


def _in_clause(sentence: Sentence, clause: Clause, triggers: Sequence[Trigger]) -> Iterator[Group]:
    """The groups of one clause: violence gathers round a means or a battle, other events stand for themselves."""
    inside = [t for t in triggers if clause.first <= t.first <= clause.last]
    violent = [t for t in inside if t.role in _VIOLENT]
    means, battle = ([t for t in violent if t.role == role] for role in (MEANS, BATTLE))
    loose = [t for t in violent if t.role in (GENERIC, DEED, OUTCOME)]
    if not means and any(t.event == "aid" for t in inside):
        loose = [t for t in loose if t.role != OUTCOME]
    if means and any(t.role == OUTCOME for t in loose):
        battle = [t for t in battle if not t.words.endswith("ing")]
    if means or not battle:
        yield from _grouped(means + loose, clause)
        yield from _grouped(battle, clause)
    else:
        yield from _grouped(battle + loose, clause)
    others = [t for t in inside if t.role == EVENT and not (battle and _is_purpose(t, sentence))]
    for event in dict.fromkeys(t.event for t in others):
        yield from _grouped([t for t in others if t.event == event], clause)


def _is_purpose(trigger: Trigger, sentence: Sentence) -> bool:
    """True for the ground that a fight is about: "an offensive to retake", "fighting for control of"."""
    before = sentence.tokens[trigger.first - 1].lower if trigger.first else ""
    return trigger.event == "territory" and before in {"to", "for", "at", "of"}


def _grouped(triggers: list[Trigger], clause: Clause) -> Iterator[Group]:
    if triggers:
        yield Group(tuple(sorted(triggers, key=lambda t: t.start)), clause.first, clause.last)


def _join_neighbours(sentence: Sentence, clauses: Sequence[Clause], by_clause: list[list[Group]]) -> None:
    """Joins what came of it to the means told in the clause beside it, in place."""
    for at in range(1, len(clauses)):
        before, here = _violent(by_clause[at - 1]), _violent(by_clause[at])
        if before and here and _same_event(sentence, clauses[at], before, here):
            by_clause[at - 1].remove(before)
            by_clause[at].remove(here)
            by_clause[at].append(_joined(before, here))


def _violent(groups: list[Group]) -> Group | None:
    violent = [g for g in groups if g.role != EVENT]
    return max(violent, key=lambda g: _STRENGTH[g.role]) if violent else None


def _same_event(sentence: Sentence, clause: Clause, before: Group, here: Group) -> bool:
    if _speaks_against(sentence, clause, before):
        return False
    if before.role == OUTCOME and here.role != OUTCOME:
        counts_go_on = clause.marker == "and" and any(t.role == OUTCOME for t in here.triggers)
        return clause.marker in _SAME_EVENT_AFTER or counts_go_on
    if before.role == here.role and before.role in (MEANS, BATTLE) and before.main.event == here.main.event:
        return clause.marker in _SAME_MEANS_AFTER
    if here.role in (OUTCOME, DEED, GENERIC):
        opening = sentence.tokens[clause.first : clause.first + 3]
        return clause.marker in _OUTCOME_AFTER and not any(t.lower in _ANOTHER for t in opening)
    return False


def _speaks_against(sentence: Sentence, clause: Clause, before: Group) -> bool:
    """True for what follows a denial and is told in another voice ("denied a raid, where residents said ten died")."""
    words = {t.lower for t in sentence.tokens[before.first : clause.first]}
    said = {t.lower for t in sentence.tokens[clause.first : clause.last + 1]}
    return not words.isdisjoint(denials()) and (clause.marker not in _TELLS_MORE or not said.isdisjoint(verbs("free")))


def _joined(a: Group, b: Group) -> Group:
    triggers = tuple(sorted(a.triggers + b.triggers, key=lambda t: t.start))
    return evolve(a, triggers=triggers, first=min(a.first, b.first), last=max(a.last, b.last))
