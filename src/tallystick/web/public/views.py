"""The public record: a list, and a page for each incident."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tallystick.publishing import COVERAGE_NOTE
from tallystick.web.pages import PageRequest
from tallystick.web.public.listing import PUBLIC, listing, shown


def record(request: PageRequest) -> HttpResponse:
    """What was released, a page at a time."""
    after = request.GET.get("after", "")
    context = {"listing": listing(request.book, after), "after": after, "coverage_note": COVERAGE_NOTE}
    return render(request, "public/record.html", {**context, "methodology": PUBLIC.version})


def incident(request: PageRequest, incident: str) -> HttpResponse:
    """One released incident; any other is not there."""
    found = shown(request.book, incident)
    if found is None:
        raise Http404
    context = {"shown": found, "coverage_note": COVERAGE_NOTE, "methodology": PUBLIC.version}
    return render(request, "public/incident.html", context)
