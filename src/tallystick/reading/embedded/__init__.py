"""The trained reader: a small network finds claims and what fills their slots, the rules say what exactly it means."""

from __future__ import annotations

from tallystick.reading.embedded.reader import read, read_with

__all__ = ["read", "read_with"]
