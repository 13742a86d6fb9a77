"""Marker passes: crops of a window's states around spans, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from tallystick.reading.embedded.crops import Range, Reach, crop, zones
from tallystick.reading.embedded.encoder import Network
from tallystick.reading.embedded.heads import Floats
from tallystick.reading.embedded.pieces import Window

_BATCH = 4


@frozen
class Look:
    """What a marker pass saw: the pieces ``seen`` around ``span``, and their states (pieces, width)."""

    span: Range
    seen: Range
    states: Floats

    @property
    def mean_and_first(self) -> Floats:
        """Mean state and first state of the marked pieces, side by side."""
        first, last = self.span[0] - self.seen[0], min(self.span[1], self.seen[1]) - self.seen[0]
        return np.concatenate([self.states[first:last].mean(0), self.states[first]])


def looks(network: Network, window: Window, states: Floats, spans: Sequence[Range], reach: Reach) -> Iterator[Look]:
    """A look at each of ``spans``, which lie in ``window``; ``states`` (pieces of the window, width)."""
    crops = [(crop(s, (window.first, window.last), reach), s) for s in spans]
    crops.sort(key=lambda one: one[0][1] - one[0][0])
    for at in range(0, len(crops), _BATCH):
        batch = crops[at : at + _BATCH]
        width = max(b - a for (a, b), _ in batch)
        given = np.zeros((len(batch), width, states.shape[1]), dtype=np.float32)
        zone, mask = (np.zeros((len(batch), width), dtype=np.int64) for _ in range(2))
        for row, ((a, b), span) in enumerate(batch):
            given[row, : b - a] = states[a - window.first : b - window.first]
            zone[row, : b - a] = zones(span, (a, b), reach)
            mask[row, : b - a] = 1
        found = network.marked(given, zone, mask)
        for row, (seen, span) in enumerate(batch):
            yield Look(span, seen, found[row, : seen[1] - seen[0]])
