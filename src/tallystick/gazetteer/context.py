"""What a report as a whole tells of where its places are: countries, divisions and places named without doubt."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from attrs import field, frozen

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.names import normalise
from tallystick.gazetteer.phrases import words
from tallystick.vocabulary.loader import load

Find = Callable[[str], tuple[Candidate, ...]]

_NAME = re.compile(
    r"(?:[a-z]{2}[-'’])?[A-Z][\w'’‘.-]*(?:[ -](?:(?:al|el|de|del|la|of)[ -])?(?:[a-z]{2}[-'’])?[A-Z][\w'’‘-]*){0,4}"
)
_NAME_IN_CAPITALS = re.compile(r"(?<=IN |OF |TO |AT )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}")
_READ = 20_000
"""Characters of a report that are read for context: its places are named early and often."""
_EARTH = 6371.0
_ANCHORS = 40
_CLEAR = 2.0
_SURE = 0.7
"""Share of a name's prominence that makes one place its meaning."""
_TOWN, _LEAST_WEIGHT = 50_000, 0.25
"""People of a place whose name votes with full weight, and the weight of the smallest."""
_VOTING = frozenset({"country", "admin1", "city", "region"})
K = TypeVar("K")
_CAPITALISED = re.compile(r"[A-Z]\w+")


Division = tuple[str, str]


@frozen
class Anchor:
    """A place whose name leaves no doubt; ``key`` of the name in the report."""

    key: str
    place: Candidate


@frozen
class Context:
    """What a report's names say together: votes for countries and for first-order divisions, and places without doubt.

    ``own`` and ``own_divisions`` keep what each name (by its key), and other names of the same place, voted, so that a
    name is judged by the others.
    """

    countries: Mapping[str, float] = field(factory=dict)
    own: Mapping[str, Mapping[str, float]] = field(factory=dict)
    divisions: Mapping[Division, float] = field(factory=dict)
    own_divisions: Mapping[str, Mapping[Division, float]] = field(factory=dict)
    anchors: tuple[Anchor, ...] = ()
    on_the_ground: Mapping[str, float] = field(factory=dict)
    """Votes for countries by the towns and divisions named alone: a country that is only named may be one that acts."""

    @property
    def is_clear(self) -> bool:
        """True where enough is said to tell which countries the report is about."""
        return max(self.countries.values(), default=0.0) >= _CLEAR

    def country_share(self, country: str | None, key: str = "") -> float:
        """Weight of a country between 0 and 1 by all names but ``key``."""
        return _share(self.countries, self.own.get(key, {}), country)

    def ground_share(self, country: str | None, key: str = "") -> float:
        """Weight of a country between 0 and 1 by the towns and divisions but ``key`` that the report names."""
        own = self.own.get(key, {})
        return _share(self.on_the_ground, own, country)

    def division_share(self, division: Division, key: str = "") -> float:
        """Weight of a first-order division between 0 and 1 by all names but ``key``."""
        return _share(self.divisions, self.own_divisions.get(key, {}), division)


def _share(votes: Mapping[K, float], own: Mapping[K, float], wanted: K | None) -> float:
    if wanted is None or wanted not in votes:
        return 0.0
    top = max(value - own.get(key, 0.0) for key, value in votes.items())
    return (votes[wanted] - own.get(wanted, 0.0)) / max(top, 1.0)


@cache
def demonyms() -> dict[str, str]:
    """Country code by word for its people and things, in lower case."""
    return {word: country for country, listed in load("place_demonyms").items() for word in listed}


def read_context(text: str, find: Find, more: Iterable[str] = ()) -> Context:
    """The context that ``text`` gives; ``more`` are names known to be places."""
    votes = _Votes()
    names: Counter[str] = Counter()
    for name, times in (_name_counts(text[:_READ]) + Counter(more)).items():
        names[normalise(name)] += times
    for key, times in names.items():
        votes.add(key, find(key), min(times, 5))
    for country, times in _demonym_counts(text[:_READ]).items():
        votes.countries[country] += times / 2
    return votes.result()


class _Votes:
    """What the names of a report say together."""

    def __init__(self) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self._on_the_ground: defaultdict[str, float] = defaultdict(float)
        self._own: dict[str, defaultdict[str, float]] = {}
        self._divisions: defaultdict[Division, float] = defaultdict(float)
        self._own_divisions: dict[str, defaultdict[Division, float]] = {}
        self._of_place: dict[str, tuple[defaultdict[str, float], defaultdict[Division, float]]] = {}
        self._anchors: list[Anchor] = []

    def add(self, key: str, candidates: tuple[Candidate, ...], times: int) -> None:
        """A name votes for the countries that it may lie in, in proportion to how prominent it is in each.

        For divisions all its places count alike: what they have in common with other names' places tells.
        """
        weighed = [(_prominence(c), c) for c in candidates if c.exact and c.country and c.kind in _VOTING]
        if not weighed:
            return
        best = max(weighed, key=lambda pair: pair[0])[1]
        self._own[key], self._own_divisions[key] = self._of_place.setdefault(best.id, (_tally(), _tally()))
        total = sum(weight for weight, _ in weighed)
        shares: defaultdict[Division, float] = defaultdict(float)
        for weight, candidate in weighed:
            shares[candidate.country or "", candidate.admin1 or ""] += weight / total
        own: defaultdict[str, float] = defaultdict(float)
        size = _weight_of_size(max(weight for weight, _ in weighed))
        for (country, _), share in shares.items():
            own[country] += times * share**2 * size
        if key not in _governments() and not any(c.kind == "country" for _, c in weighed):
            for country, vote in own.items():
                self._on_the_ground[country] += vote
        self._record(key, own, {division: len(shares) ** -0.5 for division in shares if division[1]})
        self._anchor(key, [(weight, c) for weight, c in weighed if c.kind != "country"], shares)

    def _record(self, key: str, countries: dict[str, float], divisions: dict[Division, float]) -> None:
        for country, votes in countries.items():
            self.countries[country] += votes
            self._own[key][country] += votes
        for division, votes in divisions.items():
            self._divisions[division] += votes
            self._own_divisions[key][division] += votes

    def _anchor(self, key: str, places: list[tuple[float, Candidate]], shares: Mapping[Division, float]) -> None:
        """Remembers where a name lies that has one meaning."""
        if places and len(self._anchors) < _ANCHORS:
            best = max(places, key=lambda pair: pair[0])[1]
            if shares[best.country or "", best.admin1 or ""] > _SURE:
                self._anchors.append(Anchor(key, best))

    def result(self) -> Context:
        """The votes as a context."""
        own = self._own, self._own_divisions
        return Context(self.countries, own[0], self._divisions, own[1], tuple(self._anchors), self._on_the_ground)


def _tally() -> defaultdict[Any, float]:
    return defaultdict(float)


def _prominence(candidate: Candidate) -> float:
    if candidate.kind == "country":
        return 1e7
    return float(max(candidate.population, 500)) * (2 if candidate.primary else 1)


def _weight_of_size(prominence: float) -> float:
    """A hamlet's name is oftener somebody's surname than a city's is."""
    return min(1.0, max(_LEAST_WEIGHT, prominence / _TOWN))


def _name_counts(text: str) -> Counter[str]:
    """Capitalised names, whole and by their parts where they have several words."""
    counts: Counter[str] = Counter()
    single = words().single | _no_places()
    pattern = _NAME_IN_CAPITALS if text.upper() == text else _NAME
    for match in pattern.finditer(text):
        parts = match.group().split()
        for first in range(len(parts)):
            for last in range(first + 1, min(len(parts), first + 3) + 1):
                name = " ".join(parts[first:last]).strip(".'’")
                if len(name) > 2 and name.lower() not in single:
                    counts[name] += 1
    return counts


@cache
def _no_places() -> frozenset[str]:
    """Words that a report has in capitals for other reasons: months, titles, first names, a headline's words."""
    traps = load("place_traps")
    listed = (
        traps["calendar"],
        traps["given"],
        traps["title"],
        traps["common"],
        traps["organisation"],
        load("place_common")["words"],
    )
    return frozenset(str(word) for words_of in listed for word in words_of)


@cache
def _governments() -> frozenset[str]:
    """Seats of government, which a report names for those who act from there."""
    return frozenset(map(str, load("place_traps")["governments"]))


def _demonym_counts(text: str) -> Counter[str]:
    known = demonyms()
    return Counter(known[word] for word in map(str.lower, _CAPITALISED.findall(text)) if word in known)


def kilometres(one: Candidate, other: Candidate) -> float:
    """Great-circle distance between two places on a sphere."""
    a, b, c, d = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(h)))
