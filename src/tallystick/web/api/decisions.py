"""Operations that decide: each takes a reason and gives the decision as the history tells it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Router
from ninja.responses import Status

from tallystick.commands import deciding
from tallystick.commands.digests import catch_up
from tallystick.commands.layouts import decided_layout
from tallystick.web.api import schemas
from tallystick.web.api.guarding import CallRequest, Named, Number, require, takes
from tallystick.web.incidents.accepting import accept_all
from tallystick.web.roles import act_of

router = Router(tags=["decisions"])
Decide = Callable[..., deciding.Decided]
_DECIDED = schemas.gives(schemas.Decided, 201)


def _decided(request: CallRequest, told: schemas.Because, decide: Decide, *what: Any, **words: Any) -> Status[Any]:
    known = {} if told.expected is None else {"expected": told.expected}
    taken = decide(request.book, *what, reason=told.reason, by=request.user.get_username(), **known, **words)
    catch_up(request.book)
    return Status(201, decided_layout(taken))


@router.post("/claims/{path:claim}/accept", response=_DECIDED, operation_id="accept_claim")
@takes("code")
def accept_claim(request: CallRequest, casebook: Named, claim: str, told: schemas.Because) -> Any:
    """Vouch for a claim as it was read."""
    return _decided(request, told, deciding.accept, claim)


@router.post("/claims/{path:claim}/reject", response=_DECIDED, operation_id="reject_claim")
@takes("code")
def reject_claim(request: CallRequest, casebook: Named, claim: str, told: schemas.Because) -> Any:
    """Take a claim out of the record; it is kept and counts nowhere."""
    return _decided(request, told, deciding.reject, claim)


@router.post("/claims/{path:claim}/correct", response=_DECIDED, operation_id="correct_claim")
@takes("code")
def correct_claim(request: CallRequest, casebook: Named, claim: str, told: schemas.Correction) -> Any:
    """Give slots of a claim anew; the claim as read is kept."""
    return _decided(request, told, deciding.correct, claim, told.changes)


@router.post("/reports/{path:document}/claims", response=_DECIDED, operation_id="add_claim")
@takes("code")
def add_claim(request: CallRequest, casebook: Named, document: str, told: schemas.NewClaim) -> Any:
    """Add a claim that the reader missed."""
    return _decided(request, schemas.Because(reason=told.reason), deciding.add_claim, document, told.slots)


@router.post("/claims/{path:claim}/move", response=_DECIDED, operation_id="move_claim")
@takes("review")
def move_claim(request: CallRequest, casebook: Named, claim: str, told: schemas.Move) -> Any:
    """Move a claim to another incident."""
    return _decided(request, told, deciding.move, claim, told.to)


@router.post("/incidents/{incident}/merge", response=_DECIDED, operation_id="merge_incidents")
@takes("review")
def merge_incidents(request: CallRequest, casebook: Named, incident: str, told: schemas.Merge) -> Any:
    """Bring all claims of another incident into this one."""
    return _decided(request, told, deciding.merge, incident, told.other)


@router.post("/incidents/{incident}/split", response=_DECIDED, operation_id="split_incident")
@takes("review")
def split_incident(request: CallRequest, casebook: Named, incident: str, told: schemas.Split) -> Any:
    """Make some claims of an incident one of their own."""
    return _decided(request, told, deciding.split, incident, told.claims)


@router.post(
    "/incidents/{incident}/accept", response=schemas.gives(dict[str, Any], 201), operation_id="accept_incident"
)
@takes("code")
def accept_incident(request: CallRequest, casebook: Named, incident: str, told: schemas.Because) -> Any:
    """Vouch for all claims of an incident that nobody judged, as they were read; ``decisions`` has one for each."""
    current, by = request.book.casebook.resolve_incident(incident), request.user.get_username()
    taken = accept_all(request.book, current, reason=told.reason, by=by, expected=told.expected)
    catch_up(request.book)
    return Status(201, {"decisions": [decided_layout(one) for one in taken]})


@router.post("/incidents/{incident}/grade", response=_DECIDED, operation_id="grade_incident")
@takes("review")
def grade_incident(request: CallRequest, casebook: Named, incident: str, told: schemas.Grade) -> Any:
    """Give an incident a grade; the machine's stays beside it."""
    return _decided(request, told, deciding.grade, incident, told.grade, basis=told.basis, documents=told.documents)


@router.post("/incidents/{incident}/sign", response=_DECIDED, operation_id="sign_incident")
@takes("review")
def sign_incident(request: CallRequest, casebook: Named, incident: str, told: schemas.Because) -> Any:
    """Vouch for an incident as it stands."""
    return _decided(request, told, deciding.sign, incident)


@router.post("/incidents/{incident}/release", response=_DECIDED, operation_id="release_incident")
@takes("publish")
def release_incident(request: CallRequest, casebook: Named, incident: str, told: schemas.Release) -> Any:
    """Make a signed incident public, or hold it back."""
    return _decided(request, told, deciding.release, incident, told.public)


@router.post("/decisions/{number}/undo", response=_DECIDED, operation_id="undo_decision")
@takes("code")
def undo_decision(request: CallRequest, casebook: Named, number: Number, told: schemas.Because) -> Any:
    """Take a decision back; that takes the act that the decision itself takes."""
    require(request, act_of(request.book.casebook.decision(number).kind))
    return _decided(request, told, deciding.undo, number)
