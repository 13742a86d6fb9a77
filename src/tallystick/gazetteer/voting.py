"""Reads the names of a report and lets each vote for where it may lie."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import evolve

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.context import Cell, Context, Division, Find, cell_of, demonyms
from tallystick.gazetteer.names import normalise
from tallystick.gazetteer.outlets import Outlet
from tallystick.gazetteer.phrases import words
from tallystick.gazetteer.told import read_told
from tallystick.vocabulary.loader import load

_NAME = re.compile(
    r"(?:[a-z]{2}[-'’])?[A-Z][\w'’‘.-]*(?:[ -](?:(?:al|el|de|del|la|of)[ -])?(?:[a-z]{2}[-'’])?[A-Z][\w'’‘-]*){0,4}"
)
_NAME_IN_CAPITALS = re.compile(r"(?<=IN |OF |TO |AT )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}")
_CAPITALISED = re.compile(r"[A-Z]\w+")
_READ = 20_000
"""Characters of a report that are read for context: its places are named early and often."""
_TOWN, _LEAST_WEIGHT = 50_000, 0.25
"""People of a place whose name votes with full weight, and the weight of the smallest."""
_VOTING = frozenset({"country", "admin1", "city", "region"})
_ON_THE_MAP = frozenset({"city", "admin2", "admin3", "neighbourhood"})
_MOST_CELLS = 30
"""A name that may lie in more cells of the map says nothing of where."""
_OFTEN = 5


def read_context(text: str, find: Find, more: Iterable[str] = (), outlet: Outlet | None = None) -> Context:
    """The context that ``text`` gives; ``more`` are names known to be places."""
    votes = _Votes()
    names: Counter[str] = Counter()
    for name, times in (_name_counts(text[:_READ]) + Counter(more)).items():
        names[normalise(name)] += times
    for key, times in names.items():
        votes.add(key, [c for c in find(key) if c.exact and c.country], min(times, _OFTEN))
    for country, times in _demonym_counts(text[:_READ]).items():
        votes.countries[country] += times / 2
    return evolve(votes.result(), told=read_told(text[:_READ], find), outlet=outlet or Outlet())


class _Votes:
    """What the names of a report say together."""

    def __init__(self) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self._on_the_ground: defaultdict[str, float] = defaultdict(float)
        self._own: dict[str, defaultdict[str, float]] = {}
        self._divisions: defaultdict[Division, float] = defaultdict(float)
        self._own_divisions: dict[str, defaultdict[Division, float]] = {}
        self._cells: defaultdict[Cell, float] = defaultdict(float)
        self._own_cells: dict[str, defaultdict[Cell, float]] = {}
        self._of_place: dict[str, tuple[defaultdict[str, float], defaultdict[Division, float]]] = {}
        self._cells_of_place: dict[str, defaultdict[Cell, float]] = {}

    def add(self, key: str, candidates: list[Candidate], times: int) -> None:
        """A name votes for the countries that it may lie in, in proportion to how prominent it is in each.

        For divisions and cells all its places count alike: what they have in common with other names' places tells.
        """
        self._add_to_map(key, [c for c in candidates if c.kind in _ON_THE_MAP])
        weighed = [(_prominence(c), c) for c in candidates if c.kind in _VOTING]
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

    def _record(self, key: str, countries: Mapping[str, float], divisions: Mapping[Division, float]) -> None:
        for country, votes in countries.items():
            self.countries[country] += votes
            self._own[key][country] += votes
        for division, votes in divisions.items():
            self._divisions[division] += votes
            self._own_divisions[key][division] += votes

    def _add_to_map(self, key: str, places: list[Candidate]) -> None:
        cells = set(map(cell_of, places))
        if not 0 < len(cells) <= _MOST_CELLS:
            return
        best = max(places, key=_prominence)
        own = self._own_cells[key] = self._cells_of_place.setdefault(best.id, _tally())
        for cell in cells:
            self._cells[cell] += len(cells) ** -0.5
            own[cell] += len(cells) ** -0.5

    def result(self) -> Context:
        """The votes as a context."""
        return Context(
            countries=self.countries,
            own=self._own,
            divisions=self._divisions,
            own_divisions=self._own_divisions,
            cells=self._cells,
            own_cells=self._own_cells,
            on_the_ground=self._on_the_ground,
        )


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
