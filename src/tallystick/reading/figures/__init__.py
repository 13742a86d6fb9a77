"""The figure grammar: who was counted, how many, and what happened to them, as the words of a clause say it."""

from tallystick.reading.figures.estimates import with_estimate
from tallystick.reading.figures.finder import find_figures
from tallystick.reading.figures.numbers import number_value

__all__ = ["find_figures", "number_value", "with_estimate"]
