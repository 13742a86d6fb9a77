"""How an event is told: whether it occurred, and how sure the report presents it."""

from __future__ import annotations

from tallystick.reading.stance.certainty import certainty
from tallystick.reading.stance.status import status

__all__ = ["certainty", "status"]
