"""How a decision is written down."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from tallystick.casebook.batching import batches
from tallystick.casebook.decided import targets_of
from tallystick.casebook.models import Claim, Decision, DecisionTarget, Document
from tallystick.errors import UsageError


@frozen
class By:
    """Who decides, and why."""

    author: str
    reason: str


def write(
    alias: str, kind: str, targets: list[str], payload: dict[str, Any], by: By, reverses: Decision | None = None
) -> Decision:
    """Appends a decision; the next ``link`` takes up the reports of the claims that it speaks of.

    Raises UsageError where it has no author or no reason.
    """
    if not by.author.strip():
        raise UsageError("A decision needs an author; say who decides.")
    if not by.reason.strip():
        raise UsageError("A decision needs a reason; say why with --reason.")
    if "\x00" in by.author + by.reason:
        raise UsageError("The author or the reason holds a NUL character, which no casebook keeps; leave it out.")
    _to_be_linked(
        alias, {*_claims(targets, payload), *(_claims(reverses.targets, reverses.payload) if reverses else ())}
    )
    decision = Decision.objects.using(alias).create(
        kind=kind,
        targets=targets,
        payload=payload,
        author=by.author.strip(),
        reason=by.reason.strip(),
        reverses=reverses,
    )
    Decision.reversed_by.related.set_cached_value(decision, None)  # which nobody needs to look up of a new one
    spoken_of = (DecisionTarget(target=name, decision=decision.pk) for name in sorted(targets_of(decision)))
    DecisionTarget.objects.using(alias).bulk_create(spoken_of)
    return decision


def _claims(targets: list[str], payload: dict[str, Any]) -> set[str]:
    """Ids of the claims that a decision speaks of (and of incidents, which no claim bears)."""
    return {*targets, *payload.get("moved", ()), *payload.get("kept", ())}


def _to_be_linked(alias: str, claims: set[str]) -> None:
    for batch in batches(claims):
        spoken_of = Claim.objects.using(alias).filter(id__in=batch).values("document")
        Document.objects.using(alias).filter(id__in=spoken_of, linked=True).update(linked=False)
