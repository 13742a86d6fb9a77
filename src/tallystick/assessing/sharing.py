"""Parts that share nobody: together they are no more than their whole, in their lows and in their bests."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from attrs import evolve

from tallystick.record import Range, RangeEnd
from tallystick.vocabulary.grades import reason, setting
from tallystick.vocabulary.populations import population_words, side_of_group, whole_of

Key = tuple[str, str]


def with_lows_that_fit(found: dict[Key, Range], counted: Container[Key]) -> dict[Key, Range]:
    """The ranges with 0 as the low of parts that are together more than the low of their whole.

    Figures of different informants are not added up to a whole that none of them gives: where their parts exceed it,
    they differ on who the dead were. A part that one informant alone gives yields first. A whole that nobody counts (it
    is not in ``counted``) is only the least of its parts, and bounds nothing.
    """
    fitting = dict(found)
    for whole, parts in _divided(found, counted):
        for yielding in (lambda r: r.provisional, lambda r: True):
            _fit_lows(whole, parts, fitting, yielding)
    return fitting


def with_bests_that_fit(found: dict[Key, Range], counted: Container[Key]) -> dict[Key, Range]:
    """The ranges without the bests of parts that are together more than the best of their whole; as for the lows."""
    fitting = dict(found)
    for whole, parts in _divided(found, counted):
        for yielding in (lambda r: r.provisional, lambda r: True):
            _fit_bests(whole, parts, fitting, yielding)
    return fitting


def _divided(found: dict[Key, Range], counted: Container[Key]) -> Iterator[tuple[Key, list[Key]]]:
    """Each whole with its parts that share nobody: by status, by kin, and the sides of the combatants."""
    status, kin = setting("reconciliation", "disjoint")
    for measure in dict.fromkeys(m for m, _ in found):
        sides = [group for m, group in found if m == measure and side_of_group(group)]
        known = [g for g in status if g != "unknown"]
        by_side = ["civilians", *sides]
        for whole, groups in (("all", known), ("all", kin), ("combatants", sides), ("all", by_side)):
            parts = [(measure, g) for g in groups if (measure, g) in found]
            if (measure, whole) in found and (measure, whole) in counted and len(parts) > 1:
                yield (measure, whole), parts


def _fit_lows(whole: Key, parts: Sequence[Key], found: dict[Key, Range], yielding: Callable[[Range], bool]) -> None:
    most, total = found[whole].low.value, sum(found[part].low.value or 0 for part in parts)
    if most is None or total <= most:
        return
    sentence = _sentence("parts-exceed-whole", whole, parts, total, most)
    for part in [p for p in parts if found[p].low.value and yielding(found[p])]:
        for key in [part, *(p for p in _parts_of(part, found) if found[p].low.value)]:
            claims = tuple(dict.fromkeys((*found[key].low.claims, *found[whole].low.claims)))
            found[key] = evolve(found[key], low=RangeEnd(0, claims, "parts-exceed-whole", sentence))


def _parts_of(whole: Key, found: dict[Key, Range]) -> list[Key]:
    return [key for key in found if key[0] == whole[0] and whole_of(key[1]) == whole[1]]


def _fit_bests(whole: Key, parts: Sequence[Key], found: dict[Key, Range], yielding: Callable[[Range], bool]) -> None:
    most, total = found[whole].best.value, sum(found[part].best.value or 0 for part in parts)
    if most is None or total <= most:
        return
    sentence = _sentence("parts-exceed-best", whole, parts, total, most)
    for part in [p for p in parts if found[p].best.value and yielding(found[p])]:
        for key in [part, *(p for p in _parts_of(part, found) if side_of_group(p[1]) and found[p].best.value)]:
            found[key] = evolve(found[key], best=RangeEnd(None, (), "parts-exceed-best", sentence))


def _sentence(rule: str, whole: Key, parts: Sequence[Key], total: int, most: int) -> str:
    named = " and ".join(population_words(group) for _, group in parts)
    called = "all people together" if whole[1] == "all" else whole[1]
    sentence = reason("reconciliation", rule, parts=named, counted=total, group=called, value=most)
    return f"{sentence[0].upper()}{sentence[1:]}"
