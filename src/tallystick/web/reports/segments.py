"""A text cut at every border of the claims in it, so that overlapping ones can be shown side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from attrs import frozen

from tallystick.record import Claim, Span

LANES = 4
"""Underlines that can be told apart below one line of text; further claims share them."""


@frozen
class Mark:
    """Words of a claim, as a whole (no ``slot``) or of one of its slots."""

    claim: str
    start: int
    end: int
    slot: str = ""


@frozen
class Segment:
    """A stretch of text over which the same claims and slots run; offsets count characters of the whole text."""

    start: int
    end: int
    text: str
    claims: tuple[str, ...] = ()
    lanes: tuple[int, ...] = ()
    """The underline of each of the claims."""
    begins: tuple[str, ...] = ()
    """The claims that begin here."""
    slots: tuple[tuple[str, str], ...] = ()
    """(claim, slot) of the fillers that run over it, whether within the claim's own words or beside them."""
    furniture: bool = False


def segments(text: str, claims: Sequence[Claim], furniture: Iterable[tuple[int, int]] = ()) -> list[Segment]:
    """The text in order, whole: joined, the segments give it back."""
    marks = [mark for claim in claims for mark in marks_of(claim)]
    aside = [(start, end) for start, end in furniture if start < end]
    lanes = lanes_of([mark for mark in marks if not mark.slot])
    borders = {0, len(text)} | {b for m in marks for b in (m.start, m.end)} | {b for pair in aside for b in pair}
    cuts = sorted(border for border in borders if 0 <= border <= len(text))
    return list(_segments(text, cuts, marks, lanes, aside))


def marks_of(claim: Claim) -> Iterator[Mark]:
    """The words of the claim and of each of its slots."""
    yield Mark(claim.id, claim.text.start, claim.text.end)
    for slot, words in _slots(claim):
        if words is not None and words.start < words.end:
            yield Mark(claim.id, words.start, words.end, slot)


def _slots(claim: Claim) -> Iterator[tuple[str, Span | None]]:
    yield "event", claim.trigger
    yield "place", claim.place.text if claim.place else None
    yield "time", claim.time.text if claim.time else None
    for slot in ("figures", "victims", "perpetrators", "weapons", "attribution"):
        for filler in getattr(claim, slot):
            yield slot, filler.text


def lanes_of(marks: Sequence[Mark]) -> dict[str, int]:
    """An underline for each claim: those that overlap have different ones while there are enough."""
    free, taken, found = list(range(LANES)), list[tuple[int, int]](), dict[str, int]()
    for number, mark in enumerate(sorted(marks, key=lambda m: (m.start, -m.end))):
        while taken and taken[0][0] <= mark.start:
            heappush(free, heappop(taken)[1])
        lane = heappop(free) if free else number % LANES
        found[mark.claim] = lane
        if all(lane != other for _, other in taken):
            heappush(taken, (mark.end, lane))
    return found


def _segments(
    text: str, cuts: list[int], marks: list[Mark], lanes: dict[str, int], aside: list[tuple[int, int]]
) -> Iterator[Segment]:
    waiting = sorted(marks, key=lambda m: m.start, reverse=True)
    running: list[Mark] = []
    for start, end in pairwise(cuts):
        while waiting and waiting[-1].start <= start:
            running.append(waiting.pop())
        running = [mark for mark in running if mark.end > start]
        whole = [mark for mark in running if not mark.slot]
        yield Segment(
            start,
            end,
            text[start:end],
            tuple(mark.claim for mark in whole),
            tuple(lanes[mark.claim] for mark in whole),
            tuple(mark.claim for mark in whole if mark.start == start),
            tuple(dict.fromkeys((mark.claim, mark.slot) for mark in running if mark.slot)),
            any(first <= start < last for first, last in aside),
        )
