"""What the model's outputs mean: the classes of each head, in the order of its outputs."""

from __future__ import annotations

from typing import get_args

from tallystick.record import Certainty, Status
from tallystick.vocabulary.events import event_types

EVENTS: tuple[str, ...] = tuple(kind.id for kind in event_types())
STATUSES: tuple[Status, ...] = get_args(Status)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
MEASURES: tuple[str, ...] = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "detained",
    "abducted",
    "trapped",
    "displaced",
    "evacuated",
)
ROLES: tuple[str, ...] = ("source", "perpetrator", "victim", "place", "weapon", "time")
"""Roles whose words are marked by an own outside, begin, inside head each; figures have a head of measures."""

PLAIN, BEFORE, FIRST, INSIDE, AFTER = range(5)
"""Zones of a piece: of the plain pass, or where it stands to the claim of a marker pass."""
