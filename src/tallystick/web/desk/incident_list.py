"""The list of incidents as a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tallystick.errors import UsageError
from tallystick.web.desk import listing
from tallystick.web.desk.filters import Filters, incidents_of
from tallystick.web.desk.paging import Order
from tallystick.web.desk.queue import choices, next_of
from tallystick.web.desk.saved import chips
from tallystick.web.pages import PageRequest

ORDERS: dict[str, tuple[Promise, Order]] = {
    "newest": (_("newest first"), Order("first_day", "incident_id", date.fromisoformat, int, True, True)),
    "oldest": (_("oldest first"), Order("first_day", "incident_id", date.fromisoformat, int, False, True)),
    "killed": (_("most killed first"), Order("killed_best", "incident_id", int, int, True, True)),
    "unreviewed": (_("most to review first"), Order("unreviewed", "incident_id", int, int, True)),
    "informants": (_("most informants first"), Order("informants_low", "incident_id", int, int, True)),
    "sure": (_("least sure first"), listing.LEAST_SURE_INCIDENT),
}
"""The ways in which the table can be sorted."""


def incidents(request: PageRequest) -> HttpResponse:
    """The table, or for htmx its next rows."""
    alias, filters = request.book.casebook.alias, Filters.of(request.GET.dict())
    sort = request.GET.get("sort", "newest")
    if sort not in ORDERS:
        raise UsageError(f"{sort!r} is no order of the list; choose one of {', '.join(ORDERS)}.")
    found = incidents_of(alias, filters)
    rows, after = listing.incidents_page(alias, found, ORDERS[sort][1], request.GET.get("after", ""))
    seen: dict[str, Any] = {"rows": rows, "next": next_of(request, after)}
    if request.htmx:
        return render(request, "desk/incidents-rows.html", seen)
    around = {
        "page_name": "incidents",
        "filters": filters,
        "sort": sort,
        "orders": [(name, label) for name, (label, _order) in ORDERS.items()],
        "chips": chips(request, "incidents"),
        "query": request.GET.urlencode(),
        "counts": listing.incident_counts(found),
        **choices(alias),
    }
    return render(request, "desk/incidents.html", seen | around)
