"""The access log: who came in, who saw and took away what."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from tallystick.web.csv import answer
from tallystick.web.pages import PageRequest
from tallystick.web.people import access
from tallystick.web.people.forms import AccessForm
from tallystick.web.people.models import AccessEntry
from tallystick.web.people.safety import safety_of

PAGE = 100
_COLUMNS = ("time", "person", "act", "what", "address")


def log(request: PageRequest) -> HttpResponse:
    """The entries, the latest first, a page at a time."""
    form = AccessForm(request.GET)
    found = list(_chosen(request, form, paged=True)[: PAGE + 1]) if form.is_valid() else []
    wanted = {key: value for key, value in request.GET.items() if value and key != "before"}
    shown = {
        "form": form,
        "entries": found[:PAGE],
        "older": urlencode({**wanted, "before": found[PAGE - 1].pk}) if len(found) > PAGE else "",
        "query": urlencode(wanted),
        "paged": "before" in request.GET,
        "keep_days": safety_of(request.shelved.id).keep_days,
    }
    return render(request, "people/access.html", shown, status=200 if form.is_valid() else 400)


def table(request: PageRequest) -> HttpResponse | StreamingHttpResponse:
    """All entries that are wanted, as CSV."""
    form = AccessForm(request.GET)
    if not form.is_valid():
        return log(request)
    entries = _chosen(request, form, paged=False).iterator(chunk_size=2000)
    rows = ((e.at.isoformat(timespec="seconds"), e.name, e.act, e.what, e.address) for e in entries)
    return answer(f"access-{request.shelved.slug}.csv", _COLUMNS, rows)


def _chosen(request: PageRequest, form: AccessForm, paged: bool) -> QuerySet[AccessEntry]:
    given = form.cleaned_data
    wanted = access.Filter(given["name"], given["act"], given["since"], given["until"])
    entries = wanted.chosen(access.entries_for(request.shelved.id))
    return entries.filter(pk__lt=given["before"]) if paged and given["before"] else entries
