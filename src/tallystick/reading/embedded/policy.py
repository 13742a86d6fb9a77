"""The thresholds at which the model's word is taken; fitted on held-out training articles, kept beside the weights."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from attrs import frozen


@frozen
class Policy:
    """Probabilities from which on something is taken, and whether the rules are heard besides the model."""

    keep: float = 0.5
    """A span is a claim."""
    apart: float = 0.5
    """Two claims may share up to this part of the shorter one."""
    agreement: float = 0.5
    """Added to the log-odds of a span that the rules have, too; half of it is taken off where they have none near."""
    width: float = 1.0
    """Added to the log-odds for each e-fold of a span's length over the usual one."""
    second_event: float = 0.35
    """A span tells a second event, too."""
    role: float = 0.4
    """A word fills a role."""
    source: float = 0.85
    """A word names the source of a claim that the rules give none."""
    time: float = 0.5
    """A time dates the claim."""
    figure: float = 0.35
    """A figure that the grammar proposes belongs to the claim."""
    status: float = 0.85
    """The model's status is taken before the rules'."""
    certainty: float = 0.99
    """The model's certainty is taken before the rules'."""
    slope: float = 1.0
    """Of the line from the log-odds of a claim to the log-odds that a coder has it, too: its confidence."""
    offset: float = 0.0
    """Where that line meets even odds."""
    rules: bool = True
    """The rules' claims are judged, too, and chains of sources, times and munitions are theirs where they find any."""


@cache
def shipped_policy() -> Policy:
    """The policy that ships with the weights."""
    data = files("tallystick.reading.embedded") / "data" / "model.json"
    return Policy(**json.loads(data.read_text(encoding="utf-8"))["policy"])


@cache
def alone_policy() -> Policy:
    """The thresholds for the model without the rules, fitted in the same way: for comparison."""
    data = files("tallystick.reading.embedded") / "data" / "model.json"
    return Policy(**json.loads(data.read_text(encoding="utf-8"))["alone"])
