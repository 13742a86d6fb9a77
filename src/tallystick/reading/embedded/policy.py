"""At which odds something is taken; fitted on articles that the model had not seen, kept beside the weights."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files

from attrs import evolve, field, frozen

Line = tuple[float, float]
"""Slope and offset of the line from raw log-odds to those with which a coder agrees."""


@frozen
class Policy:
    """Thresholds. Those of slots are log-odds; ``..._rule`` is what is added where the rules choose the same words."""

    least: float = 0.3
    """A span of at least this first judgement is looked at more closely."""
    rivals: int = 1
    """Of spans over the same words so many are looked at more closely, the likeliest."""
    keep: float = 0.45
    """A span is a claim."""
    counted: float = 0.25
    """So it is from here on where the rules have it, too, and a number of dead would else be lost."""
    sketch: float = 0.0
    """Weight of the first judgement beside the closer one."""
    apart: float = 0.5
    """Two claims may share up to this part of the shorter one."""
    agreement: float = 0.5
    """Added to the log-odds of a span that the rules have, too; half of it is taken off where they have none near."""
    width: float = 1.0
    """Added to the log-odds for each e-fold of a span's length over the usual one."""
    event_rule: float = 2.0
    """Added to the log-odds of the types that the rules give to the same words; so for status and certainty."""
    span_cue: float = 6.0
    """Added besides where words tell the rules that it is a count over days ("killed in air strikes in August")."""
    status_rule: float = 4.0
    status_cue: float = 8.0
    """Added where words tell the rules that it did not simply occur ("threatened to", "denied")."""
    certainty_rule: float = 8.0
    word: float = 0.6
    """A piece is one of the words that fill a role."""
    party: float = -1.0
    party_rule: float = 2.0
    place: float = -2.0
    place_rule: float = 2.0
    time: float = 1.0
    time_rule: float = 6.0
    time_aside: float = 6.0
    """Added besides to the time of "nearly a week after the strike": the model saw few of them."""
    source: float = -1.0
    source_rule: float = 6.0
    weapon: float = 2.0
    """A munition that the rules do not know."""
    unseen: float = -1.0
    """Log-odds of words that the rules choose and the model did not look at, too far off or none at all."""
    figure: float = -3.0
    """A figure that the grammar proposes belongs to the claim."""
    figure_rule: float = 2.0
    """Added to those that the rules have, too, where none of the clause would."""
    total: float = 4.0
    """Added to the log-odds of a total that stands alone ("the toll rose to 45"): the model saw few of them."""
    lines: dict[str, Line] = field(factory=dict, hash=False)
    """For the claim and each slot, the line that makes its log-odds calibrated."""

    def confidence(self, slot: str, odds: float) -> float:
        """The calibrated probability that a coder agrees, from log-odds; ``slot`` is ``claim`` or a slot's name."""
        slope, offset = self.lines.get(slot, (1.0, 0.0))
        return round(probability(slope * odds + offset), 3)


def reviewed(policy: Policy) -> Policy:
    """The policy of a reader that people's decisions taught: what they rejected, the rules do not bring back."""
    return evolve(policy, counted=policy.keep)


def probability(odds: float) -> float:
    """The probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def log_odds(probability: float) -> float:
    """The log-odds of a probability, kept within five thousandths of a per cent of sure."""
    inside = min(max(probability, 5e-5), 1 - 5e-5)
    return math.log(inside / (1 - inside))


@cache
def shipped_policy() -> Policy:
    """The policy that ships with the weights."""
    data = files("tallystick.reading.embedded") / "data" / "model.json"
    return as_policy(json.loads(data.read_text(encoding="utf-8"))["policy"])


def as_policy(plain: dict[str, object]) -> Policy:
    """The policy from its fields as JSON gives them."""
    lines = plain.get("lines", {})
    assert isinstance(lines, dict)
    known = {name: (float(slope), float(offset)) for name, (slope, offset) in lines.items()}
    return Policy(**{**plain, "lines": known})  # type: ignore[arg-type]
