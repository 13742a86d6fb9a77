"""Merges, splits and moves: a person says which claims tell of one incident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from tallystick import record
from tallystick.casebook.decided import DecisionEntry, entry, rejected
from tallystick.casebook.deciding import find_claim
from tallystick.casebook.errors import writing
from tallystick.casebook.identity import incident_id
from tallystick.casebook.incidents import find_incident, live, next_number
from tallystick.casebook.models import Claim, Decision, Incident, Membership
from tallystick.casebook.recording import By, write
from tallystick.casebook.sealing import changing
from tallystick.errors import CasebookError
from tallystick.serialising import to_plain


def merge(alias: str, into: str, other: str, by: By) -> DecisionEntry:
    """All claims of ``other`` come to ``into``, and the id of ``other`` leads there from now on.

    Raises CasebookError where both are one incident already.
    """
    with writing(alias):
        keeper, leaver = find_incident(alias, into), find_incident(alias, other)
        if keeper.number == leaver.number:
            raise CasebookError(f"{into} and {other} are one incident already; name two.")
        moving, staying = list(live(alias).filter(incident=leaver)), live(alias).filter(incident=keeper)
        if not moving:
            raise CasebookError(f"{incident_id(leaver.number)} has no claims; there is nothing to merge.")
        added = [document for document in leaver.principal_of if document not in keeper.principal_of]
        payload = _payload(moving, [row.claim_id for row in staying], keeper)
        payload |= {"redirected": incident_id(leaver.number), "principal_added": added}
        decision = write(alias, "merge", [incident_id(keeper.number), incident_id(leaver.number)], payload, by)
        with changing(alias, [keeper.number, leaver.number]):
            _replace(alias, moving, keeper, decision)
            leaver.merged_into = keeper
            keeper.principal_of = [*keeper.principal_of, *added]
            Incident.objects.using(alias).bulk_update([leaver, keeper], ["merged_into", "principal_of"])
        return entry(decision)


def split(alias: str, incident: str, claims: Sequence[str], by: By) -> tuple[str, DecisionEntry]:
    """Some claims of an incident become one of their own; its new id.

    Raises CasebookError for a claim that does not stand in the incident, for none, and for all of them.
    """
    with writing(alias):
        source, chosen = find_incident(alias, incident), list(dict.fromkeys(claims))
        rows = {row.claim_id: row for row in live(alias).filter(incident=source)}
        for claim in chosen:
            if claim not in rows:
                raise CasebookError(
                    f"{claim} does not stand in {incident}; `tallystick show {incident}` lists its claims."
                )
        staying = [claim for claim in rows if claim not in chosen]
        if not chosen or not set(staying) - rejected(alias, staying):
            raise CasebookError(f"A split leaves claims on both sides; name some of {incident}'s claims, not all.")
        moving, number = [rows[claim] for claim in chosen], next_number(alias)
        with changing(alias, [source.number, number]):
            target = _found(alias, number, find_claim(alias, chosen[0]))
            targets = [incident_id(source.number), incident_id(number), *chosen]
            decision = write(alias, "split", targets, _payload(moving, staying, target), by)
            _replace(alias, moving, target, decision)
        return incident_id(number), entry(decision)


def move(alias: str, claim: str, to: str, by: By) -> DecisionEntry:
    """A claim leaves the incident where it stands, if any, for another.

    The claims beside which it comes to stand, and those that it leaves, are kept where they are: otherwise linking
    could bring it back to those that it left, or part it from those that it was put to.

    Raises CasebookError where it stands there already.
    """
    with writing(alias):
        find_claim(alias, claim)
        target, row = find_incident(alias, to), live(alias).filter(claim=claim).first()
        if row is not None and row.incident_id == target.number:
            raise CasebookError(f"{claim} stands in {to} already; name another incident.")
        moving = [row if row is not None else Membership(claim_id=claim)]
        beside = live(alias).filter(incident__in=[target, *([row.incident] if row is not None else [])])
        kept = [claim_id for claim_id in beside.values_list("claim_id", flat=True) if claim_id != claim]
        decision = write(alias, "move", [claim, incident_id(target.number)], _payload(moving, kept, target), by)
        with changing(alias, [target.number, *([row.incident_id] if row is not None else [])]):
            _replace(alias, moving, target, decision)
        return entry(decision)


def _found(alias: str, number: int, claim: Claim) -> Incident:
    """A new incident told by ``claim``."""
    told = {"event": claim.event, "time": claim.data["time"], "place": claim.data["place"]}
    return Incident.objects.using(alias).create(number=number, **told)


def _payload(moving: Iterable[Membership], kept: list[str], to: Incident) -> dict[str, Any]:
    left = {row.claim_id: incident_id(row.incident_id) if row.pk is not None else None for row in moving}
    return {"moved": left, "kept": kept, "to": incident_id(to.number)}


def _replace(alias: str, rows: list[Membership], target: Incident, decision: Decision) -> None:
    """Ends the memberships ``rows`` and begins their like in ``target``.

    The evidence that joined a claim to another one holds where both move; else the decision is the evidence.
    """
    together, begun = {row.claim_id for row in rows}, []
    reason = to_plain([record.Evidence("decision", f"{decision.author}: {decision.reason}", 0.0)])
    for row in rows:
        new = Membership(claim_id=row.claim_id, incident=target, decided_by=decision.author, decision=decision)
        if row.joined_by in together:
            new.joined_by, new.score, new.evidence = row.joined_by, row.score, row.evidence
        else:
            new.evidence = reason
        begun.append(new)
    ended = [row.pk for row in rows if row.pk is not None]
    live(alias).filter(id__in=ended).update(ended_at=timezone.now(), ended_by=decision)
    Membership.objects.using(alias).bulk_create(begun)
