"""What the lists of claims and incidents are narrowed down by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import fields, frozen
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from tallystick.casebook.models import ClaimDigest, IncidentDigest, IncidentVoice
from tallystick.casebook.searching import few, numbers
from tallystick.errors import UsageError
from tallystick.web.sources.listing import blamed_for

VERDICTS = ("unreviewed", "accept", "reject", "corrected", "all")
_MOST_FOUND = 3000
"""Claims that a search finds and that are then looked at one by one; where it finds more, a walk meets them soon."""
_MOST_INCIDENTS = {False: 500, True: 2000}
"""Incidents by which claims are found, without words and with words that are sought beside them; where a filter picks
more, a walk along the claims soon meets some of theirs."""


@frozen
class Filters:
    """What a person asks for; empty words ask for nothing."""

    q: str = ""
    since: str = ""
    until: str = ""
    place: str = ""
    bbox: str = ""
    """West, south, east and north in degrees, with commas."""
    event: str = ""
    grade: str = ""
    least: str = ""
    """The lowest confidence, in percent."""
    most: str = ""
    reviewer: str = ""
    outlet: str = ""
    informant: str = ""
    actor: str = ""
    """Who is blamed for the incident: an id, or any name of one."""
    verdict: str = ""
    context: str = ""
    """Anything: events that are no harm in place of those that are."""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Filters:
        """What a query asks for.

        Raises UsageError for a day, a number or a box that is none.
        """
        told = cls(**{name: asked.get(name, "").strip() for name in (attribute.name for attribute in fields(cls))})
        for text in (told.since, told.until):
            _day(text)
        _percent(told.least), _percent(told.most), box_of(told.bbox)
        if told.verdict and told.verdict not in VERDICTS:
            raise UsageError(f"{told.verdict!r} is no verdict; choose one of {', '.join(VERDICTS)}.")
        return told

    @property
    def active(self) -> dict[str, str]:
        """What is asked for, by name."""
        told = {attribute.name: getattr(self, attribute.name) for attribute in fields(type(self))}
        return {name: value for name, value in told.items() if value}

    @property
    def _about_incidents(self) -> bool:
        return any((self.since, self.until, self.place, self.bbox, self.grade, self.actor))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(_("%(text)r is no day; write it as YYYY-MM-DD.") % {"text": text}) from None


def _percent(text: str) -> float | None:
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 100:
        raise UsageError(_("%(text)r is no confidence; give a number from 0 to 100.") % {"text": text})
    return found / 100


def box_of(text: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north of a box on the map; None for no box.

    Raises UsageError where it is none.
    """
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west, south, east, north = (1.0, 1.0, 0.0, 0.0)
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        said = _("The box on the map is none; give west, south, east and north in degrees, with commas.")
        raise UsageError(said)
    return west, south, east, north


def incidents_of(alias: str, filters: Filters) -> QuerySet[IncidentDigest]:
    """The incidents that are asked for, in no order."""
    rows = IncidentDigest.objects.using(alias).filter(_about(alias, filters), harm__in=[not filters.context])
    same = {"event": filters.event, "reviewer": filters.reviewer}
    rows = rows.filter(**{name: value for name, value in same.items() if value})
    for kind in ("outlet", "informant"):
        if name := getattr(filters, kind):
            voices = IncidentVoice.objects.using(alias).filter(kind=kind, name=name)
            rows = rows.filter(incident__in=voices.values("digest"))
    rows = rows.filter(_sure(filters))
    if filters.verdict == "unreviewed":
        rows = rows.filter(unreviewed__gt=0)
    elif filters.verdict and filters.verdict != "all":
        judged = {"corrected": True} if filters.verdict == "corrected" else {"verdict": filters.verdict}
        told = ClaimDigest.objects.using(alias).filter(incident=OuterRef("pk"), **judged)
        rows = rows.filter(Exists(told))
    if filters.q:
        told = ClaimDigest.objects.using(alias).filter(words__in=numbers(alias, filters.q, "claim"))
        rows = rows.filter(incident__in=told.values("incident"))
    return rows


def claims_of(alias: str, filters: Filters) -> QuerySet[ClaimDigest]:
    """The claims that are asked for, in no order."""
    rows, asked = ClaimDigest.objects.using(alias), _asked_of_claims(filters)
    if filters.q:
        found = few(alias, filters.q, "claim", _MOST_FOUND)
        if found is not None:
            # Said as a double negation, for which SQLite finds no index: else it would walk one along all claims.
            return rows.filter(words__in=found).exclude(~(asked & _about(alias, filters)))
        rows = rows.filter(words__in=numbers(alias, filters.q, "claim"))
    return _in_incidents(alias, rows, asked, filters) if filters._about_incidents else rows.filter(asked)


def _asked_of_claims(filters: Filters) -> Q:
    """What is asked of the claim itself."""
    same = {name: getattr(filters, name) for name in ("event", "reviewer", "outlet", "informant")}
    asked = Q(harm__in=[not filters.context], **{name: value for name, value in same.items() if value})
    if filters.verdict == "corrected":
        asked &= Q(corrected=True)
    elif filters.verdict != "all":
        asked &= Q(verdict="" if filters.verdict in ("", "unreviewed") else filters.verdict)
    return asked & _sure(filters)


def _in_incidents(alias: str, rows: QuerySet[ClaimDigest], asked: Q, filters: Filters) -> QuerySet[ClaimDigest]:
    about = _about(alias, filters)
    incidents = IncidentDigest.objects.using(alias).filter(about, harm__in=[True, False])
    most = _MOST_INCIDENTS[bool(filters.q)]
    found = list(incidents.values_list("pk", flat=True)[: most + 1])
    if len(found) <= most:
        return rows.filter(incident__in=found).exclude(~asked)  # a double negation, as above
    return rows.filter(asked & about)


def _about(alias: str, filters: Filters) -> Q:
    """What is asked of incidents, and of claims by their incident."""
    told = _where_and_when(filters)
    return told & Q(incident__in=blamed_for(alias, filters.actor)) if filters.actor else told


def _where_and_when(filters: Filters) -> Q:
    """What the digests of claims repeat of their incident."""
    asked: dict[str, Any] = {
        "last_day__gte": _day(filters.since),
        "first_day__lte": _day(filters.until),
        "grade": filters.grade,
    }
    told = Q(**{name: value for name, value in asked.items() if value})
    if filters.place:
        told &= Q(place__icontains=filters.place) | Q(admin1__icontains=filters.place)
    box = box_of(filters.bbox)
    if box is not None:
        west, south, east, north = box
        across = Q(longitude__gte=west) | Q(longitude__lte=east)
        within = Q(longitude__gte=west, longitude__lte=east) if west <= east else across
        told &= within & Q(latitude__gte=south, latitude__lte=north)
    return told


def _sure(filters: Filters) -> Q:
    least, most = _percent(filters.least), _percent(filters.most)
    asked = {"confidence__gte": least, "confidence__lte": most}
    return Q(**{name: value for name, value in asked.items() if value is not None})
