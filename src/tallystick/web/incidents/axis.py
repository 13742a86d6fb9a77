"""A number axis of a picture: where a value stands, in per cent of the width, so that the picture fits any screen."""

from __future__ import annotations

import math
from collections.abc import Collection

from attrs import frozen

_MARGIN = 6.0
"""Per cent left free on both sides, where the arrows of open ends go."""
_TICKS = 6
_PAD = 0.15


@frozen
class Tick:
    """A labelled place of the axis."""

    value: int
    x: str


@frozen
class Axis:
    """The axis from ``low`` to ``high``, both marked."""

    low: int
    high: int
    step: int

    def at(self, value: float) -> float:
        """Where ``value`` stands, in per cent from the left."""
        share = (value - self.low) / (self.high - self.low)
        return _MARGIN + share * (100 - 2 * _MARGIN)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The places that are labelled."""
        return tuple(Tick(v, percent(self.at(v))) for v in range(self.low, self.high + 1, self.step))


def percent(x: float) -> str:
    """A share of the width as SVG writes it, in every language with a point."""
    return f"{x:.2f}%"


def axis(values: Collection[int]) -> Axis:
    """An axis of round numbers on which all ``values`` (whole numbers from 0) stand."""
    least, most = min(values, default=0), max(values, default=0)
    pad = max(1, math.ceil((most - least) * _PAD))
    least, most = max(0, least - pad), most + pad
    step = _step((most - least) / (_TICKS - 1))
    low = least // step * step
    return Axis(low, low + step * math.ceil((most - low) / step), step)


def _step(at_least: float) -> int:
    """The least of 1, 2, 5, 10, 20, 50 ... that is not below ``at_least``."""
    power: int = 10 ** max(0, math.floor(math.log10(max(at_least, 1))))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= at_least)
