"""The pieces of evidence that two tellings are of one incident, each a comparison of one thing that both tell."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache, lru_cache
from math import sqrt
from typing import NamedTuple

from attrs import frozen

from tallystick.linking.rarity import mass, rarest
from tallystick.linking.telling import Telling
from tallystick.vocabulary.loader import load

MANY = 10
"""From here on a number is rarely told of two things by chance."""
CLOSE, APART = 1.5, 3.0
"""Ratios of two numbers up to which they may be one that was counted twice, and from which on they are two."""
_ALIKE = 0.7
"""Share of letters in common from which on two skeletons may be spellings of one name."""
_SHORT, _LONG = 100.0, 600.0
"""Masses of the shorter text (a rare word weighs about 50): below the first its words say nothing; below the second one
rare word in common can be chance, and none in common is no wonder, so that likeness is weighed apart (``-brief``)."""
_LIKENESS = (
    ("words-alike", 0.35),
    ("words-much", 0.2),
    ("words-some", 0.12),
    ("words-few", 0.07),
    ("words-little", 0.04),
    ("words-none", 0.0),
)


class Finding(NamedTuple):
    """A piece of evidence before it is worded and weighed: the sentence is made only where somebody asks."""

    feature: str
    sentence: str
    values: tuple[object, ...] = ()

    def says(self) -> str:
        """The sentence."""
        return self.sentence.format(*self.values)


_BOTH_ABOUT = Finding("about-both", "both reports are about it")
_ONE_ABOUT = Finding("about-one", "one report only mentions it")
_OF_THE_SAME_DAYS = Finding("day-window", "the reports are of the same days")
_OVERLAPPING = Finding("day-overlap", "their dates overlap")


@frozen
class _Rarest:
    """The rarest of some words, found only where they are printed."""

    words: frozenset[str]

    def __format__(self, spec: str) -> str:
        return f" ({', '.join(rarest(self.words, 4))})" if self.words else ""


def about(one: Telling, other: Telling) -> Finding | None:
    """Whether it is what both reports are about, or only mentioned in one of them."""
    if one.principal and other.principal:
        return _BOTH_ABOUT
    return _ONE_ABOUT if one.principal or other.principal else None


def events(one: Telling, other: Telling) -> Finding:
    """Whether the event types can be of one thing; types that do not tell the means are passed over beside one."""
    return _events(one.event, other.event, one.events, other.events)


@lru_cache(10_000)
def _events(a: str, b: str, mine: frozenset[str], theirs: frozenset[str]) -> Finding:
    if a == b:
        return Finding("event-same", "both tell of {}", (a,))
    if {a, b} & _generic() and compatible(a, b):
        return Finding("event-generic", "{} and {} can be one event", (a, b))
    if any(compatible(x, y) for x in _means(mine) for y in _means(theirs)):
        return Finding("event-compatible", "{} and {} can be one event", (a, b))
    return Finding("event-unlike", "{} and {} are different events", (a, b))


def _means(events: frozenset[str]) -> frozenset[str]:
    return events - _generic() or events


@cache
def _generic() -> frozenset[str]:
    return frozenset(load("linking")["generic"])


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
    if c <= b and a <= d:
        return _overlapping(one, other)
    gap = max((c - b).days, (a - d).days)
    if one.dating == other.dating == "date":
        return Finding("day-told-apart", "one tells of {}, the other of {}", (a, c))
    if gap == 1:
        return Finding(_next_day(one, other), "1 day lies between them")
    return Finding("day-apart", "{} days lie apart", (gap,))


def _next_day(one: Telling, other: Telling) -> str:
    """Two named days that follow one another are two days, but for one site: what happens at night there, some put on
    the day before.
    """
    if one.dating and other.dating and not one.sites & other.sites:
        return "day-next-named"
    return "day-next" if one.dated and other.dated else "day-after"


def _overlapping(one: Telling, other: Telling) -> Finding:
    if not (one.dated and other.dated):
        return _OF_THE_SAME_DAYS
    if one.days == other.days and one.days and one.days[0] == one.days[1]:
        return Finding("day-same", "both on {}", one.days[:1])
    return _OVERLAPPING


def hours(one: Telling, other: Telling) -> Finding | None:
    """Whether they tell different parts of the day: those that follow one another may be one hour told twice."""
    if not one.hours or not other.hours or not one.hours.isdisjoint(other.hours):
        return None
    apart = abs(_middle(one.hours) - _middle(other.hours))
    told = " and ".join(sorted(one.hours)), " and ".join(sorted(other.hours))
    return Finding("hour-apart" if apart > 1 else "hour-next", "{} is not {}", told)


def far_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether hours of one day lie so far apart that no two things at them are one.

    Night and morning do not: what happens after midnight is told as either.
    """
    if not one or not other or not one.isdisjoint(other):
        return False
    apart = abs(_middle(one) - _middle(other))
    return min(apart, len(load("linking")["hours"]) - apart) > 1


@lru_cache(1000)
def _middle(hours: frozenset[str]) -> float:
    """Where in the day they lie in the middle: an hour of two parts (5 p.m.) lies between them."""
    order = list(load("linking")["hours"])
    return sum(map(order.index, hours)) / len(hours)


def sites(one: Telling, other: Telling) -> Finding | None:
    """Whether they name the same kind of site ("a bakery in Saraqib"), or different ones."""
    mine, theirs = one.sites, other.sites
    if not mine or not theirs:
        return None
    shared = mine & theirs
    if shared:
        return Finding("site-same", "both at a site of one kind: {}", (", ".join(sorted(shared)),))
    return Finding("site-apart", "{} is not {}", (" and ".join(sorted(mine)), " and ".join(sorted(theirs))))


def quarters(one: Telling, other: Telling) -> Finding | None:
    """Whether they name the same quarter, street or camp, or different ones."""
    mine, theirs = one.quarters, other.quarters
    if not mine or not theirs:
        return None
    shared = (mine & theirs) - (one.unlocated & other.unlocated)
    if shared:
        return Finding("quarter-same", "both name {}", (", ".join(sorted(shared)),))
    if mine & theirs:
        return None
    feature = "quarter-told-apart" if _one_each(one.quarter, other.quarter) else "quarter-apart"
    return Finding(feature, "one names {}, the other {}", (", ".join(sorted(mine)), ", ".join(sorted(theirs))))


def _one_each(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether each names one quarter of a town as such, and surely not the same in another spelling."""
    return bool(mine and theirs) and not any(_may_be_one(a, b) for a in mine for b in theirs)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two skeletons may be those of one name ("krm" of Ikrima, "krmh" of Akrameh)."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (
        len(shorter) > 1 and (shorter in longer or SequenceMatcher(None, one, other).ratio() >= _ALIKE)
    )


def aftermath(one: Telling, other: Telling) -> Finding | None:
    """Whether one alone tells of an attack on mourners or rescuers, who come where something happened before."""
    mine, theirs = one.aftermath, other.aftermath
    if mine == theirs or mine & theirs:
        return None
    kinds = " and ".join(sorted(mine ^ theirs))
    return Finding("aftermath-apart", "only one tells of an attack on {}", (kinds,))


def victims(one: Telling, other: Telling) -> Finding | None:
    """Whether those harmed are said to be of one kind."""
    shared = one.victims & other.victims
    return Finding("victims-shared", "both tell of {}", (", ".join(sorted(shared)),)) if shared else None


def counts(one: Telling, other: Telling) -> Finding | None:
    """Whether the numbers told agree: one equal number above two is enough, else the nearest of one measure."""
    theirs = other.by_measure
    both = [(numbers, theirs[measure]) for measure, numbers in one.by_measure.items() if measure in theirs]
    most = max([max(same) for mine, others in both if (same := mine & others)], default=0)
    if most > 2:
        return Finding("count-same" if most >= MANY else "count-few", "both tell {}", (most,))
    ratios = [ratio for mine, others in both if (ratio := _ratio(max(mine), max(others)))]
    return _by_ratio(*min(ratios)) if ratios else None


def _by_ratio(ratio: float, low: int, high: int) -> Finding | None:
    if ratio > CLOSE:
        return Finding("count-apart" if ratio > APART else "count-unlike", "{} and {}", (low, high))
    return Finding("count-close", "{} and {}", (low, high)) if low >= MANY else None


def _ratio(one: int, other: int) -> tuple[float, int, int] | None:
    low, high = (one, other) if one < other else (other, one)
    return (high / low, low, high) if low > 0 else None


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
    shorter = min(one.mass, other.mass)
    if shorter < _SHORT:
        return None
    common = one.words & other.words
    share = mass(common) / sqrt(one.mass * other.mass)
    feature = next(name for name, least in _LIKENESS if share >= least)
    brief = "" if shorter >= _LONG else "-brief"
    return Finding(feature + brief, "words {:.0%} alike{}", (share, _Rarest(common)))
