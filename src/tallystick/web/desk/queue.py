"""The queue: what is to be reviewed, the least sure first; and the decision on one row of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from tallystick.casebook import ConflictError
from tallystick.casebook.models import IncidentDigest
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.grades import grades
from tallystick.web.desk import listing
from tallystick.web.desk.filters import VERDICTS, Filters, claims_of, incidents_of
from tallystick.web.desk.saved import chips
from tallystick.web.pages import PageRequest
from tallystick.web.reports import deciding
from tallystick.web.reports.views import conflict
from tallystick.web.sources.listing import NAMED, blamed_most
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
    found = _queued(alias, filters)
    rows, after = listing.incidents_page(alias, found, listing.LEAST_SURE_INCIDENT, request.GET.get("after", ""))
    counts = None if request.htmx else listing.incident_counts(found)
    return {"rows": rows, "next": next_of(request, after), "counts": counts}


def _queued(alias: str, filters: Filters) -> QuerySet[IncidentDigest]:
    """The incidents of the queue: those with claims to review, where no verdict is asked for."""
    found = incidents_of(alias, filters)
    return found if filters.verdict else found.filter(unreviewed__gt=0)


def left(request: PageRequest) -> dict[str, Any]:
    """The tab of the queue that the person has open and what it counts now; nothing where another list is open."""
    address = urlsplit(request.htmx.current_url or "")
    if address.path != reverse("queue", args=[request.shelved.slug]):
        return {}
    asked, alias = QueryDict(address.query).dict(), request.book.casebook.alias
    tab, filters = asked.get("tab", "claims"), Filters.of(asked)
    if tab == "claims":
        return {"tab": tab, "counts": listing.claim_counts(claims_of(alias, filters))}
    return {"tab": tab, "counts": listing.incident_counts(_queued(alias, filters))}


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
        **choices(request.book.casebook.alias),
    }


def choices(alias: str) -> dict[str, Any]:
    """What the selects of the filters offer."""
    return {
        "event_types": event_types(),
        "grades": list(grades()),
        "verdicts": VERDICTS,
        "actors": blamed_most(alias, NAMED),
    }


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
    return render(request, "desk/claims-row.html", {"row": rows[0], "sentence": sentence, **left(request)})
