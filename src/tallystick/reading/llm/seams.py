"""Brings the claims of overlapping windows together: what two windows told, or one told twice, stands once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from tallystick.record import Claim, Span

_SAME_WORDS, _SAME_EVENT = 0.8, 0.5
"""Shares of the characters of two claims' words, taken together or of the shorter, from which they are one telling."""


@frozen
class Told:
    """A claim and the number of the passage that it was read in, in the order of the text."""

    claim: Claim
    passage: int


def joined(told: Iterable[Told]) -> tuple[Claim, ...]:
    """The claims in the order of the text, each once; of two tellings the fuller one stays."""
    kept: list[Told] = []
    for one in sorted(told, key=_place):
        double = _double(kept, one)
        if double is None:
            kept.append(one)
        elif _filled(one.claim) > _filled(kept[double].claim):
            kept[double] = one
    return tuple(t.claim for t in sorted(kept, key=_place))


def _place(told: Told) -> tuple[int, int]:
    return told.claim.text.start, told.claim.text.end


def _double(kept: Sequence[Told], one: Told) -> int | None:
    """Index of the other telling of ``one``, looked for back to its own and the neighbouring passages."""
    for i in range(len(kept) - 1, -1, -1):
        if one.passage - kept[i].passage > 1:
            return None
        if _same(kept[i], one):
            return i
    return None


def _same(one: Told, other: Told) -> bool:
    """Two tellings by one source; across passages also where one of them does not hold the source's name."""
    a, b = one.claim, other.claim
    if not a.text.overlaps(b.text):
        return False
    if one.passage == other.passage:
        return a.text == b.text and a.event == b.event and _informant(a) == _informant(b)
    alike = _informant(a) == _informant(b) or None in (_informant(a), _informant(b))
    same_event = a.event == b.event and _shared(a.text, b.text, shorter=True) >= _SAME_EVENT
    return alike and (same_event or _shared(a.text, b.text, shorter=False) >= _SAME_WORDS)


def _informant(claim: Claim) -> str | None:
    return claim.informant.source.casefold() if claim.informant else None


def _shared(a: Span, b: Span, *, shorter: bool) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    lengths = a.end - a.start, b.end - b.start
    return common / (min(lengths) if shorter else sum(lengths) - common)


def _filled(claim: Claim) -> int:
    """How many slots have something."""
    single = (claim.trigger, claim.place, claim.time)
    several = (claim.attribution, claim.perpetrators, claim.victims, claim.figures, claim.weapons)
    return sum(slot is not None for slot in single) + sum(map(len, several))
