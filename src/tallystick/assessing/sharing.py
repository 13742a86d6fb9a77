"""Parts that share nobody: together they are no more than their whole, in their lows and in their bests."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from attrs import evolve

from tallystick.record import Range, RangeEnd
from tallystick.vocabulary.grades import reason, setting
from tallystick.vocabulary.populations import population_words, side_of_group, whole_of

Key = tuple[str, str]
Yielding = Callable[[Key, Range], bool]
_UNKNOWN = "unknown"
_REST_LOW = "rest-exceeds-whole"
_YIELDING: tuple[Yielding, ...] = (lambda key, _: key[1] == _UNKNOWN, lambda _, r: r.provisional, lambda _, r: True)
"""Which parts give way first: the rest of a total of which nobody says who they were, what one alone gives, all."""


def with_lows_that_fit(
    found: dict[Key, Range], counted: Container[Key], given: Mapping[Key, Container[int]] | None = None
) -> dict[Key, Range]:
    """The ranges with 0 as the low of parts that are together more than the low of their whole.

    Figures of different informants are not added up to a whole that none of them gives: where their parts exceed it,
    they differ on who the dead were. Those of unknown status yield first, then a part that one informant alone gives.
    A whole that nobody counts (it is not in ``counted``) is only the least of its parts, and bounds nothing. Where
    several support each part, and somebody gives their sum for the whole (``given``), the whole is at least that sum;
    without ``given`` the low of the whole is the lowest claim, and stands.
    """
    fitting, rule = dict(found), "parts-exceed-lowest" if given is None else "parts-exceed-whole"
    divided = list(_divided(found, counted))
    for whole, parts in divided if given else ():
        fitting[whole] = _with_sum(whole, parts, fitting, (given or {}).get(whole, ()))
    for whole, parts in divided:
        for yielding in _YIELDING:
            _fit_lows(whole, parts, fitting, yielding, rule)
    return fitting


def with_bests_that_fit(found: dict[Key, Range], counted: Container[Key]) -> dict[Key, Range]:
    """The ranges without the bests of parts that are together more than the best of their whole; as for the lows."""
    fitting = dict(found)
    for whole, parts in _divided(found, counted):
        for yielding in _YIELDING:
            _fit_bests(whole, parts, fitting, yielding)
    return fitting


def _divided(found: dict[Key, Range], counted: Container[Key]) -> Iterator[tuple[Key, list[Key]]]:
    """Each whole with its parts that share nobody: by status, by kin, and the sides of the combatants."""
    status, kin = setting("reconciliation", "disjoint")
    for measure in dict.fromkeys(m for m, _ in found):
        sides = [group for m, group in found if m == measure and side_of_group(group)]
        by_side = ["civilians", *sides]
        for whole, groups in (("all", status), ("all", kin), ("combatants", sides), ("all", by_side)):
            parts = [(measure, g) for g in groups if (measure, g) in found]
            if (measure, whole) in found and (measure, whole) in counted and len(parts) > 1:
                yield (measure, whole), parts


def _with_sum(whole: Key, parts: Sequence[Key], found: dict[Key, Range], given: Container[int]) -> Range:
    """The whole with the sum of its parts as its low, where several support each and somebody gives just that sum."""
    range_ = found[whole]
    summed = [part for part in parts if part[1] != _UNKNOWN and found[part].low.value]
    total = sum(found[part].low.value or 0 for part in summed)
    if whole[1] != "all" or total not in given or total <= (range_.low.value or 0):
        return range_
    if any(found[part].provisional for part in summed) or total > (range_.high.value or total):
        return range_
    claims = tuple(dict.fromkeys(claim for part in summed for claim in found[part].low.claims))
    sentence = _sentence("parts-together", whole, summed, total, total)
    return evolve(range_, low=RangeEnd(total, claims, "parts-together", sentence), provisional=False)


def _fit_lows(whole: Key, parts: Sequence[Key], found: dict[Key, Range], yielding: Yielding, rule: str) -> None:
    most, total = found[whole].low.value, sum(found[part].low.value or 0 for part in parts)
    if most is None or total <= most:
        return
    for part in [p for p in parts if found[p].low.value and yielding(p, found[p])]:
        why = _exceeding(_REST_LOW if part[1] == _UNKNOWN else rule, part, whole, parts, total, most)
        for key in [part, *(p for p in _parts_of(part, found) if found[p].low.value)]:
            claims = tuple(dict.fromkeys((*found[key].low.claims, *found[whole].low.claims)))
            found[key] = evolve(found[key], low=RangeEnd(0, claims, *why))


def _parts_of(whole: Key, found: dict[Key, Range]) -> list[Key]:
    return [key for key in found if key[0] == whole[0] and whole_of(key[1]) == whole[1]]


def _fit_bests(whole: Key, parts: Sequence[Key], found: dict[Key, Range], yielding: Yielding) -> None:
    most, total = found[whole].best.value, sum(found[part].best.value or 0 for part in parts)
    if most is None or total <= most:
        return
    for part in [p for p in parts if found[p].best.value and yielding(p, found[p])]:
        rule = "rest-exceeds-best" if part[1] == _UNKNOWN else "parts-exceed-best"
        end = RangeEnd(None, (), *_exceeding(rule, part, whole, parts, total, most))
        for key in [part, *(p for p in _parts_of(part, found) if side_of_group(p[1]) and found[p].best.value)]:
            found[key] = evolve(found[key], best=end)


def _exceeding(rule: str, part: Key, whole: Key, parts: Sequence[Key], total: int, most: int) -> tuple[str, str]:
    """The rule by which a part yields and its sentence, which names those beside the rest, or all that exceed."""
    return rule, _sentence(rule, whole, [p for p in parts if part[1] != _UNKNOWN or p != part], total, most)


def _sentence(rule: str, whole: Key, parts: Sequence[Key], total: int, most: int) -> str:
    named = " and ".join(population_words(group) for _, group in parts)
    called = "all people together" if whole[1] == "all" else whole[1]
    sentence = reason("reconciliation", rule, parts=named, counted=total, group=called, value=most)
    return f"{sentence[0].upper()}{sentence[1:]}"
