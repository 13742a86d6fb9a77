"""Ranges for every measure and population of an incident by a named method."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from tallystick.assessing.coherence import Counted, coherent
from tallystick.assessing.methods import method
from tallystick.assessing.sides import sides
from tallystick.assessing.standing import Key, Voice, Word, words
from tallystick.assessing.status import contested_status, without_labels
from tallystick.assessing.study import Study
from tallystick.assessing.wholes import (
    WHOLE,
    with_children_counted,
    with_civilians,
    with_sides,
    with_unknown,
    with_wholes,
)
from tallystick.record import Range, RangeEnd
from tallystick.vocabulary.grades import reason
from tallystick.vocabulary.measures import measures
from tallystick.vocabulary.populations import populations, side_of_group, whole_of

_STATUS_GROUPS = ("civilians", "combatants")


def ranges(case: Study, *, convention: str, name: str) -> tuple[Range, ...]:
    """The incident's ranges in the order of the vocabulary's measures and populations.

    Args:
        case: its claims, those that count nobody among them (they are listed as left out), and their informants.
        convention: by which low, best and high are derived from the words.
        name: the method.
    """
    found = _counted(case, convention, name)
    made = {key: _range(key, word, name) for key, word in _shown(found, convention).items() if word.voices}
    for measure in dict.fromkeys(m for m, _ in made):
        if claims := contested_status(measure, found):
            made.update(_from_zero(measure, claims, made))
    fitting = coherent(made, _counted_wholes(_shown(found, convention)), lowest_stands=method(name).lowest_stands)
    return tuple(r for _, r in sorted(fitting.items(), key=lambda item: _place(item[0])))


def inputs(case: Study, *, convention: str, name: str) -> dict[Key, tuple[Voice, ...]]:
    """For each range of ``ranges`` the words of the informants that the method was given, in order."""
    shown = _shown(_counted(case, convention, name), convention)
    return {key: tuple(_in_order(word.voices)) for key, word in shown.items() if word.voices}


def _counted(case: Study, convention: str, name: str) -> dict[Key, Word]:
    told = words(case.told, case.count, convention, sides(case.told, case.homes), method(name).every_claim)
    named = with_unknown(with_children_counted(without_labels(told, case.accounts)))
    return with_wholes(named, convention)


def _shown(found: dict[Key, Word], convention: str) -> dict[Key, Word]:
    return with_sides(with_civilians(_with_orphans(found)), convention)


def _counted_wholes(words: dict[Key, Word]) -> dict[Key, Counted]:
    """What those give who count each population itself and no part of it; it is missing where nobody does."""
    counting = {key: [v for v in word.voices if not (v.least or v.floor)] for key, word in words.items()}
    return {
        key: Counted(
            frozenset(v.best for v in voices if v.best is not None),
            frozenset(v.position for v in voices),
        )
        for key, voices in counting.items()
        if voices
    }


def _range(key: Key, word: Word, name: str) -> Range:
    ends = method(name).make(_in_order(word.voices))
    left_out = tuple(sorted({*word.left_out, *ends.left_out}, key=lambda f: (f.claim, f.rule, f.into)))
    return Range(*key, ends.low, ends.best, ends.high, name, ends.provisional, left_out)


def _with_orphans(words: dict[Key, Word]) -> dict[Key, Word]:
    """The same words; claims left out of a population that nobody counts are shown with the whole."""
    found = dict(words)
    for (measure, _), word in words.items():
        whole = found.get((measure, WHOLE))
        if not word.voices and whole:
            found[measure, WHOLE] = evolve(whole, left_out=(*whole.left_out, *word.left_out))
    return found


def _in_order(voices: Sequence[Voice]) -> list[Voice]:
    return sorted(voices, key=lambda v: v.position)


def _from_zero(measure: str, claims: tuple[str, ...], made: dict[Key, Range]) -> dict[Key, Range]:
    zero = RangeEnd(0, claims, "contested-status", reason("reconciliation", "contested-status"))
    keys = [(m, group) for m, group in made if m == measure and (group in _STATUS_GROUPS or side_of_group(group))]
    return {key: evolve(made[key], low=zero) for key in keys}


def _place(key: Key) -> tuple[int, int, Key]:
    side = side_of_group(key[1])
    group = whole_of(key[1]) if side else key[1]
    return (_index(list(measures()), key[0]), _index(list(populations()), group or ""), key)


def _index(order: list[str], item: str) -> int:
    return order.index(item) if item in order else len(order)
