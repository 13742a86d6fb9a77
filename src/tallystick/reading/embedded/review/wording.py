"""Where in the text the words of a reviewed claim's slots stand, in pieces of its crop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
from attrs import frozen

from tallystick.reading.embedded.crops import Range
from tallystick.reading.embedded.encoder import Ints
from tallystick.reading.embedded.labels import MEASURES
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.signals import Scene
from tallystick.record import Claim, Span

PASSED = -1
"""Class of a piece that is neither right nor wrong."""
_INSIDE = 2
Filler = tuple[str, Span | None]
"""A filler's wording, and its words in the text where they are known."""


@frozen
class Wording:
    """A report and the pieces that the marker pass of one claim saw."""

    scene: Scene
    pieces: Pieces
    seen: Range

    @property
    def reach(self) -> Range:
        """The characters that were seen."""
        return int(self.pieces.starts[self.seen[0]]), int(self.pieces.ends[self.seen[1] - 1])

    def role(self, claim: Claim, role: str) -> Ints | None:
        """The class of each piece seen: outside, begin, inside. None where some filler's words are not to be found.

        Other places with the same wording are passed over: whether they fill the role, too, nobody said.
        """
        tags = np.zeros(self.seen[1] - self.seen[0], dtype=np.int64)
        places = [self._places(claim, role, filler) for filler in _fillers(claim, role)]
        if not all(places):
            return None
        for others in places:
            for place in others[1:]:
                tags[self._range(place)] = PASSED
        for best, *_ in places:
            tags[at := self._range(best)] = _INSIDE
            tags[at.start : min(at.start + 1, at.stop)] = 1
        return tags

    def figures(self, claim: Claim) -> Ints:
        """The class of each piece seen: outside, or the measure of the figure that it is part of."""
        tags = np.zeros(self.seen[1] - self.seen[0], dtype=np.int64)
        for figure in claim.figures:
            at = self._range((figure.text.start, figure.text.end))
            tags[at] = 1 + MEASURES.index(figure.measure) if figure.measure in MEASURES else PASSED
        return tags

    def _places(self, claim: Claim, role: str, filler: Filler) -> list[Range]:
        """Where a filler's words stand: the place that is meant, then others with the same wording."""
        wording, words = filler
        if role == "time":
            alike = [(t.text.start, t.text.end) for t in self.scene.times if t.text and t.edtf == wording]
        else:
            alike = list(_found(self.scene.work.document.text, {wording, *([words.exact] if words else ())}))
        seen = sorted((p for p in alike if self._is_seen(p)), key=lambda p: _away(p, claim.text))
        return [(words.start, words.end), *seen] if words else seen

    def _is_seen(self, place: Range) -> bool:
        return self.reach[0] <= place[0] and place[1] <= self.reach[1]

    def _range(self, place: Range) -> slice:
        """The pieces of ``place``, counted in those that were seen; empty where they are not among them."""
        first, last = (min(max(i, self.seen[0]), self.seen[1]) for i in self.pieces.covering(*place))
        return slice(first - self.seen[0], last - self.seen[0])


def _fillers(claim: Claim, role: str) -> list[Filler]:
    if role == "source":
        return [(link.source, link.text) for link in claim.attribution]
    if role == "weapon":
        return [(weapon.type, weapon.text) for weapon in claim.weapons]
    if role == "place":
        return [(claim.place.name, claim.place.text)] if claim.place else []
    if role == "time":
        return [(claim.time.edtf, claim.time.text)] if claim.time else []
    return [(party.name, party.text) for party in (claim.perpetrators if role == "perpetrator" else claim.victims)]


def _found(text: str, wordings: Iterable[str]) -> Iterator[Range]:
    for wording in sorted(wordings):
        words = r"\s+".join(map(re.escape, wording.split()))
        if words:
            yield from (m.span() for m in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE))


def _away(place: Range, clause: Span) -> int:
    """Characters between a place and the clause: none within it."""
    return max(0, place[0] - clause.end, clause.start - place[1])
