"""Which tellings are compared at all: those of neighbouring days in one first-order division, or of no known place.

A telling is filed under one key for each of its days and divisions (``0736310|SY|Aleppo``; an unknown part is empty).
In its divisions it is looked up under its own days and one more at each end; what names no division is looked up, and
looks, under its own days alone. The relation is symmetric: whether two tellings are compared depends on the two alone,
never on what else is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from attrs import field, mutable

from tallystick.linking.telling import Telling

LONGEST = 31
"""A telling that names no day within this many days tells of no single incident that another could be compared with."""
_ASIDE = 1
_UNDATED = "?"


class Lookup(NamedTuple):
    """A key, or with ``whole`` False the beginning of the keys, under which to look."""

    key: str
    whole: bool = True


def keys(telling: Telling) -> frozenset[str]:
    """The keys under which the telling is filed; none for one that is compared with nothing."""
    return frozenset(f"{day}|{area}" for day in _days(telling, 0) for area in _areas(telling))


def lookups(telling: Telling) -> frozenset[Lookup]:
    """Where to look for what it must be compared with."""
    areas = _areas(telling)
    divisions = {area for area in areas if not area.endswith("|")}
    near = (Lookup(f"{day}|{area}") for day in _days(telling, _ASIDE) for area in divisions)
    return frozenset([*near, *(look for day in _days(telling, 0) for area in areas for look in _vaguely(day, area))])


def _days(telling: Telling, aside: int) -> Iterator[str]:
    if telling.alone or (telling.days and (telling.days[1] - telling.days[0]).days > LONGEST):
        return
    if telling.days is None:
        yield _UNDATED
        return
    first, last = (day.toordinal() for day in telling.days)
    yield from (f"{day:07d}" for day in range(first - aside, last + aside + 1))


def _areas(telling: Telling) -> set[str]:
    return {f"{p.country or ''}|{(p.country and p.admin1) or ''}" for p in telling.whereabouts} or {"|"}


def _vaguely(day: str, area: str) -> Iterator[Lookup]:
    """Where a telling of ``area`` looks for those that name no division, and for all where it names none itself."""
    country, _, division = area.partition("|")
    if country:
        yield Lookup(f"{day}|{country}|", whole=bool(division))
        yield Lookup(f"{day}||")
    else:
        yield Lookup(f"{day}|", whole=False)


@mutable
class Files:
    """Tellings filed by their keys, in memory."""

    filed: dict[str, list[Telling]] = field(factory=lambda: defaultdict(list))
    beginnings: dict[str, set[str]] = field(factory=lambda: defaultdict(set))

    def file(self, telling: Telling) -> None:
        """Files a telling."""
        for key in keys(telling):
            if key not in self.filed:
                day, country, _ = key.split("|")
                self.beginnings[f"{day}|"].add(key)
                self.beginnings[f"{day}|{country}|"].add(key)
            self.filed[key].append(telling)

    def near(self, telling: Telling) -> Collection[Telling]:
        """What it must be compared with."""
        found: dict[str, Telling] = {}
        for look in lookups(telling):
            for key in (look.key,) if look.whole else self.beginnings.get(look.key, ()):
                for other in self.filed.get(key, ()):
                    found[other.id] = other
        return found.values()
