"""An incident in a list accepted as it was read: all of its claims that nobody judged, and that taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tallystick.casebook.editions import ConflictError
from tallystick.casebook.identity import incident_number
from tallystick.casebook.models import IncidentDigest
from tallystick.commands import deciding, digests, history
from tallystick.commands.casebooks import Book
from tallystick.commands.deciding import Decided
from tallystick.errors import UsageError
from tallystick.web.desk import listing
from tallystick.web.desk.queue import left
from tallystick.web.incidents.refusing import Refusal
from tallystick.web.incidents.showing import page_of
from tallystick.web.pages import PageRequest
from tallystick.web.whole_numbers import whole

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry

CONFLICT = 409


def accept(request: PageRequest, incident: str) -> HttpResponse:
    """Accepts the incident's claims that nobody judged, or takes that back; the row as it then stands."""
    current = request.book.casebook.resolve_incident(incident)
    if request.POST.get("act") == "undo":
        return _taken_back(request, current)
    seen = [edition for told in request.POST.getlist("edition") if (edition := whole(told)) is not None]
    reason, by = request.POST.get("reason", "").strip() or _("As read"), request.user.get_username()
    try:
        taken = accept_all(request.book, current, reason=reason, by=by, expected=max(seen) if seen else None)
    except ConflictError as conflict:
        return _conflict(request, current, conflict)
    numbers = [one.decision.number for one in taken]
    said = ngettext(
        "%(n)d claim of %(incident)s is accepted.", "%(n)d claims of %(incident)s are accepted.", len(numbers)
    )
    return _row(request, current, said % {"n": len(numbers), "incident": current}, {"taken": numbers})


def accept_all(book: Book, incident: str, *, reason: str, by: str, expected: int | None) -> list[Decided]:
    """Accepts the claims of an incident that nobody judged; ``expected`` is the last decision that the person saw.

    Raises ConflictError where somebody decided since, UsageError where there is nothing to accept.
    """
    meanwhile = _since(book, incident, expected) if expected is not None else ()
    if meanwhile:
        raise ConflictError(meanwhile)
    unjudged = _unjudged(book, incident)
    if not unjudged:
        raise UsageError(_("All its claims are judged; there is nothing to accept."))
    return [deciding.accept(book, claim, reason=reason, by=by, expected=expected) for claim in unjudged]


def _unjudged(book: Book, incident: str) -> list[str]:
    """The claims that nobody accepted or rejected; who added one vouches for it."""
    told = history.review(book, incident)
    added = {name for d in told.decisions if d.kind == "add" and d.reversed_by is None for name in d.targets}
    return [name for name in book.casebook.claims_in(incident) if name not in told.verdicts and name not in added]


def _since(book: Book, incident: str, seen: int) -> tuple[DecisionEntry, ...]:
    return tuple(d for d in book.casebook.decisions(incident) if d.number > seen)


def _taken_back(request: PageRequest, incident: str) -> HttpResponse:
    by = request.user.get_username()
    asked = {whole(number) for number in request.POST.getlist("number")}
    own = [
        d.number
        for d in request.book.casebook.decisions(incident)
        if d.number in asked and d.kind == "accept" and d.author == by and d.reversed_by is None
    ]
    if not own:
        raise UsageError(_("There is no decision to take back; load the page again."))
    for number in reversed(own):
        deciding.undo(request.book, number, reason=_("Taken back"), by=by)
    said = ngettext("%(n)d decision is taken back.", "%(n)d decisions are taken back.", len(own))
    return _row(request, incident, said % {"n": len(own)}, {})


def _conflict(request: PageRequest, incident: str, conflict: ConflictError) -> HttpResponse:
    if not request.htmx:
        answer = page_of(request, incident, Refusal(conflict.meanwhile))
        answer.status_code = CONFLICT
        return answer
    told = {"incident": incident, "meanwhile": conflict.meanwhile, "edition": conflict.meanwhile[-1].number}
    return render(request, "incidents/accept-conflict.html", told, status=CONFLICT)


def _row(request: PageRequest, incident: str, said: str, more: dict[str, Any]) -> HttpResponse:
    digests.catch_up(request.book)
    if not request.htmx:
        messages.success(request, said)
        answer = redirect("queue", casebook=request.shelved.slug)
        answer["Location"] += "?tab=incidents"
        return answer
    alias = request.book.casebook.alias
    found = IncidentDigest.objects.using(alias).filter(pk=incident_number(incident))
    rows, _after = listing.incidents_page(alias, found, listing.LEAST_SURE_INCIDENT, "")
    return render(request, "desk/incidents-row.html", {"row": rows[0], "sentence": said, **more, **left(request)})
