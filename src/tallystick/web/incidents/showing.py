"""The page of an incident."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from tallystick.casebook.releasing import SIGNERS
from tallystick.vocabulary.events import event_type
from tallystick.vocabulary.grades import bases, confirmations, grades
from tallystick.web.incidents.accounts import accounts
from tallystick.web.incidents.course import course
from tallystick.web.incidents.links import links
from tallystick.web.incidents.opened import Opened, choices, opened, rules_of
from tallystick.web.incidents.past import past
from tallystick.web.incidents.picture import pictures
from tallystick.web.incidents.refusing import NONE, Refusal
from tallystick.web.incidents.scales import scales
from tallystick.web.incidents.voices import voices
from tallystick.web.incidents.whereabouts import whereabouts
from tallystick.web.pages import PageRequest


def incident(request: PageRequest, incident: str) -> HttpResponseBase:
    """The incident explained; an id that was merged leads to where it went."""
    current = request.book.casebook.resolve_incident(incident)
    if current != incident:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        answer = redirect("incident", request.shelved.slug, current)
        answer["Location"] += query
        return answer
    return page_of(request, current)


def page_of(request: PageRequest, incident: str, refusal: Refusal = NONE) -> HttpResponse:
    """The page; after a decision that was refused, with why and with what the person had given."""
    found = opened(request.book, incident, rules_of(request.book, request.GET))
    context = {
        **_explained(found),
        **_standing(request, found),
        "edition": found.review.edition,
        "refusal": refusal,
        "given": request.POST,
    }
    return render(request, "incidents/incident.html", context)


def _explained(found: Opened) -> dict[str, Any]:
    case = found.case
    return {
        "opened": found,
        "case": case,
        "incident": case.incident,
        "assessment": case.assessment,
        "event": event_type(case.incident.event),
        "pictures": pictures(found),
        "voices": voices(found),
        "accounts": accounts(found),
        "course": course(found),
        "links": links(found),
        "place": whereabouts(case.incident.place),
        "scales": scales(found),
        "rules": found.rules,
        "standard": found.standing,
        "choices": choices(),
        "asked": urlencode({"convention": found.rules.convention, "method": found.rules.method}),
    }


def _standing(request: PageRequest, found: Opened) -> dict[str, Any]:
    release = found.release
    return {
        "past": past(found),
        "release": release,
        "signers": SIGNERS,
        "signed_by_me": request.user.get_username() in release.signers,
        "grades": grades(),
        "bases": bases(),
        "confirmation_says": confirmations().get(found.case.assessment.confirmation, ""),
        "grade_says": grades().get(found.case.assessment.grade or "", ""),
    }
