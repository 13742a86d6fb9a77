"""Low, best and high of a figure, filled in by a named convention."""

from __future__ import annotations

from attrs import evolve

from tallystick.record import Figure
from tallystick.vocabulary.conventions import estimate


def with_estimate(figure: Figure, convention: str = "literal") -> Figure:
    """The figure with low, best and high by ``convention``; raises VocabularyError for an unknown one."""
    derived = estimate(figure, convention)
    return evolve(figure, low=derived.low, best=derived.best, high=derived.high)
