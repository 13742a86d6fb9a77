"""The casebook in totals: killed by month, event, grade and more, the confirmed apart from the unconfirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen
from django.db.models import Count, Max, Min, Q, QuerySet

from tallystick.casebook.models import IncidentDigest, IncidentVoice
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.grades import confirmations, grades
from tallystick.web.atlas.bins import period
from tallystick.web.atlas.filters import Filters
from tallystick.web.atlas.levels import REFUTED, SURE, UNSURE, series_of
from tallystick.web.atlas.sums import Totals, summed

Row = dict[str, Any]
_INFORMANTS = 20
"""Informants that are listed, those with most incidents."""
_COUNTRY = 6


@frozen
class Share:
    """One row of a breakdown."""

    key: str
    label: str
    sure: Totals
    unsure: Totals

    @property
    def incidents(self) -> int:
        """Of both kinds."""
        return self.sure.incidents + self.unsure.incidents


@frozen
class Coverage:
    """What is in the totals and what is not."""

    first: Any
    last: Any
    incidents: int
    undated: int
    unlocated: int
    country_only: int
    uncounted: int
    """Incidents for which no report gives a number of killed."""
    unreviewed: int
    context: int
    """Incidents of context (talks, aid, protest), which are in no total."""
    stale: int
    """Incidents that changed and whose totals are not made anew yet."""


@frozen
class Overview:
    """All breakdowns of the incidents that are asked for."""

    sure: Totals
    unsure: Totals
    refuted: Totals
    shares: dict[str, tuple[Share, ...]]
    """By ``month``, ``event``, ``grade``, ``confirmation`` and ``informant``."""
    coverage: Coverage


def overview(filters: Filters, alias: str) -> Overview:
    """The totals of what ``filters`` ask for."""
    rows = filters.rows(alias)
    cube = summed(rows.values("event", "grade", "confirmation"))
    months = summed(rows.annotate(month=period("month")).values("month", "confirmation"))
    series = {name: _sum(row for row in cube if series_of(row["confirmation"]) == name) for name in _SERIES}
    labels = {kind.id: kind.label for kind in event_types()}
    shares = {
        "month": _shares(months, "month", lambda key: key, order=sorted),
        "event": _shares(cube, "event", lambda key: labels.get(key, key)),
        "grade": _shares(cube, "grade", lambda key: key, order=lambda keys: _as_in(keys, grades())),
        "confirmation": _shares(cube, "confirmation", lambda key: key, order=lambda k: _as_in(k, confirmations())),
        "informant": _informants(filters, alias),
    }
    return Overview(series[SURE], series[UNSURE], series[REFUTED], shares, _coverage(rows, alias))


_SERIES = (SURE, UNSURE, REFUTED)


def _sum(rows: Any) -> Totals:
    return sum((Totals.of(row) for row in rows), Totals())


def _shares(
    cube: list[Row], by: str, label: Callable[[str], str], order: Callable[[list[str]], list[str]] | None = None
) -> tuple[Share, ...]:
    """The sums by the column ``by``; without ``order``, those with most incidents first."""
    groups: dict[str, list[Row]] = {}
    for row in cube:
        if row[by] and series_of(row["confirmation"]) != REFUTED:
            groups.setdefault(row[by], []).append(row)
    found = {key: _share(key, label(key), rows) for key, rows in groups.items()}
    ranked = sorted(found, key=lambda key: (-found[key].incidents, key))
    return tuple(found[key] for key in (order(ranked) if order else ranked))


def _share(key: str, label: str, rows: list[Row]) -> Share:
    sure = [row for row in rows if series_of(row["confirmation"]) == SURE]
    rest = [row for row in rows if series_of(row["confirmation"]) != SURE]
    return Share(key, label, _sum(sure), _sum(rest))


def _as_in(keys: list[str], known: Any) -> list[str]:
    order = list(known)
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))


def _informants(filters: Filters, alias: str) -> tuple[Share, ...]:
    """The informants of most incidents; an incident is in the sum of each of its informants."""
    voices = IncidentVoice.objects.using(alias).filter(kind="informant")
    names = _most_heard(voices, filters, alias)
    told = voices.filter(filters.asked(alias, "digest__"), name__in=names).values("name", "digest__confirmation")
    cube = [{**row, "confirmation": row["digest__confirmation"]} for row in summed(told, "digest__")]
    return _shares(cube, "name", lambda key: key)


def _most_heard(voices: QuerySet[IncidentVoice], filters: Filters, alias: str) -> list[str]:
    """The names that most incidents have; where nothing is asked for, the index alone tells, context included."""
    asked = voices.filter(digest__in=filters.rows(alias)) if filters.pairs() else voices
    most = asked.values("name").annotate(n=Count("digest")).order_by("-n", "name")
    return [row["name"] for row in most[:_INFORMANTS]]


def _coverage(rows: QuerySet[IncidentDigest], alias: str) -> Coverage:
    told = rows.aggregate(
        first=Min("first_day"),
        last=Max("last_day"),
        incidents=Count("incident"),
        undated=Count("incident", filter=Q(first_day__isnull=True)),
        unlocated=Count("incident", filter=Q(latitude__isnull=True)),
        country_only=Count("incident", filter=Q(precision__gte=_COUNTRY)),
        uncounted=Count("incident", filter=Q(killed_low__isnull=True, killed_high__isnull=True)),
        unreviewed=Count("incident", filter=Q(unreviewed__gt=0)),
    )
    digests = IncidentDigest.objects.using(alias)
    return Coverage(**told, context=digests.filter(harm__in=[False]).count(), stale=digests.filter(stale=True).count())
