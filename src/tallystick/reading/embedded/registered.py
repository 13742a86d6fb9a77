"""The embedded reader as a reader of the registry."""

from __future__ import annotations

from pathlib import Path

from tallystick import __version__
from tallystick.reading.embedded.encoder import Network, shipped
from tallystick.reading.embedded.policy import reviewed, shipped_policy
from tallystick.reading.embedded.reader import read_with
from tallystick.record import Claim, Document, PlaceNames


class EmbeddedReader:
    """Reads with the network and the rules together, on one core, offline."""

    name = "embedded"

    def __init__(self, network: Network | None = None, learned: str = "") -> None:
        self._network = network
        self.version = f"{__version__}+{learned}" if learned else __version__

    def taught_by(self, folder: Path) -> EmbeddedReader:
        """The reader with what the reviews of the casebook in ``folder`` taught it; itself where nothing is in use.

        Raises ReaderError where that cannot be used.
        """
        # What `read`, which has no casebook, need not load.
        from tallystick.reading.embedded.review.remembering import Reheaded
        from tallystick.reading.embedded.review.stored import load

        network = shipped()
        learned = load(folder, network.heads)
        return EmbeddedReader(Reheaded(network, learned.heads), learned.version) if learned else self

    def read(self, document: Document, places: PlaceNames | None = None) -> tuple[Claim, ...]:
        """The claims of ``document`` in the order of the text; ``places`` says which words are known place names."""
        policy = reviewed(shipped_policy()) if self._network else shipped_policy()
        return read_with(self._network or shipped(), policy, document, places)
