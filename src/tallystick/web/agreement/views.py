"""Pages of agreement: studies, the blind coding of a report, the agreement reached, and adjudication."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from attrs import frozen
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tallystick.errors import UsageError
from tallystick.record import Claim
from tallystick.web.agreement import coding, studies
from tallystick.web.agreement.comparing import Difference, agreements, differences
from tallystick.web.agreement.models import Settlement, Study
from tallystick.web.pages import PageRequest
from tallystick.web.people.models import Membership
from tallystick.web.roles import may

_ADDED = 3
"""Empty forms for missed claims below those of the reader."""


@frozen
class Field:
    """A slot of the form, and what stands in it."""

    slot: coding.Slot
    name: str
    value: str


@frozen
class Settled:
    """A difference with what was decided of it, if anything."""

    difference: Difference
    settlement: Settlement | None


def agreement(request: PageRequest) -> HttpResponse:
    """The studies of the casebook, and the form for a new one."""
    if request.method == "POST":
        return _draw(request)
    rows = Study.objects.filter(casebook=request.shelved.id).select_related("first", "second").order_by("-id")
    told = [(study, studies.standing(study), request.user.pk in (study.first_id, study.second_id)) for study in rows]
    return render(request, "agreement/studies.html", {"studies": told, "coders": _coders(request)})


def _coders(request: PageRequest) -> list[User]:
    members = Membership.objects.filter(casebook=request.shelved.id).select_related("user").order_by("user__username")
    return [member.user for member in members if may(member.role, "code") and member.user.is_active]


def _draw(request: PageRequest) -> HttpResponse:
    known = {str(user.pk): user for user in _coders(request)}
    chosen = (known.get(request.POST.get("first", "")), known.get(request.POST.get("second", "")))
    try:
        share = float(request.POST.get("share", "")) / 100
    except ValueError:
        share = 0.0
    if chosen[0] is None or chosen[1] is None:
        raise UsageError(_("Choose two coders of this casebook."))
    name, author = request.POST.get("name", ""), request.user.get_username()
    study = studies.draw(request.book, name, share, (chosen[0], chosen[1]), author, secrets.randbelow(2**31))
    messages.success(request, _("The study is drawn: %d reports.") % len(study.documents))
    return redirect("agreement", casebook=request.shelved.slug)


def code(request: PageRequest, study: int) -> HttpResponse:
    """The next report of a study for one of its coders; what is handed in is kept and the next one comes."""
    row = _study(request, study)
    if request.user.pk not in (row.first_id, row.second_id):
        raise PermissionDenied
    if request.method == "POST":
        _keep(request, row)
        return redirect("agreement-code", casebook=request.shelved.slug, study=row.pk)
    document = studies.next_document(row, request.user)
    if document is None:
        messages.success(request, _("You have coded all reports of this study."))
        return redirect("agreement", casebook=request.shelved.slug)
    report = studies.report(request.book, document)
    forms = [(claim, _fields(claim)) for claim in report.claims]
    blank = [(f"added{number}", _blank(f"added{number}")) for number in range(_ADDED)]
    done = row.codings.filter(coder=request.user).count()
    words = {"study": row, "report": report, "forms": forms, "blank": blank, "done": done, "of": len(row.documents)}
    return render(request, "agreement/code.html", words)


def _fields(claim: Claim) -> list[Field]:
    values = coding.of_claim(claim)
    return [Field(slot, f"{claim.id}:{slot.name}", values[slot.name]) for slot in coding.slots()]


def _blank(key: str) -> list[Field]:
    return [Field(slot, f"{key}:{slot.name}", "") for slot in coding.slots() if slot.name != coding.VERDICT]


def _keep(request: PageRequest, study: Study) -> None:
    document = request.POST.get("document", "")
    if document not in study.documents:
        raise Http404
    report = studies.report(request.book, document)
    codes = {claim.id: coding.checked(_given(request, claim.id)) for claim in report.claims}
    for number in range(_ADDED):
        quote, given = request.POST.get(f"added{number}:quote", ""), _given(request, f"added{number}")
        if quote.strip():
            key, slots = coding.added(report.document, quote, {name: v for name, v in given.items() if v})
            codes[key] = slots
    studies.code(study, request.user, document, codes)


def _given(request: PageRequest, key: str) -> dict[str, str]:
    return {slot.name: request.POST.get(f"{key}:{slot.name}", "") for slot in coding.slots()}


def result(request: PageRequest, study: int) -> HttpResponse:
    """Agreement for each slot and what is to be settled, once both coders are done."""
    row = _study(request, study)
    far = studies.standing(row)
    if not far.done:
        raise UsageError(_("The study is still being coded; nothing of it is shown before both coders are done."))
    if request.method == "POST":
        _settle(request, row)
        return redirect("agreement-result", casebook=request.shelved.slug, study=row.pk)
    pairs = list(studies.pairs(row))
    found = {"agreements": agreements(pairs), "differences": list(_settled(row, differences(pairs)))}
    return render(request, "agreement/result.html", {"study": row, "claims": len(pairs), **found})


def _settled(study: Study, found: Iterator[Difference]) -> Iterator[Settled]:
    known = {(row.claim, row.slot): row for row in study.settlements.all()}
    yield from (Settled(one, known.get((one.claim, one.slot.name))) for one in found)


def _settle(request: PageRequest, study: Study) -> None:
    told = {name: request.POST.get(name, "").strip() for name in ("claim", "slot", "value", "other", "reason")}
    open_ = {(d.claim, d.slot.name) for d in differences(studies.pairs(study))}
    if (told["claim"], told["slot"]) not in open_:
        raise Http404
    value, by = told["other"] or told["value"], request.user.get_username()
    studies.settle(request.book, study, told["claim"], told["slot"], value, reason=told["reason"], by=by)
    messages.success(request, _("Settled."))


def _study(request: PageRequest, study: int) -> Study:
    row = Study.objects.select_related("first", "second").filter(id=study, casebook=request.shelved.id).first()
    if row is None:
        raise Http404
    return row
