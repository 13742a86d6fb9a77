"""Which figures of a clause belong to its claim: the model's odds with what the rules say."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.options import odds_of_figure
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.figures.parts import brings_up
from tallystick.record import Figure


def odds_of_figures(
    text: str, pieces: Pieces, candidate: Candidate, found: Sequence[Figure], by_rule: Sequence[Figure], policy: Policy
) -> list[float]:
    """The log-odds of each figure of ``found``; ``by_rule`` are those that the rules' claim has.

    A total that stands alone, or only with those who brought it up, is the claim's; so is what the rules count where
    the model counts nobody.
    """
    theirs = {(f.measure, f.text.start) for f in by_rule}
    odds = [odds_of_figure(pieces, candidate, f.text) for f in found]
    if all(value < policy.figure for value in odds):
        agreed = (policy.figure_rule * ((f.measure, f.text.start) in theirs) for f in found)
        odds = [value + bonus for value, bonus in zip(odds, agreed, strict=True)]
    total = next((n for n, f in enumerate(found) if f.scope == "running"), None)
    if total is not None and all(f is found[total] or brings_up(text, f, found) for f in found):
        odds[total] += policy.total
    return odds


def renumbered(figures: Sequence[Figure], keep: Sequence[bool]) -> tuple[Figure, ...]:
    """The kept figures; ``part_of`` counted anew, and left out where the whole was."""
    numbers = {old: new for new, old in enumerate(i for i, kept in enumerate(keep) if kept)}
    return tuple(
        evolve(figure, part_of=None if figure.part_of is None else numbers.get(figure.part_of))
        for figure, kept in zip(figures, keep, strict=True)
        if kept
    )
