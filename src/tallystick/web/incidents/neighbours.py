"""Incidents that another one may be the same as: close in days and in place."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, FloatField, QuerySet, Value
from django.db.models.functions import Abs, Cast

from tallystick.casebook.identity import incident_number
from tallystick.casebook.models import IncidentDigest
from tallystick.commands.casebooks import Book
from tallystick.record import Incident
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import is_harm

DAYS = 7
DEGREES = 1.0
"""About 100 km."""
_LISTED = 12


def near(book: Book, incident: Incident) -> list[IncidentDigest]:
    """Other incidents within a week and, where the place is known, a degree; the nearest in place first."""
    first, last = interval(incident.time.edtf) if incident.time else (None, None)
    first, last = first or last, last or first
    if first is None or last is None:
        return []
    within = (first - timedelta(days=DAYS), last + timedelta(days=DAYS))
    rows = IncidentDigest.objects.using(book.casebook.alias).filter(harm__in=[is_harm(incident.event)])
    rows = rows.filter(first_day__range=within).exclude(incident=incident_number(incident.id))
    return list(_around(rows, incident)[:_LISTED])


def _around(rows: QuerySet[IncidentDigest], incident: Incident) -> QuerySet[IncidentDigest]:
    place = incident.place
    if place is None or place.latitude is None or place.longitude is None:
        return rows.order_by("first_day", "incident")
    for name, value in (("latitude", place.latitude), ("longitude", place.longitude)):
        rows = rows.filter(**{f"{name}__range": (value - DEGREES, value + DEGREES)})
    away = Abs(F("latitude") - Value(place.latitude)) + Abs(F("longitude") - Value(place.longitude))
    return rows.annotate(away=Cast(away, FloatField())).order_by("away", "first_day", "incident")
