"""Totals as pictures of the page: bars along time, and lines from low to high in the rows of a table.

Widths are in per cent and heights in pixels, so that words keep their size on any screen.
"""

from __future__ import annotations

import math
from urllib.parse import urlencode

from attrs import frozen

from tallystick.web.atlas.bins import Bin, Timeline
from tallystick.web.atlas.filters import Filters
from tallystick.web.atlas.sums import Totals
from tallystick.web.atlas.totals import Share
from tallystick.web.incidents.axis import Axis, percent

BARS_HEIGHT = 90
COLUMNS_HEIGHT = 180
_LABELS = 7
_LAST_LABEL = 92
"""Per cent of the width after which a label would not fit."""
_MANY = 48


@frozen
class Bar:
    """A bin of a timeline; ``chosen`` where it lies in the days that are asked for."""

    bin: Bin
    x: str
    width: str
    y: str
    height: str
    chosen: bool
    label: str
    query: str
    """The address of its days, the other filters kept."""


def bars(line: Timeline, filters: Filters) -> tuple[Bar, ...]:
    """The bars of a timeline, each as high as its number of incidents; some carry their label."""
    slot, every = 100 / max(1, len(line.bins)), math.ceil(len(line.bins) / _LABELS)
    found, rest = [], urlencode(filters.always().pairs())
    for number, one in enumerate(line.bins):
        height = math.ceil(BARS_HEIGHT * one.totals.incidents / max(1, line.most))
        chosen = (not filters.start or one.last >= filters.start) and (not filters.end or one.first <= filters.end)
        x, label = percent(number * slot), one.label if number % every == 0 and number * slot < _LAST_LABEL else ""
        query = f"{rest}{'&' if rest else ''}since={one.first}&until={one.last}"
        found.append(Bar(one, x, percent(slot * 0.85), str(BARS_HEIGHT - height), str(height), chosen, label, query))
    return tuple(found)


@frozen
class Span:
    """A sum from low to high with a mark at its best."""

    start: str
    end: str
    at: str
    open: bool
    totals: Totals


@frozen
class Line:
    """A row of a breakdown with its two sums; None where there is no incident in it."""

    share: Share
    sure: Span | None
    unsure: Span | None


def scale(shares: tuple[Share, ...]) -> Axis:
    """The axis of a breakdown, from 0 to a round number that is not below any high."""
    most = max((max(share.sure.high, share.unsure.high) for share in shares), default=0)
    step = 10 ** max(0, math.floor(math.log10(max(most, 1))))
    step = next(step * share // 10 or 1 for share in (1, 2, 5, 10, 20) if step * share // 10 * 5 >= most or share == 20)
    return Axis(0, step * max(1, math.ceil(most / step)), step)


def lines(shares: tuple[Share, ...], axis: Axis) -> tuple[Line, ...]:
    """The rows of a breakdown, drawn from left to right."""
    return tuple(Line(share, _span(share.sure, axis), _span(share.unsure, axis)) for share in shares)


def _span(totals: Totals, axis: Axis) -> Span | None:
    if not totals.incidents:
        return None
    start, end, at = (percent(axis.at(value)) for value in (totals.low, totals.high, totals.best))
    return Span(start, end, at, totals.open > 0, totals)


@frozen
class Column:
    """A month with its two sums, drawn upward."""

    share: Share
    x: str
    beside: str
    """Where the second sum stands."""
    sure: Span | None
    unsure: Span | None
    label: str


@frozen
class Columns:
    """Killed by month; ``ticks`` are heights with their numbers."""

    columns: tuple[Column, ...]
    ticks: tuple[tuple[str, int], ...]

    @property
    def dense(self) -> bool:
        """True where there are so many that their marks are to be small."""
        return len(self.columns) > _MANY


def columns(shares: tuple[Share, ...], axis: Axis) -> Columns:
    """The months side by side, from their low to their high."""
    slot, every = 100 / max(1, len(shares)), math.ceil(len(shares) / _LABELS)
    found = tuple(
        Column(
            share,
            percent((number + 0.4) * slot),
            percent((number + 0.65) * slot),
            _upward(share.sure, axis),
            _upward(share.unsure, axis),
            share.label if number % every == 0 and number * slot < _LAST_LABEL else "",
        )
        for number, share in enumerate(shares)
    )
    return Columns(found, tuple((_height(tick.value, axis), tick.value) for tick in axis.ticks))


def _upward(totals: Totals, axis: Axis) -> Span | None:
    if not totals.incidents:
        return None
    start, end, at = (_height(value, axis) for value in (totals.low, totals.high, totals.best))
    return Span(start, end, at, totals.open > 0, totals)


def _height(value: int, axis: Axis) -> str:
    return f"{COLUMNS_HEIGHT * (1 - (value - axis.low) / (axis.high - axis.low)):.1f}"
