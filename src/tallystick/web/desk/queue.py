"""The queue: what is to be reviewed, the least sure first; and the decision on one row of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from tallystick.casebook import ConflictError
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.grades import grades
from tallystick.web.desk import listing
from tallystick.web.desk.filters import VERDICTS, Filters, claims_of, incidents_of
from tallystick.web.desk.saved import chips
from tallystick.web.pages import PageRequest
from tallystick.web.reports import deciding
from tallystick.web.reports.views import conflict
from tallystick.web.undoing import require_undo

_TABS = ("claims", "incidents")


def queue(request: PageRequest) -> HttpResponse:
    """Claims or incidents to review; for htmx the next rows alone."""
    tab = request.GET.get("tab", "claims")
    if tab not in _TABS:
        raise Http404
    filters = Filters.of(request.GET.dict())
    seen = (_claims if tab == "claims" else _incidents)(request, filters)
    if request.htmx:
        return render(request, f"desk/{tab}-rows.html", seen)
    return render(request, "desk/queue.html", {"tab": tab, **seen, **_around(request, filters)})


def _claims(request: PageRequest, filters: Filters) -> dict[str, Any]:
    alias = request.book.casebook.alias
    found = claims_of(alias, filters)
    begun = request.GET.get("after", "")
    if not begun and not request.htmx:
        rows, after, counts = listing.first_claims(alias, found)
        return {"rows": rows, "next": next_of(request, after), "counts": counts}
    rows, after = listing.claims_page(alias, found, begun)
    return {
        "rows": rows,
        "next": next_of(request, after),
        "counts": None if request.htmx else listing.claim_counts(found),
    }


def _incidents(request: PageRequest, filters: Filters) -> dict[str, Any]:
    alias = request.book.casebook.alias
    found = incidents_of(alias, filters)
    found = found if filters.verdict else found.filter(unreviewed__gt=0)
    rows, after = listing.incidents_page(alias, found, listing.LEAST_SURE_INCIDENT, request.GET.get("after", ""))
    counts = None if request.htmx else listing.incident_counts(found)
    return {"rows": rows, "next": next_of(request, after), "counts": counts}


def next_of(request: PageRequest, after: str) -> str:
    """The query of the next page; empty where there is none."""
    query = request.GET.copy()
    query["after"] = after
    return query.urlencode() if after else ""


def _around(request: PageRequest, filters: Filters) -> dict[str, Any]:
    return {
        "page_name": "queue",
        "filters": filters,
        "chips": chips(request, "queue"),
        "query": request.GET.urlencode(),
        "rejections": deciding.usual_rejections(),
        **choices(),
    }


def choices() -> dict[str, Any]:
    """What the selects of the filters offer."""
    return {"event_types": event_types(), "grades": list(grades()), "verdicts": VERDICTS}


def decide(request: PageRequest, id: str) -> HttpResponse:  # noqa: A002 - the route's own name
    """A decision on a row of the queue; the row as it then stands."""
    asked = deciding.Asked.of(request.POST.dict(), request.user.get_username())
    if asked.act == "undo":
        require_undo(request, deciding.number_of(asked))
    try:
        sentence = deciding.decide(request.book, id, asked)
    except ConflictError as error:
        return conflict(request, id, error, f'tr[data-claim="{id}"]', "outerHTML")
    if not request.htmx:
        messages.success(request, sentence)
        return redirect("queue", casebook=request.shelved.slug)
    rows = listing.claim_rows(request.book.casebook.alias, [id])
    return render(request, "desk/claims-row.html", {"row": rows[0], "sentence": sentence})
