"""The evidence that two tellings are of one incident: each piece is named, worded and weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from attrs import frozen

from tallystick.linking.rarity import mass, rarest
from tallystick.linking.telling import Telling
from tallystick.record import Evidence, Place
from tallystick.vocabulary.loader import load

NEAR_KM = 10.0
FAR_KM = 60.0
_FEWEST_WORDS = 4
_LIKENESS = (("words-alike", 0.5), ("words-much", 0.35), ("words-some", 0.22), ("words-few", 0.12), ("words-none", 0.0))
_TOWN = 3
"""Places of this precision and finer (UCDP where_prec) are points rather than areas."""


class Finding(NamedTuple):
    """A piece of evidence before it is worded: the sentence is made only where somebody asks."""

    feature: str
    sentence: str
    values: tuple[object, ...] = ()

    def evidence(self) -> Evidence:
        """The piece of evidence, worded and weighed."""
        return Evidence(self.feature, self.sentence.format(*self.values), weights()[self.feature])


@frozen
class _Rarest:
    """The rarest of some words, found only where they are printed."""

    words: frozenset[str]

    def __format__(self, spec: str) -> str:
        return f" ({', '.join(rarest(self.words, 4))})" if self.words else ""


@cache
def weights() -> dict[str, float]:
    """The weight of each piece of evidence, from the vocabulary."""
    return dict(load("linking")["weights"])


def forget_weights() -> None:
    """Has the weights read anew: for training, which changes them."""
    weights.cache_clear()
    _most_beside.cache_clear()


@cache
def _most_beside() -> float:
    """The most that prominence, counts, weapons, actors and words can add to what event, day and place say."""
    kinds: dict[str, float] = {}
    for name, weight in weights().items():
        kind = name.partition("-")[0]
        kinds[kind] = max(kinds.get(kind, 0.0), weight)
    return sum(kinds[kind] for kind in ("about", "site", "count", "weapons", "actors", "words"))


def compare(one: Telling, other: Telling) -> tuple[Evidence, ...]:
    """All the evidence for and against the two being of one incident."""
    return tuple(found.evidence() for found in (*_frame(one, other), *_beside(one, other)))


def score(evidence: Sequence[Evidence]) -> float:
    """The sum of the weights."""
    return sum(piece.weight for piece in evidence)


def strength(one: Telling, other: Telling, least: float) -> float | None:
    """The sum of the weights of all the evidence; None where it stays below ``least``."""
    weigh = weights()
    total = sum(weigh[found.feature] for found in _frame(one, other))
    if total + _most_beside() < least:
        return None
    total += sum(weigh[found.feature] for found in _beside(one, other))
    return total if total >= least else None


def affinity(one: Telling, other: Telling) -> float:
    """The sum of the weights for two claims of one report, whose words and blamed parties differ as a text goes on."""
    beside = (sites(one, other), counts(one, other), weapons(one, other))
    weigh = load("linking")["within_report"]["weights"]
    return float(sum(weigh[found.feature] for found in (*_frame(one, other), *beside) if found))


def _frame(one: Telling, other: Telling) -> tuple[Finding, ...]:
    return events(one, other), days(one, other), places(one.places, other.places)


def _beside(one: Telling, other: Telling) -> Iterator[Finding]:
    for part in (about, sites, counts, weapons, actors, words):
        found = part(one, other)
        if found is not None:
            yield found


def about(one: Telling, other: Telling) -> Finding | None:
    """Whether it is what both reports are about, or only mentioned in one of them."""
    if one.principal and other.principal:
        return Finding("about-both", "both reports are about it")
    return Finding("about-one", "one report only mentions it") if one.principal or other.principal else None


def events(one: Telling, other: Telling) -> Finding:
    """Whether the event types can be of one thing."""
    a, b = one.event, other.event
    if a == b:
        return Finding("event-same", "both tell of {}", (a,))
    if any(compatible(x, y) for x in one.events for y in other.events):
        return Finding("event-compatible", "{} and {} can be one event", (a, b))
    return Finding("event-unlike", "{} and {} are different events", (a, b))


def compatible(a: str, b: str) -> bool:
    """True where reports use the two event types for one and the same thing."""
    return a == b or (a, b) in _compatible()


@cache
def _compatible() -> frozenset[tuple[str, str]]:
    data = load("linking")
    pairs = [tuple(pair) for pair in data["compatible"]] + [(g, v) for g in data["generic"] for v in data["violent"]]
    return frozenset([*pairs, *((b, a) for a, b in pairs)])


def days(one: Telling, other: Telling) -> Finding:
    """How the two intervals stand to one another."""
    if one.days is None or other.days is None:
        return Finding("day-unknown", "one of them has no date")
    (a, b), (c, d) = one.days, other.days
    gap = max((c - b).days, (a - d).days, 0)
    if gap == 0:
        return _overlapping(one, other)
    return Finding("day-next", "1 day lies between them") if gap == 1 else Finding("day-apart", f"{gap} days lie apart")


def _overlapping(one: Telling, other: Telling) -> Finding:
    if not (one.dated and other.dated):
        return Finding("day-window", "the reports are of the same days")
    if one.days == other.days and one.days and one.days[0] == one.days[1]:
        return Finding("day-same", "both on {}", (one.days[0].isoformat(),))
    return Finding("day-overlap", "their dates overlap")


def places(ones: Sequence[Place], others: Sequence[Place]) -> Finding:
    """The strongest relation between a place of the one and a place of the other."""
    if not ones or not others:
        return Finding("place-unknown", "one of them names no place")
    if len(ones) == len(others) == 1:
        return _places(ones[0], others[0])
    return max((_places(a, b) for a in ones for b in others), key=lambda found: weights()[found.feature])


def _places(a: Place, b: Place) -> Finding:
    if a.country is None or b.country is None:
        if a.name.lower() == b.name.lower():
            return Finding("place-same", "both at {}", (a.name,))
        return Finding("place-unknown", "{}, {}: not located", (a.name, b.name))
    if a.country != b.country:
        return Finding("place-elsewhere", "{} is not {}", (a.country, b.country))
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return _other_division(a, b)
    return _same_division(a, b)


def _other_division(a: Place, b: Place) -> Finding:
    far = distance_km(a, b)
    if far <= NEAR_KM:
        return Finding("place-near", "{} is near {}", (a.name, b.name))
    if max(a.precision or 6, b.precision or 6) < _TOWN:
        return Finding("place-far", "{} is {:.0f} km from {}", (a.name, far, b.name))
    return Finding("place-elsewhere", "{} is not {}", (a.admin1, b.admin1))


def _same_division(a: Place, b: Place) -> Finding:
    coarser = max(a.precision or 6, b.precision or 6)
    if coarser >= 6:
        return Finding("place-country", "both in {}", (a.country,))
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        point = coarser <= _TOWN
        return Finding("place-same" if point else "place-division", "both {} {}", ("at" if point else "in", a.name))
    if coarser > _TOWN:
        return Finding("place-within", "{} and {} are both in {}", (a.name, b.name, a.admin1 or a.country))
    return _by_distance(a, b)


def _by_distance(a: Place, b: Place) -> Finding:
    far = distance_km(a, b)
    feature = "place-near" if far <= NEAR_KM else "place-apart" if far <= FAR_KM else "place-far"
    return Finding(feature, "{} is {:.0f} km from {}", (a.name, far, b.name))


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres; infinite where one has no coordinates."""
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return float("inf")
    lat1, lon1, lat2, lon2 = (radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def sites(one: Telling, other: Telling) -> Finding | None:
    """Whether they name the same kind of site ("a bakery in Saraqib"), or different ones."""
    mine, theirs = one.sites, other.sites
    if not mine or not theirs:
        return None
    shared = mine & theirs
    if shared:
        return Finding("site-same", "both at a site of one kind: {}", (", ".join(sorted(shared)),))
    return Finding("site-apart", "{} is not {}", (" and ".join(sorted(mine)), " and ".join(sorted(theirs))))


def counts(one: Telling, other: Telling) -> Finding | None:
    """Whether the numbers told agree: one equal number above two is enough, else the nearest of one measure."""
    mine, theirs = one.by_measure, other.by_measure
    shared = [n for m in mine.keys() & theirs.keys() for n in mine[m] & theirs[m] if n > 2]
    if shared:
        return Finding("count-same", "both tell {}", (max(shared),))
    ratios = list(_ratios(mine, theirs))
    if not ratios:
        return None
    ratio, low, high = min(ratios)
    feature = "count-close" if ratio <= 1.5 else "count-apart" if ratio > 3 else None
    return Finding(feature, "{} and {}", (low, high)) if feature else None


def _ratios(mine: dict[str, frozenset[int]], theirs: dict[str, frozenset[int]]) -> Iterator[tuple[float, int, int]]:
    for measure in mine.keys() & theirs.keys():
        low, high = sorted((max(mine[measure]), max(theirs[measure])))
        if low > 0:
            yield high / low, low, high


def weapons(one: Telling, other: Telling) -> Finding | None:
    """Whether they name the same munition."""
    shared = one.weapons & other.weapons
    return Finding("weapons-shared", "both name {}", (", ".join(sorted(shared)),)) if shared else None


def actors(one: Telling, other: Telling) -> Finding | None:
    """Whether they name the same perpetrator, or different ones."""
    if not one.actors or not other.actors:
        return None
    shared = one.actors & other.actors
    if shared:
        return Finding("actors-shared", "both blame {}", (", ".join(sorted(shared)),))
    return Finding("actors-unlike", "{} or {}", (" ".join(sorted(one.actors)), " ".join(sorted(other.actors))))


def words(one: Telling, other: Telling) -> Finding | None:
    """How alike their wording is, rare words counting for more: the cosine of their words, weighed by rarity."""
    if min(len(one.words), len(other.words)) < _FEWEST_WORDS:
        return None
    common, norm = one.words & other.words, sqrt(one.mass * other.mass)
    share = mass(common) / norm if norm else 0.0
    feature = next(name for name, least in _LIKENESS if share >= least)
    return Finding(feature, "words {:.0%} alike{}", (share, _Rarest(common)))
