"""The evidence that two tellings are of one incident: each piece is named, worded and weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from math import asin, cos, radians, sin, sqrt

from tallystick.linking.rarity import likeness, rarest
from tallystick.linking.telling import Telling
from tallystick.record import Evidence, Place
from tallystick.vocabulary.loader import load

NEAR_KM = 10.0
FAR_KM = 60.0
_FEWEST_WORDS = 4
_LIKENESS = (("words-alike", 0.5), ("words-much", 0.35), ("words-some", 0.22), ("words-few", 0.12), ("words-none", 0.0))
_TOWN = 3
"""Places of this precision and finer (UCDP where_prec) are points rather than areas."""


@cache
def weights() -> dict[str, float]:
    """The weight of each piece of evidence, from the vocabulary."""
    return dict(load("linking")["weights"])


def compare(one: Telling, other: Telling) -> tuple[Evidence, ...]:
    """All the evidence for and against the two being of one incident."""
    pieces = (events(one, other), days(one, other), places(one.places, other.places))
    optional = (counts(one, other), weapons(one, other), words(one, other))
    return (*pieces, *(piece for piece in optional if piece))


def score(evidence: Sequence[Evidence]) -> float:
    """The sum of the weights."""
    return sum(piece.weight for piece in evidence)


def piece(feature: str, says: str) -> Evidence:
    """The evidence ``feature`` with its weight of the vocabulary."""
    return Evidence(feature, says, weights()[feature])


def events(one: Telling, other: Telling) -> Evidence:
    """Whether the event types can be of one thing."""
    a, b = one.event, other.event
    if a == b:
        return piece("event-same", f"both tell of {a}")
    if any(compatible(x, y) for x in one.events for y in other.events):
        return piece("event-compatible", f"{a} and {b} can be one event")
    return piece("event-unlike", f"{a} and {b} are different events")


def compatible(a: str, b: str) -> bool:
    """True where reports use the two event types for one and the same thing."""
    return a == b or frozenset((a, b)) in _compatible()


@cache
def _compatible() -> frozenset[frozenset[str]]:
    data = load("linking")
    pairs = [frozenset(pair) for pair in data["compatible"]]
    pairs += [frozenset((g, v)) for g in data["generic"] for v in data["violent"]]
    return frozenset(pairs)


def days(one: Telling, other: Telling) -> Evidence:
    """How the two intervals stand to one another."""
    if one.days is None or other.days is None:
        return piece("day-unknown", "one of them has no date")
    (a, b), (c, d) = one.days, other.days
    gap = max((c - b).days, (a - d).days, 0)
    if gap == 0:
        return _overlapping(one, other)
    feature = "day-next" if gap == 1 else "day-apart"
    return piece(feature, f"{gap} day{'s' if gap > 1 else ''} lie between them")


def _overlapping(one: Telling, other: Telling) -> Evidence:
    if not (one.dated and other.dated):
        return piece("day-window", "the reports are of the same days")
    if one.days == other.days and one.days and one.days[0] == one.days[1]:
        return piece("day-same", f"both on {one.days[0].isoformat()}")
    return piece("day-overlap", "their dates overlap")


def places(ones: Sequence[Place], others: Sequence[Place]) -> Evidence:
    """The strongest relation between a place of the one and a place of the other."""
    best: tuple[float, str, str] | None = None
    for a in ones:
        for b in others:
            feature, says = _places(a, b)
            if best is None or weights()[feature] > best[0]:
                best = (weights()[feature], feature, says)
    return piece(best[1], best[2]) if best else piece("place-unknown", "one of them names no place")


def _places(a: Place, b: Place) -> tuple[str, str]:
    if a.country is None or b.country is None:
        same = a.name.lower() == b.name.lower()
        return ("place-same", f"both at {a.name}") if same else ("place-unknown", f"{a.name}, {b.name}: not located")
    if a.country != b.country:
        return "place-elsewhere", f"{a.country} is not {b.country}"
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return _other_division(a, b)
    return _same_division(a, b)


def _other_division(a: Place, b: Place) -> tuple[str, str]:
    far = distance_km(a, b)
    if far <= NEAR_KM:
        return "place-near", f"{a.name} is near {b.name}"
    if max(a.precision or 6, b.precision or 6) < _TOWN:
        return "place-far", f"{a.name} is {far:.0f} km from {b.name}"
    return "place-elsewhere", f"{a.admin1} is not {b.admin1}"


def _same_division(a: Place, b: Place) -> tuple[str, str]:
    precisions = (a.precision or 6, b.precision or 6)
    if max(precisions) >= 6:
        return "place-country", f"both in {a.country}"
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return (
            ("place-same", f"both at {a.name}") if max(precisions) <= _TOWN else ("place-division", f"both in {a.name}")
        )
    if max(precisions) > _TOWN:
        return "place-within", f"{a.name} and {b.name} are both in {a.admin1 or a.country}"
    return _by_distance(a, b)


def _by_distance(a: Place, b: Place) -> tuple[str, str]:
    far = distance_km(a, b)
    if far <= NEAR_KM:
        return "place-near", f"{a.name} is {far:.0f} km from {b.name}"
    return ("place-apart" if far <= FAR_KM else "place-far"), f"{a.name} is {far:.0f} km from {b.name}"


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres; infinite where one has no coordinates."""
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return float("inf")
    lat1, lon1, lat2, lon2 = (radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def counts(one: Telling, other: Telling) -> Evidence | None:
    """Whether the numbers told agree: one equal number above two is enough, else the nearest of one measure."""
    mine, theirs = _by_measure(one), _by_measure(other)
    shared = sorted(n for m in mine for n in mine[m] & theirs.get(m, set()) if n > 2)
    if shared:
        return piece("count-same", f"both tell {shared[-1]}")
    ratios = list(_ratios(mine, theirs))
    if not ratios:
        return None
    ratio, low, high = min(ratios)
    feature = "count-close" if ratio <= 1.5 else "count-apart" if ratio > 3 else None
    return piece(feature, f"{low} and {high}") if feature else None


def _by_measure(telling: Telling) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for measure, _, value in telling.counts:
        found.setdefault(measure, set()).add(value)
    return found


def _ratios(mine: dict[str, set[int]], theirs: dict[str, set[int]]) -> Iterator[tuple[float, int, int]]:
    for measure in mine.keys() & theirs.keys():
        low, high = sorted((max(mine[measure]), max(theirs[measure])))
        if low > 0:
            yield high / low, low, high


def weapons(one: Telling, other: Telling) -> Evidence | None:
    """Whether they name the same munition."""
    shared = one.weapons & other.weapons
    return piece("weapons-shared", "both name " + ", ".join(sorted(shared))) if shared else None


def words(one: Telling, other: Telling) -> Evidence | None:
    """How alike their wording is, rare words counting for more."""
    if min(len(one.words), len(other.words)) < _FEWEST_WORDS:
        return None
    share = likeness(one.words, other.words)
    feature = next(name for name, least in _LIKENESS if share >= least)
    shared = rarest(one.words & other.words, 4)
    return piece(feature, f"words {share:.0%} alike" + (f" ({', '.join(shared)})" if shared else ""))


def window(days_told: tuple[date, date]) -> range:
    """The days, as ordinals, under which a telling is looked up: its own and one more at each end."""
    return range(days_told[0].toordinal() - 1, days_told[1].toordinal() + 2)
