"""What was refused of the model's answers, counted."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from attrs import define, field, frozen

Slot = Literal[
    "claim", "event", "trigger", "status", "certainty", "source", "cue", "perpetrator", "victim", "place", "time",
    "weapon", "measure", "figure",
]  # fmt: skip
Reason = Literal[
    "words that are not in the article",
    "words that are no clause", "values outside the vocabulary", "words without a number",
    "words without a date", "parts that are malformed", "claims beyond the most that are taken",
]  # fmt: skip


@frozen
class Refusal:
    """How often something was refused for one slot and one reason."""

    slot: Slot
    reason: Reason
    count: int


@define
class Tally:
    """Counts refusals while a document is read."""

    _counts: Counter[tuple[Slot, Reason]] = field(factory=Counter)

    def refuse(self, slot: Slot, reason: Reason, count: int = 1) -> None:
        """Counts ``count`` more."""
        self._counts[slot, reason] += count

    def refusals(self) -> tuple[Refusal, ...]:
        """What was counted, slot by slot."""
        return tuple(Refusal(slot, reason, count) for (slot, reason), count in sorted(self._counts.items()))


def sentence(refusals: tuple[Refusal, ...]) -> str:
    """One sentence for the user on ``refusals``, which must not be empty."""
    by_reason: dict[str, list[str]] = {}
    for refusal in refusals:
        by_reason.setdefault(refusal.reason, []).append(f"{refusal.slot} {refusal.count}")
    told = [f"{reason} ({', '.join(slots)})" for reason, slots in by_reason.items()]
    return f"The model's answers held what was refused: {'; '.join(told)}."
