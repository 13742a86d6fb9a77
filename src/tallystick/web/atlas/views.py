"""The map with its timeline, and the overview."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from tallystick.casebook.models import IncidentDigest
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.grades import grades
from tallystick.web.atlas import charts, drawing
from tallystick.web.atlas.bins import Timeline, timeline
from tallystick.web.atlas.cells import MOST, cells, plain, unplaced
from tallystick.web.atlas.filters import Filters
from tallystick.web.atlas.kept import kept
from tallystick.web.atlas.totals import Overview, covered, sums
from tallystick.web.pages import PageRequest
from tallystick.web.sources.listing import NAMED, blamed_most

_LISTED = 40


def map_page(request: PageRequest) -> HttpResponse:
    """The map, the timeline and the list of what is in view; for htmx the latter two alone."""
    filters = Filters.of(request.GET)
    line = _timeline(request, filters)
    context = {
        **_choices(request, filters),
        "line": line,
        "bars": drawing.bars(line, filters),
        "bars_height": drawing.BARS_HEIGHT,
        "listed": _listed(request, filters),
        "more": _LISTED,
    }
    return render(request, "atlas/linked.html" if _partly(request) else "atlas/map.html", context)


def map_data(request: PageRequest) -> JsonResponse:
    """The circles and areas of what is asked for at ``zoom``, and how many incidents no map can show."""
    filters = Filters.of(request.GET)
    zoom = int(asked) if (asked := request.GET.get("zoom", "")).isdecimal() and len(asked) < 3 else 0
    found = kept(request.shelved, f"cells-{zoom}", filters.query, lambda: _drawn(request, filters, zoom))
    return JsonResponse(found)


def _drawn(request: PageRequest, filters: Filters, zoom: int) -> dict[str, Any]:
    alias = request.book.casebook.alias
    found = cells(filters.rows(alias), zoom)
    left_out = unplaced(filters.everywhere().rows(alias))
    return {"cells": [plain(cell) for cell in found], "unplaced": left_out, "capped": len(found) >= MOST}


def timeline_data(request: PageRequest) -> JsonResponse:
    """The incidents by day, month or year: of all days, so that some can be chosen among them."""
    line = _timeline(request, Filters.of(request.GET))
    bins = [
        {"from": b.first, "to": b.last, "incidents": b.totals.incidents, "killed": b.totals.words} for b in line.bins
    ]
    return JsonResponse({"unit": line.unit, "undated": line.undated, "bins": bins})


def overview_page(request: PageRequest) -> HttpResponse:
    """Killed by month, event, grade, confirmation and informant."""
    filters = Filters.of(request.GET)
    found = overview_of(request, filters)
    breakdowns = [_breakdown(name, found) for name in charts.titles() if name != "month"]
    months = found.shares["month"]
    context = {
        **_choices(request, filters),
        "found": found,
        "breakdowns": breakdowns,
        "month": _breakdown("month", found),
        "columns": drawing.columns(months, drawing.scale(months)),
        "columns_height": drawing.COLUMNS_HEIGHT,
    }
    return render(request, "atlas/overview.html", context)


def chart(request: PageRequest, chart: str, form: str) -> HttpResponse:
    """A breakdown as a file.

    Raises Http404 for a breakdown or a form that there is none of.
    """
    if chart not in charts.titles() or form not in charts.FORMS:
        raise Http404
    filters = Filters.of(request.GET)
    media_type, make = charts.FORMS[form]
    shares = overview_of(request, filters).shares[chart]
    language = getattr(request, "LANGUAGE_CODE", "en")
    drawn = kept(request.shelved, f"{chart}.{form}.{language}", filters.query, lambda: make(chart, shares))
    answer = HttpResponse(drawn, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{request.shelved.slug}-{chart}.{form}"'
    return answer


def _partly(request: PageRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _timeline(request: PageRequest, filters: Filters) -> Timeline:
    asked, alias = filters.always(), request.book.casebook.alias
    return kept(request.shelved, "timeline", asked.query, lambda: timeline(asked, alias))


def overview_of(request: PageRequest, filters: Filters) -> Overview:
    """The totals of what ``filters`` ask for."""
    alias = request.book.casebook.alias
    return covered(kept(request.shelved, "sums", filters.query, lambda: sums(filters, alias)), filters, alias)


def _listed(request: PageRequest, filters: Filters) -> list[IncidentDigest]:
    rows = filters.rows(request.book.casebook.alias)
    dated = list(rows.filter(first_day__isnull=False).order_by("-first_day", "-incident")[: _LISTED + 1])
    left = _LISTED + 1 - len(dated)
    return [*dated, *(rows.filter(first_day__isnull=True).order_by("-incident")[:left] if left else ())]


def _choices(request: PageRequest, filters: Filters) -> dict[str, Any]:
    return {
        "filters": filters,
        "asked": filters.pairs(),
        "events": [kind for kind in event_types() if kind.kind == "harm"],
        "grades": list(grades()),
        "actors": blamed_most(request.book.casebook.alias, NAMED),
    }


def _breakdown(name: str, found: Overview) -> dict[str, Any]:
    shares = found.shares[name]
    axis = drawing.scale(shares)
    return {
        "name": name,
        "title": charts.titles()[name],
        "lines": drawing.lines(shares, axis),
        "ticks": axis.ticks,
        "forms": list(charts.FORMS),
    }
