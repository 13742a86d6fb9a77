"""Tolls beside incidents: which incidents lie within the time and place of a running total, and what they explain.

A toll ("at least 40 since Monday") counts the dead of many incidents. It witnesses none of them and enters no range;
beside it stands what the incidents that it spans add up to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from math import asin, cos, radians, sin, sqrt

from attrs import field, frozen

from tallystick.record import CaseFile, Claim, Incident, Place, Range, Report, When
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.populations import population

TOLL = "toll"
_DIVISION, _COUNTRY = 4, 6
"""UCDP where_prec of a first-order division and of a country: what is coarser than a town is an area."""
_NEAR_KM = 10.0
"""Distance from a town of which the gazetteer does not say how far it reaches."""
_EARTH_KM = 6371.0


@frozen
class Toll:
    """The claims of one toll with the days (both ends included) and the place over which they count.

    An end that is open in the words ("since Monday") is the day of the report; ``days`` or ``place`` is null where the
    words do not tell it.
    """

    incident: Incident
    reports: tuple[Report, ...] = field(repr=False)
    claims: tuple[Claim, ...] = field(repr=False)
    days: tuple[date, date] | None
    place: Place | None

    @property
    def unknown(self) -> str | None:
        """Why it cannot be said which incidents it spans; None where it can."""
        if self.days is None:
            return "Its words do not tell from which day on it counts, so no incident can be said to lie within it."
        if self.place is None or self.place.country is None:
            return "It tells no place that is located, so no incident can be said to lie within it."
        return None


@frozen
class Lies:
    """That an incident lies within a toll, or may: ``reason`` says why that is not sure, and ``rule`` names it."""

    rule: str
    reason: str | None = None

    @property
    def within(self) -> bool:
        """True where it surely lies within the toll."""
        return self.reason is None


@frozen
class Part:
    """An incident within a toll and the numbers that it adds."""

    incident: str
    low: int
    best: int


@frozen
class NotCounted:
    """An incident that may lie within a toll but adds nothing, the rule that says so, and why."""

    incident: str
    rule: str
    reason: str


@frozen
class Explained:
    """One figure of a toll and what the incidents within it add up to.

    ``low`` is the sum of the incidents' lows, ``best`` of their bests (of their lows where a best is open). ``share``
    runs from ``low`` of the toll's highest number to ``best`` of its lowest; null where the toll counts nobody.
    """

    toll: Range
    parts: tuple[Part, ...]
    not_counted: tuple[NotCounted, ...]

    @property
    def low(self) -> int:
        """The sum of the lows."""
        return sum(part.low for part in self.parts)

    @property
    def best(self) -> int:
        """The sum of the bests."""
        return sum(part.best for part in self.parts)

    @property
    def share(self) -> tuple[float, float] | None:
        """The smallest and the largest share of the toll that the incidents explain (1.0 is all of it)."""
        ends = [end.value for end in (self.toll.low, self.toll.best, self.toll.high) if end.value]
        return (self.low / max(ends), self.best / min(ends)) if ends else None

    @property
    def open_above(self) -> bool:
        """True where the toll may be higher than any number told, and the share therefore smaller."""
        return self.toll.high.value is None


def toll(incident: Incident, reports: Iterable[Report]) -> Toll:
    """The toll that the claims of ``incident`` tell; ``reports`` hold them."""
    held = tuple(report for report in reports if any(c.id in incident.claims for c in report.claims))
    told = [(claim, report) for report in held for claim in report.claims if claim.id in incident.claims]
    spans = [days for claim, report in told if (days := _days(claim.time, _day(report)))]
    places = sorted((c.place for c, _ in told if c.place), key=lambda place: place.country is None)
    days = (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
    return Toll(incident, held, tuple(c for c, _ in told), days, places[0] if places else None)


def _day(report: Report) -> date | None:
    told = report.document.anchor or report.document.published
    return date.fromisoformat(told[:10]) if told else None


def _days(time: When | None, report: date | None) -> tuple[date, date] | None:
    """The days that ``time`` covers; an open end is the day of the report, an open beginning tells nothing."""
    first, last = _covered(time.edtf) if time else (None, None)
    last = last or report
    return (first, last) if first and last and first <= last else None


@cache
def _covered(edtf: str) -> tuple[date | None, date | None]:
    """The days of ``edtf``, kept because each incident is held against each toll."""
    return interval(edtf)


def lies(found: Toll, incident: Incident) -> Lies | None:
    """Whether ``incident`` lies within the toll or may; None where it does not, or where it is no incident of harm."""
    if found.unknown or found.days is None or found.place is None or not is_harm(incident.event):
        return None
    time = _in_time(found.days, incident.time)
    place = _in_place(found.place, incident.place)
    if time is None or place is None:
        return None
    return time if not time.within else place


def _in_time(days: tuple[date, date], time: When | None) -> Lies | None:
    first, last = _covered(time.edtf) if time else (None, None)
    if first is None and last is None:
        return Lies("time-unknown", "its day is unknown")
    if (first and first > days[1]) or (last and last < days[0]):
        return None
    if first and last and days[0] <= first and last <= days[1]:
        return Lies("within")
    return Lies("time-partly", f"its date, {time.edtf if time else ''}, lies only partly within the days of the toll")


def _in_place(area: Place, place: Place | None) -> Lies | None:
    if place is None:
        return Lies("place-unknown", "its place is unknown")
    if place.country is None:
        return Lies("place-unknown", f"its place, {place.name}, is not located")
    if place.country != area.country:
        return None
    if (area.precision or 1) >= _COUNTRY:
        return Lies("within")
    if _contains(place, area):
        return Lies("place-wider", f"its place, {place.name}, is wider than that of the toll")
    return Lies("within") if _reaches(area, place) else None


def _contains(place: Place, area: Place) -> bool:
    """True where ``place`` is an area in which the toll's is only a part."""
    precision = place.precision or 1
    if precision < _DIVISION or precision <= (area.precision or 1):
        return False
    return precision >= _COUNTRY or place.admin1 is None or area.admin1 is None or place.admin1 == area.admin1


def _reaches(area: Place, place: Place) -> bool:
    if area.gazetteer_id and area.gazetteer_id == place.gazetteer_id:
        return True
    if (area.precision or 1) >= _DIVISION and area.admin1:
        return area.admin1 == place.admin1
    reach = _NEAR_KM if area.uncertainty_m is None else area.uncertainty_m / 1000
    return _distance_km(area, place) <= reach


def _distance_km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres; infinite where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return float("inf")
    lat1, lon1, lat2, lon2 = (radians(x) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(h)))


def explained(found: Toll, figures: Sequence[Range], cases: Iterable[CaseFile]) -> tuple[Explained, ...]:
    """For each of ``figures``, the toll's ranges, that its words count what incidents of harm among ``cases`` explain.

    Ranges that only follow from another ("82 civilians" are at least 82 people) are passed over.
    """
    near = [(case, how) for case in cases if (how := lies(found, case.incident))]
    counted = {(f.measure, population(f.group)) for claim in found.claims for f in claim.figures}
    return tuple(_explained(figure, near) for figure in figures if (figure.measure, figure.group) in counted)


def _explained(figure: Range, near: Sequence[tuple[CaseFile, Lies]]) -> Explained:
    judged = [_judged(figure, case, how) for case, how in near]
    return Explained(
        figure,
        tuple(part for part in judged if isinstance(part, Part)),
        tuple(part for part in judged if isinstance(part, NotCounted)),
    )


def _judged(figure: Range, case: CaseFile, how: Lies) -> Part | NotCounted:
    name = case.incident.id
    if how.reason is not None:
        return NotCounted(name, how.rule, how.reason)
    if case.assessment.grade == "discounted":
        return NotCounted(name, "discounted", "it is graded discounted")
    ranges = case.assessment.figures
    same = next((r for r in ranges if (r.measure, r.group) == (figure.measure, figure.group)), None)
    low, best = (same.low.value, same.best.value) if same else (None, None)
    if low is None and best is None:
        people = "people" if figure.group == "all" else figure.group
        return NotCounted(name, "no-number", f"it has no number of {people} {figure.measure}")
    return Part(name, low or 0, best if best is not None else low or 0)
