"""Krippendorff's alpha: agreement beyond chance, for any number of coders, with values missing.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha = 1 - D_o / D_e, where D_o is the
disagreement observed within units and D_e the one expected if values were given to units by chance. A unit that fewer
than two coders valued says nothing and is left out. The metric says how far two values differ: ``nominal`` 0 or 1,
``interval`` the square of their difference, ``ratio`` the square of their difference over their sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from itertools import permutations

from attrs import frozen

Value = Hashable
Metric = Callable[[Value, Value], float]


@frozen
class Agreement:
    """How far coders agree on a slot."""

    alpha: float | None
    """1 is full agreement, 0 what chance would give, below 0 worse; None where all values are one or none compare."""
    units: int
    """How many units at least two coders valued."""
    same: int
    """In how many of them all values are one."""


def nominal(one: Value, other: Value) -> float:
    """0 for the same value, else 1."""
    return float(one != other)


def interval(one: Value, other: Value) -> float:
    """The square of the difference of two numbers, or of the days between two dates."""
    return (_number(one) - _number(other)) ** 2


def ratio(one: Value, other: Value) -> float:
    """The square of the difference of two numbers over their sum; 0 for two zeros."""
    first, second = _number(one), _number(other)
    return ((first - second) / (first + second)) ** 2 if first + second else 0.0


def agreement(units: Iterable[Sequence[Value | None]], metric: Metric = nominal) -> Agreement:
    """Alpha over ``units``, each the values that the coders gave it (None where one gave none)."""
    valued = [[value for value in unit if value is not None] for unit in units]
    paired = [unit for unit in valued if len(unit) > 1]
    alike = sum(len(set(unit)) == 1 for unit in paired)
    return Agreement(_alpha(paired, metric), len(paired), alike)


def _alpha(units: list[list[Value]], metric: Metric) -> float | None:
    observed = sum(sum(metric(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    counts = Counter(value for unit in units for value in unit)
    total = sum(counts.values())
    by_chance = sum(metric(a, b) * counts[a] * counts[b] for a in counts for b in counts)
    return 1 - observed * (total - 1) / by_chance if by_chance else None


def _number(value: Value) -> float:
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, int | float):
        return float(value)
    raise TypeError(f"{value!r} is neither a number nor a day.")
