"""The embedded reader as a reader of the registry."""

from __future__ import annotations

from tallystick import __version__
from tallystick.reading.embedded.reader import read
from tallystick.record import Claim, Document, PlaceNames


class EmbeddedReader:
    """Reads with the shipped network and the rules together, on one core, offline."""

    name = "embedded"
    version = __version__

    def read(self, document: Document, places: PlaceNames | None = None) -> tuple[Claim, ...]:
        """The claims of ``document`` in the order of the text; ``places`` says which words are known place names."""
        return read(document, places)
