"""Figures of a claim: the model points at words, the figure grammar says what number stands there."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from tallystick.reading.figures import find_figures
from tallystick.reading.llm.grounding import Ground
from tallystick.reading.llm.refusals import Tally
from tallystick.record import Figure, Span
from tallystick.vocabulary.measures import measures

_CARRIER = " were killed"
"""What makes a clause of words that only count; the measure that it says is not used."""


def count(
    pointed: Sequence[tuple[str, str]], ground: Ground, clause: Span, event: str, tally: Tally
) -> tuple[Figure, ...]:
    """The figures that the model ``pointed`` at (words and measure); those of the clause first, in its order.

    Number and bound are the grammar's reading of the clause, or of the words alone where the clause's reading has
    nothing there; only the measure is the model's. Words that are not in the window or hold no number are refused.
    """
    read = find_figures(ground.text, clause.start, clause.end, event)
    kept: list[Figure | None] = [None] * len(read)
    alone: list[Figure] = []
    for words, measure in pointed:
        span = _grounded(words, measure, ground, clause, tally)
        if span is None:
            continue
        at = _covered(read, span)
        if at is not None:
            kept[at] = kept[at] or evolve(read[at], measure=measure)
        elif figure := _alone(ground.text, span, measure):
            alone.append(figure)
        else:
            tally.refuse("figure", "words without a number")
    known = {(figure.text.start, figure.text.end) for figure in kept if figure}
    return (*_renumbered(kept), *(f for f in alone if (f.text.start, f.text.end) not in known))


def _grounded(words: str, measure: str, ground: Ground, clause: Span, tally: Tally) -> Span | None:
    if measure not in measures():
        tally.refuse("measure", "values outside the vocabulary")
        return None
    span = ground.nearest(words, clause)
    if span is None:
        tally.refuse("figure", "words that are not in the article")
    return span


def _covered(read: Sequence[Figure], span: Span) -> int | None:
    """Index of the figure of which ``span`` covers most, the first of several; None where it touches none."""
    touched = [i for i, figure in enumerate(read) if figure.text.overlaps(span)]
    return max(touched, key=lambda i: _share(read[i].text, span), default=None)


def _share(figure: Span, span: Span) -> float:
    return (min(figure.end, span.end) - max(figure.start, span.start)) / (figure.end - figure.start)


def _alone(text: str, span: Span, measure: str) -> Figure | None:
    """What the grammar reads in the words by themselves."""
    for words in (span.exact, span.exact + _CARRIER):
        for figure in find_figures(words):
            if figure.text.end <= len(span.exact):
                place = Span.of(text, span.start + figure.text.start, span.start + figure.text.end)
                return evolve(figure, measure=measure, text=place, part_of=None)
    return None


def _renumbered(kept: Sequence[Figure | None]) -> tuple[Figure, ...]:
    """The kept figures; ``part_of`` counted anew, and left out where the whole was."""
    numbers = {old: new for new, old in enumerate(i for i, figure in enumerate(kept) if figure)}
    return tuple(
        evolve(f, part_of=numbers.get(f.part_of) if f.part_of is not None else None) for f in kept if f is not None
    )
