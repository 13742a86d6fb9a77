"""Networks with other heads, and networks that answer the same question once."""

from __future__ import annotations

from hashlib import sha256

from tallystick.reading.embedded.encoder import Ints, Network
from tallystick.reading.embedded.heads import Floats, Heads
from tallystick.reading.embedded.pieces import Pieces, Window


class Reheaded:
    """A network with other heads, itself unchanged."""

    def __init__(self, network: Network, heads: Heads) -> None:
        self.heads = heads
        self._network = network

    def window(self, pieces: Pieces, features: Ints, window: Window) -> tuple[Floats, Floats]:
        """As the network gives them."""
        return self._network.window(pieces, features, window)

    def marked(self, states: Floats, zones: Ints, mask: Ints) -> Floats:
        """As the network gives them."""
        return self._network.marked(states, zones, mask)


class Remembering:
    """A network that keeps what it gave for one document: with other heads it need not run again."""

    def __init__(self, network: Network) -> None:
        self.heads = network.heads
        self._network = network
        self._windows: dict[Window, tuple[Floats, Floats]] = {}
        self._marked: dict[bytes, Floats] = {}

    def window(self, pieces: Pieces, features: Ints, window: Window) -> tuple[Floats, Floats]:
        """As the network gives them."""
        if window not in self._windows:
            self._windows[window] = self._network.window(pieces, features, window)
        return self._windows[window]

    def marked(self, states: Floats, zones: Ints, mask: Ints) -> Floats:
        """As the network gives them."""
        key = sha256(states.tobytes() + zones.tobytes() + mask.tobytes()).digest()
        if key not in self._marked:
            self._marked[key] = self._network.marked(states, zones, mask)
        return self._marked[key]
