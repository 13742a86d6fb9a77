"""Takes back a merge, a split or a move: every claim that it moved returns to where it stood."""

from __future__ import annotations

from django.utils import timezone

from tallystick.casebook.decided import STRUCTURAL, about, standing
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.incidents import find_incident, live
from tallystick.casebook.models import Decision, Incident, Membership
from tallystick.errors import CasebookError


def take_back(alias: str, decision: Decision, undoing: Decision) -> None:
    """Puts memberships and redirects back to what they were before ``decision``.

    Raises CasebookError where a later decision moved the same claims on, or merged away where they would return to.
    """
    _refuse_built_upon(alias, decision)
    live(alias).filter(decision=decision).update(ended_at=timezone.now(), ended_by=undoing)
    if decision.kind == "merge":
        _part(alias, decision)
    before = Membership.objects.using(alias).filter(ended_by=decision).order_by("id")
    Membership.objects.using(alias).bulk_create([_again(alias, row) for row in before])


def touched_by(alias: str, decision: Decision) -> set[int]:
    """Numbers of the incidents that ``take_back`` may change."""
    payload = decision.payload
    named = {payload["to"], payload.get("redirected"), *payload["moved"].values()} - {None}
    numbers = set(live(alias).filter(decision=decision).values_list("incident_id", flat=True))
    for name in named:
        numbers |= {incident_number(name), find_incident(alias, name).number}
    return numbers


def _refuse_built_upon(alias: str, decision: Decision) -> None:
    moved, origins = set(decision.payload["moved"]), set(decision.payload["moved"].values())
    names = {name for name in moved | origins if name is not None}
    for later in about(alias, names, standing(alias, *STRUCTURAL).filter(id__gt=decision.pk)):
        if moved & later.payload["moved"].keys() or later.payload.get("redirected") in origins:
            raise CasebookError(f"Decision {later.pk} builds on decision {decision.pk}; undo {later.pk} first.")


def _part(alias: str, decision: Decision) -> None:
    """The merged incident is one of its own again, and the other no longer has its principal reports."""
    incidents, added = Incident.objects.using(alias), set(decision.payload["principal_added"])
    incidents.filter(number=incident_number(decision.payload["redirected"])).update(merged_into=None)
    keeper = incidents.get(number=incident_number(decision.payload["to"]))
    principal = [document for document in keeper.principal_of if document not in added]
    incidents.filter(number=keeper.number).update(principal_of=principal)


def _again(alias: str, row: Membership) -> Membership:
    """The membership as it was, as if it had never ended: it belongs to the decision, if any, that began it."""
    return Membership(
        claim_id=row.claim_id,
        incident=find_incident(alias, incident_id(row.incident_id)),
        joined_by=row.joined_by,
        score=row.score,
        evidence=row.evidence,
        decided_by=row.decided_by,
        joined_at=row.joined_at,
        decision_id=row.decision_id,
    )
