"""Which incidents a map, a timeline or a total is of: the same names in the address as in the queue."""

from __future__ import annotations

from datetime import date
from typing import Self

from attrs import evolve, frozen
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tallystick.casebook.models import ClaimDigest, IncidentDigest, IncidentVoice, Tally
from tallystick.casebook.searching import numbers
from tallystick.errors import UsageError
from tallystick.web.sources.listing import blamed_for

_TALLIED = {"event", "grade"}
"""Filters that the sums kept of digests (``Tally``) can be asked by."""
_WORDS = ("event", "grade", "outlet", "informant", "actor", "place", "q")
Box = tuple[float, float, float, float]
"""West, south, east and north in degrees; west may be greater than east (across the date line)."""


@frozen
class Filters:
    """What is wanted of incidents of harm; empty or None: all."""

    start: date | None = None
    end: date | None = None
    box: Box | None = None
    event: str = ""
    grade: str = ""
    outlet: str = ""
    informant: str = ""
    actor: str = ""
    place: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for.

        Raises UsageError for a day or a box that is none.
        """
        words = {name: query.get(name, "").strip() for name in _WORDS}
        return cls(_day(query.get("since", "")), _day(query.get("until", "")), _box(query.get("bbox", "")), **words)

    def pairs(self) -> dict[str, str]:
        """The filters as an address has them, those that are set."""
        given = {
            "since": self.start.isoformat() if self.start else "",
            "until": self.end.isoformat() if self.end else "",
            "bbox": ",".join(f"{side:g}" for side in self.box) if self.box else "",
            **{name: getattr(self, name) for name in _WORDS},
        }
        return {name: value for name, value in given.items() if value}

    @property
    def query(self) -> str:
        """The filters as the query of an address."""
        return urlencode(self.pairs())

    def everywhere(self) -> Self:
        """The same without the box."""
        return evolve(self, box=None)

    def always(self) -> Self:
        """The same without the days."""
        return evolve(self, start=None, end=None)

    def tallies(self, alias: str) -> QuerySet[Tally] | None:
        """The sums of what is wanted, where they are kept; None where they are to be worked out from ``rows``."""
        asked = self.pairs()
        return Tally.objects.using(alias).filter(**asked) if asked.keys() <= _TALLIED else None

    def rows(self, alias: str) -> QuerySet[IncidentDigest]:
        """The digests that are wanted, in no order."""
        return IncidentDigest.objects.using(alias).filter(self.asked(alias))

    def asked(self, alias: str, prefix: str = "") -> Q:
        """The condition on digests; ``prefix`` leads to them from another table."""
        asked = Q(**{f"{prefix}harm__in": [True]})
        if self.start:
            asked &= Q(**{f"{prefix}last_day__gte": self.start})
        if self.end:
            asked &= Q(**{f"{prefix}first_day__lte": self.end})
        if self.box:
            asked &= _within(self.box, prefix)
        for name in ("event", "grade"):
            if value := getattr(self, name):
                asked &= Q(**{f"{prefix}{name}": value})
        for kind in ("outlet", "informant"):
            if value := getattr(self, kind):
                voices = IncidentVoice.objects.using(alias).filter(kind=kind, name=value)
                asked &= Q(**{f"{prefix}pk__in": voices.values("digest")})
        if self.actor:
            asked &= Q(**{f"{prefix}pk__in": blamed_for(alias, self.actor)})
        if self.place:
            asked &= Q(**{f"{prefix}place__icontains": self.place}) | Q(**{f"{prefix}admin1__icontains": self.place})
        if self.q:
            told = ClaimDigest.objects.using(alias).filter(words__in=numbers(alias, self.q, "claim"))
            asked &= Q(**{f"{prefix}pk__in": told.values("incident")})
        return asked


def _within(box: Box, prefix: str) -> Q:
    west, south, east, north = box
    longitude = f"{prefix}longitude"
    beyond = Q(**{f"{longitude}__gte": west}) | Q(**{f"{longitude}__lte": east})
    across = Q(**{f"{longitude}__range": (west, east)}) if west <= east else beyond
    return Q(**{f"{prefix}latitude__range": (south, north)}) & across


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise UsageError(_("%(text)r is not a day; write it as 2016-12-13.") % {"text": text}) from None


def _box(text: str) -> Box | None:
    if not text.strip():
        return None
    try:
        west, south, east, north = (float(side) for side in text.split(","))
    except ValueError:
        said = _("%(text)r is no box of a map; write west,south,east,north in degrees.")
        raise UsageError(said % {"text": text}) from None
    if not (abs(south) <= 90 and abs(north) <= 90 and abs(west) <= 540 and abs(east) <= 540 and south <= north):
        said = _("%(text)r is no box of a map: south is below north, and all are degrees.")
        raise UsageError(said % {"text": text})
    return (_turned(west), south, _turned(east), north) if east - west < 360 else (-180.0, south, 180.0, north)


def _turned(longitude: float) -> float:
    return longitude if -180 <= longitude <= 180 else (longitude + 180) % 360 - 180
