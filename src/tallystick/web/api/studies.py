"""Operations on agreement between coders: studies are drawn, coded blind, compared and settled."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from django.contrib.auth.models import User
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status
from pydantic import Field

from tallystick.commands.digests import catch_up
from tallystick.commands.layouts import read_layout
from tallystick.errors import UsageError
from tallystick.serialising import to_plain
from tallystick.web.agreement import coding, studies
from tallystick.web.agreement.comparing import Pair, agreements, differences
from tallystick.web.agreement.models import Study
from tallystick.web.api.guarding import CallRequest, Named, Number, takes
from tallystick.web.api.records import note_opened
from tallystick.web.api.schemas import Id, Reason, gives
from tallystick.web.people.models import Membership
from tallystick.web.roles import may

router = Router(tags=["agreement"])
Value = Annotated[str, Field(max_length=500, pattern="^[^\x00]*$")]
Slots = dict[str, Value]
_PLAIN = gives(dict[str, Any])


class NewStudy(Schema):
    """A study to be drawn."""

    name: Annotated[str, Field(min_length=1, max_length=120, pattern="^[^\x00]*$")]
    share: Annotated[float, Field(gt=0, le=1, description="The share of the reports with claims that is drawn.")]
    first: Annotated[str, Field(max_length=150, description="Sign-in name of one coder.")]
    second: Annotated[str, Field(max_length=150)]


class Missed(Schema):
    """A claim that the coder adds: words that stand in the report just so, and its slots."""

    quote: Annotated[str, Field(min_length=1, max_length=5000)]
    slots: Slots


class Coded(Schema):
    """What a coder made of a report: for each of its claims the slots, and the claims that the reader missed."""

    document: Id
    codes: dict[str, Slots]
    added: Annotated[list[Missed], Field(default_factory=list, max_length=50)]


class Settled(Schema):
    """What a third person makes of a difference; it is decided in the casebook too."""

    claim: Id
    slot: Annotated[str, Field(max_length=32)]
    value: Value
    reason: Reason


@router.get("/studies", response=gives(list[dict[str, Any]]), operation_id="list_studies")
@takes("code")
def list_studies(request: CallRequest, casebook: Named) -> Any:
    """The studies, the newest first, with how far each coder is."""
    rows = Study.objects.filter(casebook=request.shelved.id).select_related("first", "second").order_by("-id")
    return [_told(request, study) for study in rows]


def _told(request: CallRequest, study: Study) -> dict[str, Any]:
    far = studies.standing(study)
    return {
        "study": study.pk,
        "name": study.name,
        "author": study.author,
        "at": study.at.isoformat(timespec="seconds"),
        "share": study.share,
        "seed": study.seed,
        "reports": far.total,
        "coders": {study.first.get_username(): far.first, study.second.get_username(): far.second},
        "mine": request.user.pk in (study.first_id, study.second_id),
        "done": far.done,
    }


@router.post("/studies", response=gives(dict[str, Any], 201), operation_id="draw_study")
@takes("review")
def draw_study(request: CallRequest, casebook: Named, told: NewStudy) -> Any:
    """Draw a share of the reports by lot, to be coded by two people of the casebook."""
    coders = _coder(request, told.first), _coder(request, told.second)
    author, seed = request.user.get_username(), secrets.randbelow(2**31)
    return Status(201, _told(request, studies.draw(request.book, told.name, told.share, coders, author, seed)))


def _coder(request: CallRequest, name: str) -> User:
    rows = Membership.objects.filter(casebook=request.shelved.id, active=True, user__is_active=True)
    found = rows.select_related("user").filter(user__username=name.replace("\x00", "")).first()
    if found is None or not may(found.role, "code"):
        raise UsageError(f"{name!r} is no coder of this casebook; give the sign-in names of two.")
    return found.user


@router.get("/studies/{study}/next", response=_PLAIN, operation_id="get_next_to_code")
@takes("code")
def get_next_to_code(request: CallRequest, casebook: Named, study: Number) -> Any:
    """The next report for the caller, one of the study's coders: what was read, and each claim's slots to begin from.

    ``report`` is null where all are coded. ``slots`` says what a slot may be.
    """
    row = _mine(request, study)
    document = studies.next_document(row, request.user)
    told = {"report": None, "claims": {}, "slots": to_plain(coding.slots())}
    far = {"coded": row.codings.filter(coder=request.user).count(), "reports": len(row.documents)}
    if document is None:
        return {**told, **far}
    report = studies.report(request.book, document)
    note_opened(request)
    claims = {claim.id: coding.of_claim(claim) for claim in report.claims}
    return {**told, **far, "report": read_layout(report, with_text=True), "claims": claims}


@router.post("/studies/{study}/codes", response=_PLAIN, operation_id="code_report")
@takes("code")
def code_report(request: CallRequest, casebook: Named, study: Number, told: Coded) -> Any:
    """Hand in what the caller, one of the study's coders, made of a report; what is handed in later replaces it."""
    row = _mine(request, study)
    if told.document not in row.documents:
        raise HttpError(404, "The study has no such report.")
    report = studies.report(request.book, told.document)
    known = {claim.id for claim in report.claims}
    if told.codes.keys() != known:
        raise UsageError(f"The report's claims are {', '.join(sorted(known))}; code each of them and no other.")
    codes = {claim: coding.checked(slots) for claim, slots in told.codes.items()}
    codes |= dict(coding.added(report.document, one.quote, one.slots) for one in told.added)
    studies.code(row, request.user, told.document, codes)
    return _told(request, row)


@router.get("/studies/{study}", response=_PLAIN, operation_id="get_agreement")
@takes("review")
def get_agreement(request: CallRequest, casebook: Named, study: Number) -> Any:
    """Agreement for each slot, and what is to be settled, once both coders are done."""
    row, pairs = _compared(request, study)
    settled = {(one.claim, one.slot): one for one in row.settlements.all()}
    found = []
    for one in differences(pairs):
        kept = settled.get((one.claim, one.slot.name))
        told = {name: getattr(kept, name) for name in ("value", "decision", "author", "reason")} if kept else None
        found.append({**to_plain(one), "slot": one.slot.name, "settled": told})
    slots = [{"slot": one.slot.name, "metric": one.slot.metric, **to_plain(one.found)} for one in agreements(pairs)]
    return {**_told(request, row), "claims": len(pairs), "agreement": slots, "differences": found}


@router.post("/studies/{study}/settle", response=gives(dict[str, Any], 201), operation_id="settle_difference")
@takes("review")
def settle_difference(request: CallRequest, casebook: Named, study: Number, told: Settled) -> Any:
    """Settle a difference between the coders; the claim is accepted, rejected or corrected in the casebook by it."""
    row, pairs = _compared(request, study)
    if (told.claim, told.slot) not in {(one.claim, one.slot.name) for one in differences(pairs)}:
        raise HttpError(404, "The coders do not differ there.")
    by = request.user.get_username()
    kept = studies.settle(request.book, row, told.claim, told.slot, told.value, reason=told.reason, by=by)
    catch_up(request.book)
    return Status(
        201, {name: getattr(kept, name) for name in ("claim", "slot", "value", "decision", "author", "reason")}
    )


def _study(request: CallRequest, study: int) -> Study:
    rows = Study.objects.select_related("first", "second")
    row = rows.filter(id=study, casebook=request.shelved.id).first()
    if row is None:
        raise HttpError(404, f"There is no study {study}.")
    return row


def _mine(request: CallRequest, study: int) -> Study:
    row = _study(request, study)
    if request.user.pk not in (row.first_id, row.second_id):
        raise HttpError(403, "Only the two coders of the study code its reports.")
    return row


def _compared(request: CallRequest, study: int) -> tuple[Study, list[Pair]]:
    """The study and both codings; of neither is anything told before both are done."""
    row = _study(request, study)
    if not studies.standing(row).done:
        raise UsageError("The study is still being coded; nothing of it is shown before both coders are done.")
    return row, list(studies.pairs(row))
