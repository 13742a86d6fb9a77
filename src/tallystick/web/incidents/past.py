"""Every change of an incident and its claims, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from tallystick.web.incidents.opened import Opened, Ref
from tallystick.web.labels import label

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry


@frozen
class Change:
    """A decision; ``details`` says what it changed, ``refs`` which claims of the incident it spoke of."""

    number: int
    kind: str
    author: str
    at: str
    reason: str
    details: str
    refs: tuple[Ref, ...]
    undoes: int | None
    undone_by: int | None

    @property
    def can_be_undone(self) -> bool:
        """True where it stands and is itself no undoing."""
        return self.undone_by is None and self.undoes is None


def past(opened: Opened) -> tuple[Change, ...]:
    """The decisions about the incident, undone ones too."""
    return tuple(_change(opened, decision) for decision in reversed(opened.review.decisions))


def _change(opened: Opened, decision: DecisionEntry) -> Change:
    return Change(
        decision.number,
        decision.kind,
        decision.author,
        decision.at,
        decision.reason,
        _details(decision),
        tuple(opened.refs(decision.targets)),
        decision.reverses,
        decision.reversed_by,
    )


def _details(decision: DecisionEntry) -> str:
    payload = decision.payload
    if decision.kind == "grade":
        return label(payload["grade"])
    if decision.kind == "release":
        return label("public" if payload["public"] else "held")
    if decision.kind == "correct":
        return ", ".join(label(slot) for slot in sorted(payload))
    if "moved" in payload:
        origins = sorted({origin for origin in payload["moved"].values() if origin})
        return f"{', '.join(origins) or '–'} → {payload['to']}"
    return ""
