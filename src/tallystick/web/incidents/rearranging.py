"""Merge, split and move: chosen, previewed with both resulting ranges and grades, then confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from tallystick.commands import deciding, previewing
from tallystick.commands.layouts import ends_words
from tallystick.commands.previewing import Preview
from tallystick.errors import TallystickError, UsageError
from tallystick.record import CaseFile
from tallystick.web.incidents.decisions import decide
from tallystick.web.incidents.neighbours import near
from tallystick.web.incidents.opened import Opened, opened
from tallystick.web.incidents.refusing import NONE, Refusal
from tallystick.web.incidents.voices import voices
from tallystick.web.labels import people
from tallystick.web.pages import PageRequest
from tallystick.web.sentences import sentence_of


def merge(request: PageRequest, incident: str, refusal: Refusal = NONE) -> HttpResponse:
    """Another incident becomes part of this one."""
    other = _other(request.POST or request.GET)
    if request.method == "POST" and not refusal:
        return decide(
            request,
            incident,
            lambda by: deciding.merge(request.book, incident, other, reason=by.why, by=by.who, expected=by.seen),
            anew=lambda why: merge(request, incident, why),
        )
    found = opened(request.book, incident)
    preview = (
        _tried(request, [incident, other], lambda: previewing.merge(request.book, incident, other)) if other else {}
    )
    listed = {"other": other, "near": near(request.book, found.case.incident), "refusal": refusal}
    return _page(request, found, "merge", listed | preview)


def split(request: PageRequest, incident: str, refusal: Refusal = NONE) -> HttpResponse:
    """Some claims become an incident of their own."""
    claims = (request.POST or request.GET).getlist("claim")
    if request.method == "POST" and not refusal:
        return decide(
            request,
            incident,
            lambda by: deciding.split(request.book, incident, claims, reason=by.why, by=by.who, expected=by.seen),
            anew=lambda why: split(request, incident, why),
        )
    found = opened(request.book, incident)
    preview = _tried(request, [incident], lambda: previewing.split(request.book, incident, claims)) if claims else {}
    listed = {"claims": claims, "voices": voices(found), "refusal": refusal}
    return _page(request, found, "split", listed | preview)


def move(request: PageRequest, incident: str, refusal: Refusal = NONE) -> HttpResponse:
    """One claim goes to another incident.

    Raises UsageError for a claim that does not stand in this one.
    """
    chosen = request.POST or request.GET
    claim, to = chosen.get("claim", ""), _other(chosen)
    found = opened(request.book, incident)
    if claim and claim not in found.claims:
        raise UsageError(f"{claim} does not stand in {incident}; choose one of its claims.")
    if request.method == "POST" and not refusal:
        return decide(
            request,
            incident,
            lambda by: deciding.move(request.book, claim, to, reason=by.why, by=by.who, expected=by.seen),
            then=to if len(found.claims) == 1 else None,
            anew=lambda why: move(request, incident, why),
        )
    asked = bool(claim and to)
    preview = _tried(request, [claim, to], lambda: previewing.move(request.book, claim, to)) if asked else {}
    listed = {"claims": [claim], "other": to, "voices": voices(found), "near": near(request.book, found.case.incident)}
    return _page(request, found, "move", listed | {"refusal": refusal} | preview)


def _other(chosen: QueryDict) -> str:
    """The other incident: the id that was typed, else the near one that was chosen."""
    return chosen.get("other", "").strip() or chosen.get("near", "")


def _tried(request: PageRequest, targets: list[str], preview: Callable[[], Preview]) -> dict[str, Any]:
    """The preview's two sides and the edition that it is of, or why the decision cannot be taken."""
    try:
        edition = request.book.casebook.edition(*targets)
        found = preview()
    except TallystickError as error:
        return {"refused": sentence_of(error)}
    before = {case.incident.id: case for case in found.before}
    return {
        "preview": True,
        "edition": edition,
        "before": [_side(case) for case in found.before],
        "after": [_side(case, before.get(case.incident.id)) for case in found.after],
    }


def _side(case: CaseFile, was: CaseFile | None = None) -> dict[str, Any]:
    """One incident of a preview: its grade and its ranges, and which of them differ from what they were."""
    figures = {(f.measure, f.group): ends_words(f) for f in case.assessment.figures}
    old = {(f.measure, f.group): ends_words(f) for f in was.assessment.figures} if was else {}
    return {
        "case": case,
        "new": was is None,
        "regraded": was is not None and was.assessment.grade != case.assessment.grade,
        "figures": [
            {
                "measure": m,
                "people": "" if g == "all" else people(g, case.registry.actors),
                "ends": ends,
                "changed": was is not None and old.get((m, g)) != ends,
            }
            for (m, g), ends in figures.items()
        ],
    }


def _page(request: PageRequest, found: Opened, act: str, more: dict[str, Any]) -> HttpResponse:
    context = {"opened": found, "incident": found.case.incident, "act": act, "given": request.POST or request.GET}
    return render(request, "incidents/rearrange.html", context | more)
