"""Ranges that fit one another: low ≤ best ≤ high, and parts ≤ whole, each change with its rule and reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from tallystick.assessing.sharing import with_bests_that_fit, with_lows_that_fit
from tallystick.record import Range, RangeEnd
from tallystick.vocabulary.grades import reason
from tallystick.vocabulary.populations import population_words, whole_of

Key = tuple[str, str]
_RELATIVE = frozenset({"at-low", "best-supported", "within-range", "part-of-whole-best", "not-below-low"})
"""Rules that speak of the other ends of their own range, and would mislead in another one."""


@frozen
class Counted:
    """What those give who count a population itself: their best figures, and who they are by position."""

    bests: frozenset[int]
    informants: frozenset[int]


def coherent(
    ranges: dict[Key, Range], counted: Mapping[Key, Counted], *, lowest_stands: bool = False
) -> dict[Key, Range]:
    """The same ranges made to fit: first all lows, then the highs, then the bests, so that each reason stays true.

    A part's low raises the low of the whole, unless one informant alone gives it and another counts the whole and gives
    it a low: then no more of it is taken than that. The high of the whole caps the part's; the best of the whole is at
    least that of each part, unless the whole is counted and nobody gives that many. Children are part of the civilians,
    a side's combatants of the combatants, all others of the whole. Parts that share nobody are together no more than a
    whole that is counted, in their lows and in their bests.

    Args:
        ranges: by measure and population.
        counted: for each population that somebody counts what they give; of others only a part is counted, which makes
            a low and caps nothing.
        lowest_stands: for methods whose low is the lowest claim: a part never raises that, and gives way to it.
    """
    found = dict(ranges)
    pairs = [(key, whole) for key in _deepest_first(found) for whole in _wholes(key, found)]
    for part, whole in pairs:
        known = whole in counted and ranges[whole].low.value is not None
        if not known or not (lowest_stands or _alone(part, whole, found, counted)):
            found[whole] = _raised_low(found[whole], found[part])
    told = {key: r.low.value for key, r in found.items()}
    for part, whole in reversed(pairs):
        found[part] = _lowered(found[part], found[whole], told[part], lowest_stands=lowest_stands)
    found = with_lows_that_fit(found, counted, None if lowest_stands else {k: c.bests for k, c in counted.items()})
    found = {key: _high_above_low(r) for key, r in found.items()}
    for part, whole in reversed(pairs):
        found[part] = _capped(found[part], found[whole])
    found = {key: _best_within(r) for key, r in found.items()}
    for part, whole in pairs:
        if _exceeds(found[part].best, found[whole].best):
            if _may_be_best(part, whole, found, counted):
                found[whole] = _raised_best(found[whole], found[part])
            else:
                found[part] = _without_best(found[part], found[whole])
    return with_bests_that_fit(found, counted)


def _deepest_first(found: dict[Key, Range]) -> list[Key]:
    return sorted(found, key=lambda key: (-len(wholes_of(key[1])), key))


def _wholes(key: Key, found: dict[Key, Range]) -> list[Key]:
    return [(key[0], group) for group in wholes_of(key[1]) if (key[0], group) in found]


def wholes_of(group: str) -> tuple[str, ...]:
    """The populations that one is a part of, the nearest first."""
    whole = whole_of(group)
    return () if whole is None else (whole, *wholes_of(whole))


def _alone(part: Key, whole: Key, found: dict[Key, Range], counted: Mapping[Key, Counted]) -> bool:
    """True where one informant alone counts the part, and another the whole."""
    own = found[whole].provisional and _by_themselves(part, whole, counted)
    return found[part].provisional and not own


def _by_themselves(part: Key, whole: Key, counted: Mapping[Key, Counted]) -> bool:
    """True where nobody counts the whole who does not count the part too."""
    return part in counted and whole in counted and counted[whole].informants <= counted[part].informants


def _raised_low(whole: Range, part: Range) -> Range:
    theirs, known = part.low, whole.low.value
    if theirs.value is None or (known is not None and theirs.value <= known):
        return whole
    low = _because("part-of-whole-low", theirs, theirs.reason, group=_called(part.group))
    return evolve(whole, low=low, provisional=part.provisional)


def _lowered(part: Range, whole: Range, told: int | None, *, lowest_stands: bool) -> Range:
    """The part with the low of the whole, which stands on the claims of both; ``told`` is what is given for it."""
    if not _exceeds(part.low, whole.low):
        return part
    words = {"part": _called(part.group), "group": _called(whole.group), "counted": told}
    low = _because("part-of-whole-lowest" if lowest_stands else "part-of-whole-agreed", whole.low, "", **words)
    kept = tuple(f for f in part.left_out if f.rule != "below-low")
    claims = tuple(dict.fromkeys((*part.low.claims, *whole.low.claims)))
    return evolve(
        part, low=evolve(low, claims=claims), provisional=part.provisional or not lowest_stands, left_out=kept
    )


def _high_above_low(range_: Range) -> Range:
    if not _exceeds(range_.low, range_.high):
        return range_
    return evolve(range_, high=_because("not-below-low", range_.low, range_.low.reason))


def _capped(part: Range, whole: Range) -> Range:
    limit = whole.high
    if limit.value is None or (part.high.value is not None and part.high.value <= limit.value):
        return part
    return evolve(part, high=_because("part-of-whole-high", limit, _more(limit), group=_called(whole.group)))


def _best_within(range_: Range) -> Range:
    """The range with its best between the ends; where the best was to be the low, it follows the low upwards."""
    low, best, high = range_.low, range_.best, range_.high
    if best.rule == "no-best" and low.value is not None and low.value == high.value:
        best = _because("within-range", low, low.reason)
    elif best.rule == "at-low" and _exceeds(low, best):
        best = _because("at-low", low, "")
    elif best.rule == "at-low" and best.value != low.value:
        best = _because("best-supported", best, "")
    if high.rule == "part-of-whole-high" and _exceeds(best, high):
        return evolve(range_, best=_no_best("part-beyond-high", high, counted=best.value))
    for limit, beyond in ((low, _exceeds(low, best)), (high, _exceeds(best, high))):
        if beyond:
            best = _because("within-range", limit, limit.reason)
    return evolve(range_, best=best)


def _may_be_best(part: Key, whole: Key, found: dict[Key, Range], counted: Mapping[Key, Counted]) -> bool:
    """Whether the part's best may be the whole's: one gives it, the same count both, or one alone against several."""
    if whole not in counted or found[part].best.value in counted[whole].bests:
        return True
    return found[whole].provisional and (not found[part].provisional or _by_themselves(part, whole, counted))


def _raised_best(whole: Range, part: Range) -> Range:
    theirs = part.best
    return evolve(whole, best=_because("part-of-whole-best", theirs, _more(theirs), group=_called(part.group)))


def _without_best(part: Range, whole: Range) -> Range:
    words = {"group": _called(whole.group), "counted": part.best.value}
    return evolve(part, best=_no_best("part-beyond-best", whole.best, **words))


def _no_best(rule: str, limit: RangeEnd, **words: Any) -> RangeEnd:
    return RangeEnd(None, (), rule, reason("reconciliation", rule, value=limit.value, **words))


def _more(end: RangeEnd) -> str:
    """The reason of an end where it can be said of another range too."""
    return "" if end.rule in _RELATIVE else end.reason


def _because(rule: str, end: RangeEnd, more: str, **words: Any) -> RangeEnd:
    """The number and the claims of ``end``, with the sentence of a rule and what more there is to say."""
    sentence = reason("reconciliation", rule, value=end.value, **words)
    return RangeEnd(end.value, end.claims, rule, f"{sentence[0].upper()}{sentence[1:]} {more}".strip())


def _called(group: str) -> str:
    return "all people together" if group == "all" else population_words(group)


def _exceeds(one: RangeEnd, other: RangeEnd) -> bool:
    return one.value is not None and other.value is not None and one.value > other.value
