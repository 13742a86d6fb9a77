"""Who says what: attributions with their chains, and which one governs a clause."""

from __future__ import annotations

from tallystick.reading.sources.attribution import Attribution
from tallystick.reading.sources.finding import find_attributions, is_denial, is_opinion, source_of

__all__ = ["Attribution", "find_attributions", "is_denial", "is_opinion", "source_of"]
