"""What no claim reaches over: a blank line, the words between two incidents, or between a denial and the contrary."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from attrs import frozen

from tallystick.reading.clauses import Clause, clauses, main_after
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.signals import Scene
from tallystick.reading.events.cues import MEANS, find_triggers
from tallystick.reading.sentences import Sentence
from tallystick.record import Claim
from tallystick.vocabulary.events import is_harm

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LATER = frozenset({"after", "before"})
HARMED = frozenset({"killed", "injured", "casualties"})
"""What is counted of those whom violence harms."""


@frozen
class Parting:
    """Two claims of the rules that tell two incidents in one sentence, and where the clause of the second begins."""

    before: Claim
    here: Claim
    start: int

    @property
    def counting(self) -> list[Claim]:
        """Those of the two that count people; no other claim of the sentence holds their numbers."""
        return [claim for claim in (self.before, self.here) if _counts(claim)]


def barriers(scene: Scene, pieces: Pieces, partings: Iterable[Parting]) -> list[int]:
    """The pieces, in order, before which every claim ends and at which others begin."""
    starts = {*_paragraphs(scene), *(parting.start for parting in partings)}
    return sorted({pieces.covering(start, start + 1)[0] for start in starts})


def _paragraphs(scene: Scene) -> Iterator[int]:
    text = scene.work.document.text
    for before, after in pairwise(scene.work.sentences):
        if _BLANK_LINE.search(text, before.end, after.start):
            yield after.start


def find_partings(scene: Scene) -> Iterator[Parting]:
    """The places, in order, at which the rules begin another incident within a sentence."""
    claims = sorted((c for c in scene.work.claims if is_harm(c.event)), key=lambda c: (c.text.start, c.text.end))
    told = iter(scene.work.sentences)
    sentence = next(told, None)
    parts = _Parts(sentence) if sentence else None
    for before, here in pairwise(claims):
        while sentence is not None and sentence.end <= here.text.start:
            sentence = next(told, None)
            parts = _Parts(sentence) if sentence else None
        if parts and parts.sentence.start <= before.text.start and before.text.end <= here.text.start:
            yield from parts.parting(before, here)


@frozen(slots=False)
class _Parts:
    """A sentence with its clauses and its words for forms of violence, looked up once."""

    sentence: Sentence

    @cached_property
    def _clauses(self) -> list[Clause]:
        return clauses(self.sentence)

    @cached_property
    def _main(self) -> int | None:
        return main_after(self.sentence.tokens)

    @cached_property
    def _means(self) -> list[int]:
        """Where words that tell a form of violence begin."""
        return [t.start for t in find_triggers(self.sentence) if t.role == MEANS]

    def parting(self, before: Claim, here: Claim) -> Iterator[Parting]:
        """The parting between two claims, where they tell two incidents."""
        opening = self._opening(before, here)
        if self._are_two(before, here, opening):
            yield Parting(before, here, opening.start if opening else here.text.start)

    def _opening(self, before: Claim, here: Claim) -> Clause | None:
        """The clause with which ``here`` begins."""
        at = bisect_right(self._clauses, here.text.start, key=lambda clause: clause.start) - 1
        return self._clauses[at] if at >= 0 and self._clauses[at].start >= before.text.end else None

    def _are_two(self, before: Claim, here: Claim, opening: Clause | None) -> bool:
        """Whether one denies what the other does not tell, or each counts people and is told as another incident."""
        if (before.status == "denied") != (here.status == "denied"):
            return True
        if opening is None or not (_counts(before) and _counts(here)):
            return False
        if opening.first == self._main:
            return True
        each = self._names_means(before) and self._names_means(here)
        return each and (opening.marker in _LATER or before.event != here.event)

    def _names_means(self, claim: Claim) -> bool:
        at = bisect_left(self._means, claim.text.start)
        return at < len(self._means) and self._means[at] < claim.text.end


def _counts(claim: Claim) -> bool:
    return any(f.measure in HARMED and f.value for f in claim.figures)
