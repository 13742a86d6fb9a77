"""Ranges that fit one another: low ≤ best ≤ high, and parts ≤ whole, each change with its rule and reason."""

from __future__ import annotations

from attrs import evolve

from tallystick.record import Range, RangeEnd
from tallystick.vocabulary.grades import reason, setting

Key = tuple[str, str]


def coherent(ranges: dict[Key, Range]) -> dict[Key, Range]:
    """The same ranges made to fit.

    A part's low raises the low of the whole, unless one informant alone gives it against what several support for the
    whole: then the whole's low holds for the part. The high of the whole caps the part's; the best of the whole is at
    least that of each part. Children are part of the civilians, all others of the whole.
    """
    found = {key: ordered(r) for key, r in ranges.items()}
    pairs = [(key, whole) for key in _deepest_first(found) for whole in _wholes(key, found)]
    for part, whole in pairs:
        if not _alone(found[part], found[whole]):
            found[whole] = ordered(_raised(found[whole], found[part], "low"))
    for part, whole in reversed(pairs):
        found[part] = ordered(_capped(_lowered(found[part], found[whole]), found[whole]))
    for part, whole in pairs:
        found[whole] = ordered(_raised(found[whole], found[part], "best"))
    return found


def ordered(range_: Range) -> Range:
    """The range with its high not below its low and its best between them."""
    low, best, high = range_.low, range_.best, range_.high
    if _exceeds(low, high):
        high = _within(high, low)
    if _exceeds(low, best):
        best = _within(best, low)
    if _exceeds(best, high):
        best = _within(best, high)
    return evolve(range_, best=best, high=high)


def _deepest_first(found: dict[Key, Range]) -> list[Key]:
    return sorted(found, key=lambda key: (-_depth(key[1]), key))


def _depth(group: str) -> int:
    above: dict[str, str] = setting("reconciliation", "part_of")
    return 1 + _depth(above[group]) if group in above else 0


def _wholes(key: Key, found: dict[Key, Range]) -> list[Key]:
    """The populations that this one is a part of, the nearest first."""
    above: dict[str, str] = setting("reconciliation", "part_of")
    wholes, group = [], above.get(key[1])
    while group is not None:
        wholes.append((key[0], group))
        group = above.get(group)
    return [whole for whole in wholes if whole in found]


def _alone(part: Range, whole: Range) -> bool:
    """True where one informant alone counts the part, and several agree on the least that the whole is."""
    return part.provisional and not whole.provisional and whole.low.value is not None


def _raised(whole: Range, part: Range, end: str) -> Range:
    mine, theirs = getattr(whole, end), getattr(part, end)
    if theirs.value is None or (end == "best" and mine.value is None) or theirs.value <= (mine.value or 0):
        return whole
    rule = f"part-of-whole-{end}"
    sentence = reason("reconciliation", rule, group=_called(part.group).capitalize(), value=theirs.value)
    changed = RangeEnd(theirs.value, theirs.claims, rule, f"{sentence} {theirs.reason}")
    if end == "best":
        return evolve(whole, best=changed)
    return evolve(whole, low=changed, provisional=part.provisional)


def _lowered(part: Range, whole: Range) -> Range:
    if whole.low.value is None or not _exceeds(part.low, whole.low):
        return part
    rule = "part-of-whole-agreed"
    sentence = reason("reconciliation", rule, group=_called(whole.group), value=whole.low.value, more=part.low.value)
    return evolve(part, low=RangeEnd(whole.low.value, whole.low.claims, rule, f"{sentence} {whole.low.reason}"))


def _capped(part: Range, whole: Range) -> Range:
    limit = whole.high
    if limit.value is None or (part.high.value is not None and part.high.value <= limit.value):
        return part
    rule = "part-of-whole-high"
    sentence = reason("reconciliation", rule, group=_called(whole.group), value=limit.value)
    return evolve(part, high=RangeEnd(limit.value, limit.claims, rule, f"{sentence} {limit.reason}"))


def _called(group: str) -> str:
    return "all who are counted" if group == "all" else group


def _exceeds(one: RangeEnd, other: RangeEnd) -> bool:
    return one.value is not None and other.value is not None and one.value > other.value


def _within(end: RangeEnd, limit: RangeEnd) -> RangeEnd:
    sentence = reason("reconciliation", "within-range", value=limit.value)
    return RangeEnd(limit.value, limit.claims, "within-range", f"{sentence} {limit.reason}".strip())
