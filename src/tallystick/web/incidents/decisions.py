"""The forms of the incident's page: each takes one decision, and comes back to the page with a sentence about it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from attrs import frozen
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tallystick.casebook.editions import ConflictError
from tallystick.commands import deciding, digests, history
from tallystick.commands.deciding import Decided
from tallystick.errors import TallystickError, UsageError
from tallystick.web.incidents.refusing import Refusal
from tallystick.web.incidents.showing import page_of
from tallystick.web.pages import PageRequest
from tallystick.web.sentences import sentence_of
from tallystick.web.undoing import require_undo
from tallystick.web.whole_numbers import whole


@frozen
class By:
    """Who decides, why, and the edition of the record that they saw."""

    who: str
    why: str
    seen: int | None


Act = Callable[[By], Decided]


def grade(request: PageRequest, incident: str) -> HttpResponse:
    """Gives the incident a grade in place of the machine's; the reason is the person's own."""
    form = request.POST
    documents = [line.strip() for line in form.get("documents", "").splitlines() if line.strip()]
    return decide(
        request,
        incident,
        lambda by: deciding.grade(
            request.book,
            incident,
            form.get("grade", ""),
            basis=form.get("basis") or None,
            documents=documents,
            reason=by.why,
            by=by.who,
            expected=by.seen,
        ),
    )


def sign(request: PageRequest, incident: str) -> HttpResponse:
    """Vouches for the incident as it stands."""
    return decide(
        request,
        incident,
        lambda by: deciding.sign(request.book, incident, reason=by.why, by=by.who, expected=by.seen),
        usual=_("As it stands"),
    )


def release(request: PageRequest, incident: str) -> HttpResponse:
    """Makes a signed incident public, or holds it back."""
    public = request.POST.get("public") == "yes"
    return decide(
        request,
        incident,
        lambda by: deciding.release(request.book, incident, public, reason=by.why, by=by.who, expected=by.seen),
    )


def undo(request: PageRequest, incident: str) -> HttpResponse:
    """Takes back a decision about the incident or a claim in it, where nobody decided about the same since.

    Raises UsageError for a decision that is about neither.
    """
    number = _decision(request, incident)
    require_undo(request, number)
    return decide(
        request,
        incident,
        lambda by: deciding.undo(request.book, number, reason=by.why, by=by.who, expected=by.seen),
        usual=_("Taken back"),
    )


def _decision(request: PageRequest, incident: str) -> int:
    asked = request.POST.get("decision", "")
    about = {str(d.number): d.number for d in history.decisions(request.book, incident)}
    if asked not in about:
        raise UsageError(f"Decision {asked or '(none)'} is not about {incident}; its history lists those that are.")
    return about[asked]


def decide(
    request: PageRequest,
    incident: str,
    act: Act,
    *,
    usual: str = "",
    then: str | None = None,
    anew: Callable[[Refusal], HttpResponse] | None = None,
) -> HttpResponse:
    """Takes a decision where the record is still as the person saw it and allows it; else the form again, which keeps
    what was given, and why.

    ``usual`` is the reason where the form gives none; ``then`` the incident to go to afterwards; ``anew`` makes the
    form's page where that is not the incident's own.
    """
    seen = whole(request.POST.get("edition", ""))
    why = request.POST.get("reason", "").strip() or usual
    try:
        taken = act(By(request.user.get_username(), why, seen))
    except TallystickError as error:
        refusal, status = _refusal(error)
        answer = anew(refusal) if anew else page_of(request, incident, refusal)
        answer.status_code = status
        return answer
    digests.catch_up(request.book)
    messages.success(request, taken.sentence)
    return redirect("incident", request.shelved.slug, then or incident)


def _refusal(error: TallystickError) -> tuple[Refusal, HTTPStatus]:
    if isinstance(error, ConflictError):
        return Refusal(error.meanwhile), HTTPStatus.CONFLICT
    return Refusal(sentence=sentence_of(error)), HTTPStatus.BAD_REQUEST
