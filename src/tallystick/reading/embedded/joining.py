"""Claims over the words of one total: "two of the wounded died, taking the toll of the strike to 16" is told once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from tallystick.reading.embedded.crops import Range
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.selecting import Kept
from tallystick.reading.embedded.signals import Scene
from tallystick.reading.events.cues import MEANS, find_triggers
from tallystick.reading.figures import find_figures
from tallystick.reading.figures.lexicon import TOTALS
from tallystick.reading.sentences import Sentence
from tallystick.record import Figure

_TOTAL = re.compile(rf"(?:\b(?:the|its|their|a)\s+)?(?:\b\w+\s+)?\b(?:{'|'.join(sorted(TOTALS))})\b", re.IGNORECASE)


@frozen
class _Total:
    """The pieces from the word for a total to its number, and of the counts that brought it up."""

    words: Range
    raised_by: tuple[Range, ...]
    means: tuple[Range, ...]
    """The words of its sentence that tell a form of violence."""

    @property
    def number(self) -> int:
        """The last piece."""
        return self.words[1] - 1


def joined(kept: Sequence[Kept], scene: Scene, pieces: Pieces) -> list[Kept]:
    """The claims in the order of the text, those over the words of one total joined.

    A claim that holds a total's number is widened to the word for the total, and takes in the claim that only counts
    those who died later, whom the total holds.
    """
    found = list(kept)
    for total in _totals(scene, pieces):
        mine = [k for k in found if _of(k.candidate.span, total)]
        if mine:
            found = [k for k in found if k not in mine] + [_one(mine, total)]
    return sorted(found, key=lambda k: k.candidate.span)


def _of(span: Range, total: _Total) -> bool:
    """Whether a claim over ``span`` tells the total, or only of those who brought it up."""
    if _holds(span, (total.number, total.number + 1)):
        return True
    return any(_holds(span, count) for count in total.raised_by) and not any(_holds(span, m) for m in total.means)


def _one(mine: Sequence[Kept], total: _Total) -> Kept:
    """The claim that tells most, widened to the words of all."""
    spans = [k.candidate.span for k in mine]
    best = max(mine, key=lambda k: (_holds(k.candidate.span, total.words), k.candidate.span[1] - k.candidate.span[0]))
    counts = [c for c in total.raised_by if any(_holds(s, c) for s in spans)]
    first = min(a for a, _ in (*spans, *counts, total.words))
    last = max(b for _, b in (*spans, total.words))
    return evolve(best, candidate=evolve(best.candidate, span=(first, last)))


def _totals(scene: Scene, pieces: Pieces) -> Iterator[_Total]:
    """The running totals of the text."""
    running = [f.text.start for f in scene.figures if f.scope == "running"]
    for sentence in scene.work.sentences:
        if any(sentence.start <= at < sentence.end for at in running):
            yield from _totals_of(scene.work.document.text, sentence, pieces)


def _totals_of(text: str, sentence: Sentence, pieces: Pieces) -> Iterator[_Total]:
    figures = find_figures(text, sentence.start, sentence.end)
    means = (t for t in find_triggers(sentence) if t.role == MEANS)
    forms = tuple(pieces.covering(t.start, t.end) for t in means)
    for n, figure in enumerate(figures):
        if figure.scope == "running":
            raised = tuple(_pieces(pieces, f) for f in figures if f.part_of == n)
            yield _Total(_words(text, sentence, figure, pieces), raised, forms)


def _words(text: str, sentence: Sentence, figure: Figure, pieces: Pieces) -> Range:
    before = list(_TOTAL.finditer(text, sentence.start, figure.text.start))
    return pieces.covering(before[-1].start() if before else figure.text.start, figure.text.end)


def _pieces(pieces: Pieces, figure: Figure) -> Range:
    return pieces.covering(figure.text.start, figure.text.end)


def _holds(span: Range, part: Range) -> bool:
    return span[0] <= part[0] and part[1] <= span[1]
