"""Ranges that fit one another: low ≤ best ≤ high, and parts ≤ whole, each change with its rule and reason."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from tallystick.assessing.sharing import with_bests_that_fit, with_lows_that_fit
from tallystick.record import Range, RangeEnd
from tallystick.vocabulary.grades import reason
from tallystick.vocabulary.populations import population_words, whole_of

Key = tuple[str, str]
_RELATIVE = frozenset({"at-low", "best-supported", "within-range", "part-of-whole-best", "not-below-low"})
"""Rules that speak of the other ends of their own range, and would mislead in another one."""


def coherent(ranges: dict[Key, Range], *, lowest_stands: bool = False) -> dict[Key, Range]:
    """The same ranges made to fit: first all lows, then the highs, then the bests, so that each reason stays true.

    A part's low raises the low of the whole, unless one informant alone gives it against what several support for the
    whole: then the whole's low holds for the part too. The high of the whole caps the part's; the best of the whole is
    at least that of each part. Children are part of the civilians, a side's combatants of the combatants, all others of
    the whole. Parts that share nobody are together no more than their whole, in their lows and in their bests.

    Where ``lowest_stands`` (methods whose low is the lowest claim), the lowest claim for the whole is never raised by a
    part, which gives way to it.
    """
    found = dict(ranges)
    pairs = [(key, whole) for key in _deepest_first(found) for whole in _wholes(key, found)]
    for part, whole in pairs:
        if not (lowest_stands and found[whole].low.value is not None) and not _alone(found[part], found[whole]):
            found[whole] = _raised_low(found[whole], found[part])
    for part, whole in reversed(pairs):
        found[part] = _lowered(found[part], found[whole], lowest_stands)
    found = with_lows_that_fit(found)
    found = {key: _high_above_low(r) for key, r in found.items()}
    for part, whole in reversed(pairs):
        found[part] = _capped(found[part], found[whole])
    found = {key: _best_within(r) for key, r in found.items()}
    for part, whole in pairs:
        found[whole] = _raised_best(found[whole], found[part])
    return with_bests_that_fit(found)


def _deepest_first(found: dict[Key, Range]) -> list[Key]:
    return sorted(found, key=lambda key: (-_depth(key[1]), key))


def _depth(group: str) -> int:
    whole = whole_of(group)
    return 0 if whole is None else 1 + _depth(whole)


def _wholes(key: Key, found: dict[Key, Range]) -> list[Key]:
    """The populations that this one is a part of, the nearest first."""
    wholes, group = [], whole_of(key[1])
    while group is not None:
        wholes.append((key[0], group))
        group = whole_of(group)
    return [whole for whole in wholes if whole in found]


def _alone(part: Range, whole: Range) -> bool:
    """True where one informant alone counts the part, and several agree on the least that the whole is."""
    return part.provisional and not whole.provisional and whole.low.value is not None


def _raised_low(whole: Range, part: Range) -> Range:
    theirs, known = part.low, whole.low.value
    if theirs.value is None or (known is not None and theirs.value <= known):
        return whole
    low = _because("part-of-whole-low", theirs, theirs.reason, group=_called(part.group))
    return evolve(whole, low=low, provisional=part.provisional)


def _lowered(part: Range, whole: Range, lowest_stands: bool) -> Range:
    """The part with the low of the whole, which stands on the claims of both."""
    if not _exceeds(part.low, whole.low):
        return part
    words = {"part": _called(part.group), "group": _called(whole.group), "counted": part.low.value}
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
    for limit, beyond in ((low, _exceeds(low, best)), (high, _exceeds(best, high))):
        if beyond:
            best = _because("within-range", limit, limit.reason)
    return evolve(range_, best=best)


def _raised_best(whole: Range, part: Range) -> Range:
    theirs = part.best
    if theirs.value is None or whole.best.value is None or theirs.value <= whole.best.value:
        return whole
    return evolve(whole, best=_because("part-of-whole-best", theirs, _more(theirs), group=_called(part.group)))


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
