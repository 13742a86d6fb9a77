"""The casebook in totals: killed by month, event, grade and more, the confirmed apart from the unconfirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen
from django.db.models import Count, Q, QuerySet, Sum

from tallystick.casebook.models import IncidentDigest, IncidentVoice, Tally, VoiceTally
from tallystick.casebook.tallying import COUNTRY
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.grades import confirmations, grades
from tallystick.web.atlas.bins import ends, period
from tallystick.web.atlas.filters import Filters
from tallystick.web.atlas.levels import REFUTED, SURE, UNSURE, series_of
from tallystick.web.atlas.sums import Totals, added, summed

Row = dict[str, Any]
_INFORMANTS = 20
"""Informants that are listed, those with most incidents."""


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
class Sums:
    """All breakdowns of the incidents that are asked for."""

    sure: Totals
    unsure: Totals
    refuted: Totals
    shares: dict[str, tuple[Share, ...]]
    """By ``month``, ``event``, ``grade``, ``confirmation`` and ``informant``."""


@frozen
class Overview(Sums):
    """The same, and what is in them."""

    coverage: Coverage


def overview(filters: Filters, alias: str) -> Overview:
    """The totals of what ``filters`` ask for."""
    return covered(sums(filters, alias), filters, alias)


def covered(found: Sums, filters: Filters, alias: str) -> Overview:
    """What ``found`` is of, as it stands now."""
    return Overview(found.sure, found.unsure, found.refuted, found.shares, _coverage(filters, alias))


def sums(filters: Filters, alias: str) -> Sums:
    """The breakdowns of what ``filters`` ask for."""
    cube, months = _cube(filters, alias)
    series = {name: _sum(row for row in cube if series_of(row["confirmation"]) == name) for name in _SERIES}
    labels = {kind.id: kind.label for kind in event_types()}
    shares = {
        "month": _shares(months, "month", lambda key: key, order=sorted),
        "event": _shares(cube, "event", lambda key: labels.get(key, key)),
        "grade": _shares(cube, "grade", lambda key: key, order=lambda keys: _as_in(keys, grades())),
        "confirmation": _shares(cube, "confirmation", lambda key: key, order=lambda k: _as_in(k, confirmations())),
        "informant": _informants(filters, alias),
    }
    return Sums(series[SURE], series[UNSURE], series[REFUTED], shares)


def _cube(filters: Filters, alias: str) -> tuple[list[Row], list[Row]]:
    """The sums by event, grade and confirmation, and those by month and confirmation."""
    tallies, rows = filters.tallies(alias), filters.rows(alias)
    if tallies is not None:
        return added(tallies.values(*_KINDS)), added(tallies.values(*_MONTHS))
    return summed(rows.values(*_KINDS)), summed(rows.annotate(month=period("month")).values(*_MONTHS))


_KINDS, _MONTHS = ("event", "grade", "confirmation"), ("month", "confirmation")
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
    if not filters.pairs():
        tallies = VoiceTally.objects.using(alias)
        most = tallies.values("name").annotate(n=Sum("incidents")).order_by("-n", "name")
        names = [row["name"] for row in most[:_INFORMANTS]]
        return _shares(added(tallies.filter(name__in=names).values("name", "confirmation")), "name", lambda key: key)
    voices = IncidentVoice.objects.using(alias).filter(kind="informant")
    asked = voices.filter(digest__in=filters.rows(alias)).values("name").annotate(n=Count("digest"))
    names = [row["name"] for row in asked.order_by("-n", "name")[:_INFORMANTS]]
    told = voices.filter(filters.asked(alias, "digest__"), name__in=names).values("name", "digest__confirmation")
    cube = [{**row, "confirmation": row["digest__confirmation"]} for row in summed(told, "digest__")]
    return _shares(cube, "name", lambda key: key)


def _coverage(filters: Filters, alias: str) -> Coverage:
    tallies, rows, digests = filters.tallies(alias), filters.rows(alias), IncidentDigest.objects.using(alias)
    told = _gaps(rows) if tallies is None else _tallied(tallies)
    first, last = ends(rows)
    context, stale = digests.filter(harm__in=[False]).count(), digests.filter(stale=True).count()
    return Coverage(first=first, last=last, **told, context=context, stale=stale)


def _tallied(tallies: QuerySet[Tally]) -> dict[str, int]:
    """What ``_gaps`` tells, from the sums that are kept."""
    told = tallies.aggregate(
        all=Sum("incidents"),
        undated=Sum("incidents", filter=Q(month="")),
        **{f"all_{name}": Sum(name) for name in _GAPS},
    )
    gaps = {name: told[f"all_{name}"] or 0 for name in _GAPS}
    return {"incidents": told["all"] or 0, "undated": told["undated"] or 0, **gaps}


_GAPS = ("unlocated", "country_only", "uncounted", "unreviewed")


def _gaps(rows: QuerySet[IncidentDigest]) -> dict[str, int]:
    return rows.aggregate(
        incidents=Count("incident"),
        undated=Count("incident", filter=Q(first_day__isnull=True)),
        unlocated=Count("incident", filter=Q(latitude__isnull=True)),
        country_only=Count("incident", filter=Q(precision__gte=COUNTRY)),
        uncounted=Count("incident", filter=Q(killed_low__isnull=True, killed_high__isnull=True)),
        unreviewed=Count("incident", filter=Q(unreviewed__gt=0)),
    )
