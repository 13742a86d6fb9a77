"""Incidents along time: by day, month or year, whatever fits on a screen."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from attrs import frozen
from django.db.models import CharField, F, QuerySet, Sum
from django.db.models.functions import Cast, Substr

from tallystick.casebook.models import IncidentDigest, Tally
from tallystick.web.atlas.filters import Filters
from tallystick.web.atlas.sums import Totals, added, summed

_DAYS, _MONTHS = 92, 120
"""Up to so many days it is by day, up to so many months by month, else by year."""
_LENGTH = {"day": 10, "month": 7, "year": 4}


@frozen
class Bin:
    """A day, month or year and what began in it."""

    first: date
    last: date
    label: str
    totals: Totals


@frozen
class Timeline:
    """The bins from the first to the last without a gap; what has no date stands beside them."""

    unit: str
    bins: tuple[Bin, ...]
    undated: int

    @property
    def most(self) -> int:
        """The greatest number of incidents in a bin."""
        return max((one.totals.incidents for one in self.bins), default=0)


def timeline(filters: Filters, alias: str) -> Timeline:
    """What ``filters`` ask for, by the day on which each began."""
    rows, tallies = filters.rows(alias), filters.tallies(alias)
    first, last = ends(rows, "first_day")
    if tallies is None:
        undated = rows.filter(first_day__isnull=True).count()
    else:
        undated = tallies.filter(month="").aggregate(all=Sum("incidents"))["all"] or 0
    if first is None:
        return Timeline("day", (), undated)
    unit = _unit(first, last)
    return Timeline(unit, tuple(_bins(first, last, unit, _told(rows, tallies, unit))), undated)


def _told(rows: QuerySet[IncidentDigest], tallies: QuerySet[Tally] | None, unit: str) -> dict[str, Totals]:
    """The sums of each day, month or year that has some."""
    if tallies is None or unit == "day":
        dated = rows.filter(first_day__isnull=False).annotate(label=period(unit))
        found = summed(dated.values("label"))
    else:
        found = added(tallies.exclude(month="").annotate(label=Substr("month", 1, _LENGTH[unit])).values("label"))
    return {row["label"]: Totals.of(row) for row in found}


def ends(rows: QuerySet[IncidentDigest], last: str = "last_day") -> tuple[Any, Any]:
    """The first day on which one of ``rows`` began and the last ``last``, from the ends of indices; None for none."""
    dated = rows.filter(first_day__isnull=False)
    first = dated.order_by("first_day").values_list("first_day", flat=True).first()
    return first, dated.order_by(f"-{last}").values_list(last, flat=True).first()


def period(unit: str) -> Substr:
    """The day, month or year in which an incident began, as the beginning of an ISO day (in both databases)."""
    return Substr(Cast(F("first_day"), CharField()), 1, _LENGTH[unit])


def _unit(first: date, last: date) -> str:
    if (last - first).days < _DAYS:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < _MONTHS else "year"


def _bins(first: date, last: date, unit: str, told: dict[str, Totals]) -> list[Bin]:
    found, day = [], bounds(first.isoformat()[: _LENGTH[unit]])[0]
    while day <= last:
        label = day.isoformat()[: _LENGTH[unit]]
        start, end = bounds(label)
        found.append(Bin(start, end, label, told.get(label, Totals())))
        day = end + timedelta(days=1)
    return found


def bounds(label: str) -> tuple[date, date]:
    """First and last day of a day, month or year."""
    year, *rest = (int(part) for part in label.split("-"))
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    month, *day = rest
    if not day:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day[0]), date(year, month, day[0])
