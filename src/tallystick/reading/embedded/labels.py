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
"""Roles of a claim, each marked by an own head of outside, begin, inside; figures have a head of measures."""
PARTS: tuple[str, ...] = ("source", "content")
"""Roles of an attribution, told by the pass that marks its cue; each with outside, begin, inside."""

NONE, BEFORE, FIRST, INSIDE, AFTER = range(5)
"""Zones of a piece in a marker pass: padding, or where the piece stands to the marked claim."""
CUE_BEFORE, CUE_FIRST, CUE_INSIDE, CUE_AFTER = range(5, 9)
"""The same for a pass that marks the cue of an attribution."""
ZONES = 9
