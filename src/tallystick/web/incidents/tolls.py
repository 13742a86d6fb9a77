"""Tolls that span an incident: running totals over a longer time, which enter none of its ranges."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from tallystick.assessing.tolls import TOLL
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.models import IncidentDigest
from tallystick.commands.tolls import Spanning, figures_words, informant, spanning
from tallystick.record import Claim, Incident
from tallystick.web.pages import PageRequest

MOST = 200
"""Tolls that are looked at, from the one that began last."""


@frozen
class Row:
    """A toll as the page tells it; ``perhaps`` says why it is not sure that it spans the incident."""

    id: str
    days: str
    place: str
    figures: str
    claims: tuple[tuple[Claim, str], ...]
    """Each with who tells it."""
    perhaps: str


def tolls(request: PageRequest, incident: str) -> HttpResponse:
    """The tolls that span the incident, or may."""
    book = request.book
    found = book.casebook.incident(book.casebook.resolve_incident(incident))
    near = near_tolls(book.casebook.alias, found) if found else []
    rows = list(map(_row, spanning(book, found, near[:MOST]))) if found and near else []
    told = {"tolls": rows, "incident": found, "capped": len(near) > MOST, "most": MOST}
    return render(request, "incidents/tolls.html" if request.htmx else "incidents/tolls-page.html", told)


def near_tolls(alias: str, incident: Incident) -> list[str]:
    """Ids of the tolls that began before the incident ended, and tell of its country or of none."""
    digest = IncidentDigest.objects.using(alias).filter(pk=incident_number(incident.id)).first()
    rows = IncidentDigest.objects.using(alias).filter(harm__in=[False], event=TOLL)
    if digest is not None and digest.last_day is not None:
        rows = rows.filter(Q(first_day__lte=digest.last_day) | Q(first_day__isnull=True))
    if digest is not None and digest.country:
        rows = rows.filter(country__in=["", digest.country])
    numbers = rows.order_by("-first_day", "-incident").values_list("pk", flat=True)[: MOST + 1]
    return [incident_id(number) for number in numbers]


def _row(found: Spanning) -> Row:
    toll = found.toll
    return Row(
        toll.incident.id,
        "/".join(day.isoformat() for day in toll.days) if toll.days else "",
        (toll.place.gazetteer_name or toll.place.name) if toll.place else "",
        figures_words(toll),
        tuple(_claims(found)),
        found.how.reason or "",
    )


def _claims(found: Spanning) -> Iterator[tuple[Claim, str]]:
    for claim in found.toll.claims:
        yield claim, informant(claim, found.toll)
