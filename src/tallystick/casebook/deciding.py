"""Decisions about claims and grades, and the undoing of any decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tallystick import record
from tallystick.casebook.adding import ADD, take_out
from tallystick.casebook.correcting import checked, corrected
from tallystick.casebook.decided import STRUCTURAL, UNDO, DecisionEntry, corrections, entry, rejected
from tallystick.casebook.errors import writing
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.incidents import claims_in, find_incident, homes
from tallystick.casebook.models import Claim, Decision, Document, Incident
from tallystick.casebook.primary import Published, names_a_report
from tallystick.casebook.recording import By, write
from tallystick.casebook.registry.deciding import refuse_built_upon
from tallystick.casebook.sealing import changing, intact
from tallystick.casebook.undoing import take_back, touched_by
from tallystick.errors import CasebookError, UsageError, VocabularyError
from tallystick.serialising import from_plain
from tallystick.vocabulary.grades import confirmation_of, grades


def find_claim(alias: str, claim: str) -> Claim:
    """The stored claim with that id; raises CasebookError where there is none."""
    row = Claim.objects.using(alias).select_related("document").filter(id=claim).first()
    if row is None:
        raise CasebookError(f"The casebook has no claim {claim}; `tallystick show INCIDENT` lists the claims.")
    return row


def judge(alias: str, kind: str, claim: str, by: By) -> DecisionEntry:
    """Accepts or rejects a claim (``kind`` ``accept`` or ``reject``); the latest verdict stands."""
    with writing(alias):
        places, stands = _places(alias, [claim]), not rejected(alias, [claim])
        with intact(alias, places) if kind == "accept" and stands else changing(alias, places):
            return entry(write(alias, kind, [find_claim(alias, claim).id], {}, by))


def _places(alias: str, claims: Collection[str]) -> set[int]:
    """Numbers of the incidents in which ``claims`` are placed."""
    return {incident_number(home) for home in homes(alias, claims).values()}


def correct(alias: str, claim: str, changes: Mapping[str, Any], by: By) -> DecisionEntry:
    """Gives slots of a claim anew; the claim as it was read is kept."""
    with writing(alias):
        row = find_claim(alias, claim)
        now = corrected(from_plain(row.data, record.Claim), corrections(alias, [claim]).get(claim, {}))
        payload = checked(now, changes, row.document.text)
        return entry(write(alias, "correct", [claim], payload, by))


def grade(
    alias: str, incident: str, value: str, by: By, basis: str | None = None, documents: Sequence[str] = ()
) -> DecisionEntry:
    """Gives an incident a grade in place of the machine's; ``basis`` and ``documents`` say what it rests on.

    Raises VocabularyError where it is not a grade, or the basis none that bears it; UsageError where documents are
    named and are no basis, or are the basis and none is named beside the reports themselves.
    """
    if value not in grades():
        raise VocabularyError(f"{value!r} is not a grade; choose one of {', '.join(grades())}.")
    confirmation_of(value, basis)
    with writing(alias):
        row = find_incident(alias, incident)
        payload = {"grade": value, **_basis(alias, row, basis, documents)}
        return entry(write(alias, "grade", [incident_id(row.number)], payload, by))


def _basis(alias: str, incident: Incident, basis: str | None, documents: Sequence[str]) -> dict[str, Any]:
    if basis != "documents":
        if documents:
            raise UsageError("Documents are named that the grade does not rest on; give the basis documents with them.")
        return {"basis": basis} if basis else {}
    told = Document.objects.using(alias).filter(claims__in=claims_in(alias, incident)).distinct()
    reports = [Published(*names) for names in told.values_list("id", "path", "publisher", "title")]
    if all(names_a_report(document, reports) for document in documents):
        raise UsageError(
            "Published reports alone verify nothing; name the primary evidence that was seen (a death certificate)."
        )
    return {"basis": basis, "documents": list(documents)}


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
        refuse_built_upon(alias, row)
        touched = touched_by(alias, row) if row.kind in STRUCTURAL else _places(alias, row.targets)
        with changing(alias, touched):
            undoing = write(alias, UNDO, list(row.targets), {}, by, reverses=row)
            if row.kind in STRUCTURAL:
                take_back(alias, row, undoing)
            elif row.kind == ADD:
                take_out(alias, row, undoing)
        return entry(undoing)
