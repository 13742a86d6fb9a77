"""Decisions about claims and grades, and the undoing of any decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tallystick import record
from tallystick.casebook.correcting import checked, corrected
from tallystick.casebook.decided import STRUCTURAL, UNDO, DecisionEntry, corrections, entry
from tallystick.casebook.errors import writing
from tallystick.casebook.identity import incident_id
from tallystick.casebook.incidents import find_incident
from tallystick.casebook.models import Claim, Decision
from tallystick.casebook.recording import By, write
from tallystick.casebook.undoing import take_back
from tallystick.errors import CasebookError, VocabularyError
from tallystick.serialising import from_plain
from tallystick.vocabulary.grades import grades


def find_claim(alias: str, claim: str) -> Claim:
    """The stored claim with that id; raises CasebookError where there is none."""
    row = Claim.objects.using(alias).select_related("document").filter(id=claim).first()
    if row is None:
        raise CasebookError(f"The casebook has no claim {claim}; `tallystick show INCIDENT` lists the claims.")
    return row


def judge(alias: str, kind: str, claim: str, by: By) -> DecisionEntry:
    """Accepts or rejects a claim (``kind`` ``accept`` or ``reject``); the latest verdict stands."""
    with writing(alias):
        return entry(write(alias, kind, [find_claim(alias, claim).id], {}, by))


def correct(alias: str, claim: str, changes: Mapping[str, Any], by: By) -> DecisionEntry:
    """Gives slots of a claim anew; the claim as it was read is kept."""
    with writing(alias):
        row = find_claim(alias, claim)
        now = corrected(from_plain(row.data, record.Claim), corrections(alias).get(claim, {}))
        payload = checked(now, changes, row.document.text)
        return entry(write(alias, "correct", [claim], payload, by))


def grade(alias: str, incident: str, value: str, by: By) -> DecisionEntry:
    """Gives an incident a grade in place of the machine's.

    Raises VocabularyError where it is not a grade.
    """
    if value not in grades():
        raise VocabularyError(f"{value!r} is not a grade; choose one of {', '.join(grades())}.")
    with writing(alias):
        number = find_incident(alias, incident).number
        return entry(write(alias, "grade", [incident_id(number)], {"grade": value}, by))


def undo(alias: str, number: int, by: By) -> DecisionEntry:
    """Takes a decision back by a new one; what later merges, splits and moves built on cannot be undone before them.

    Raises CasebookError for an unknown number, an undo, or a decision that is undone already or built upon.
    """
    with writing(alias):
        row = Decision.objects.using(alias).filter(id=number).first()
        if row is None:
            raise CasebookError(f"The casebook has no decision {number}.")
        if row.kind == UNDO:
            raise CasebookError(f"Decision {number} is itself an undo; take the first decision again instead.")
        if Decision.objects.using(alias).filter(reverses=row).exists():
            raise CasebookError(f"Decision {number} is undone already.")
        undoing = write(alias, UNDO, list(row.targets), {}, by, reverses=row)
        if row.kind in STRUCTURAL:
            take_back(alias, row, undoing)
        return entry(undoing)
