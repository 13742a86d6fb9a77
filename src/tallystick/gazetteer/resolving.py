"""Chooses which place a name means, from its wording and from what the report as a whole is about."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import evolve, frozen

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.context import Context, Find, demonyms, kilometres
from tallystick.gazetteer.names import normalise
from tallystick.gazetteer.phrases import Segment, read_phrase
from tallystick.gazetteer.precision import where_precision
from tallystick.record import Place
from tallystick.vocabulary.loader import load

_KIND_BONUS = {
    "country": 2.0,
    "region": 6.0,
    "sea": 5.0,
    "water": 3.0,
    "admin1": 0.5,
    "admin2": -1.5,
    "neighbourhood": -1.0,
}
_WANTED = {"admin1": {"admin1"}, "admin2": {"admin2"}, "city": {"city"}, "neighbourhood": {"neighbourhood", "city"}}
_COUNTRY_WEIGHT, _DIVISION_WEIGHT, _NEAR_WEIGHT, _FAR_WEIGHT = 3.0, 1.5, 1.5, 0.7
_NEAR_KM, _FAR_KM = 50.0, 200.0
_SEAT = 2.0
_CENTRAL, _TOUCHED = 0.5, 0.2
"""Shares of a country in a report that is about it, and that names places in it."""
_KNOWN_ABROAD, _KNOWN_BY_OTHER_NAME = 100_000, 1_000_000
"""People of a place that a report may name without a word on its country, by its main name and by another."""
_PRIMARY, _WORDED, _CONTAINED, _LOOSE = 0.7, 6.0, 5.0, -2.0


@frozen
class Scored:
    """A candidate with its score; higher is likelier."""

    candidate: Candidate
    score: float


def rank(name: Segment, context: Context, find: Find, containers: Sequence[Candidate] = ()) -> list[Scored]:
    """Candidates for a name, likeliest first; ``containers`` are places that the wording says it lies in."""
    usable = [c for c in _usable(name.text, context, find) if _is_of_kind(c, name)]
    seats = {(c.country, c.admin1) for c in usable if c.kind == "city"}
    scored = [Scored(c, _score(c, name, context, containers) - _SEAT * _has_seat(c, seats)) for c in usable]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.id))


def _is_of_kind(candidate: Candidate, name: Segment) -> bool:
    """False for a country or a division that the words call a quarter."""
    return name.kind != "neighbourhood" or candidate.kind not in {"country", "admin1"}


def _has_seat(candidate: Candidate, seats: set[tuple[str | None, str | None]]) -> bool:
    """True for a division that has a town of its own name: the bare name is the town's."""
    return candidate.kind == "admin1" and (candidate.country, candidate.admin1) in seats


def _allowed(candidate: Candidate, context: Context, key: str) -> bool:
    """A loosely matching name must lie in a country that the report is about.

    So must a small place, or in one where the report names other places: a country that is only named may be one that
    acts ("US officials said"), which makes Ohio's Geneva no likelier.
    """
    if not candidate.exact:
        return context.country_share(candidate.country) >= _CENTRAL
    least = _KNOWN_ABROAD if candidate.primary else _KNOWN_BY_OTHER_NAME
    known_anywhere = candidate.kind not in {"city", "neighbourhood"} or candidate.population >= least
    if known_anywhere or not context.is_clear or context.ground_share(candidate.country, key) >= _TOUCHED:
        return True
    return context.country_share(candidate.country, key) >= _CENTRAL


def _score(candidate: Candidate, name: Segment, context: Context, containers: Sequence[Candidate]) -> float:
    score = math.log10(max(candidate.population, 50)) + _KIND_BONUS.get(candidate.kind, 0.0)
    score += _PRIMARY * candidate.primary + (0.0 if candidate.exact else _LOOSE)
    score += _WORDED * (candidate.kind in _WANTED.get(name.kind or "", ()))
    key = normalise(name.text)
    score += _told_by(candidate, context, key)
    score += _nearness(candidate, [anchor.place for anchor in context.anchors if anchor.key != key])
    return score + _CONTAINED * any(_lies_in(candidate, c) for c in containers)


def _told_by(candidate: Candidate, context: Context, key: str) -> float:
    """What the report's other names say of the country and the division of a place.

    For a small town the names of a country and of its people say nothing: only other places in that country do.
    """
    country, division = context.country_share(candidate.country, key), 0.0
    if candidate.country and candidate.admin1 and candidate.kind != "admin1":
        division = context.division_share((candidate.country, candidate.admin1), key)
    if candidate.kind in {"city", "neighbourhood"} and candidate.population < _KNOWN_ABROAD:
        ground = min(1.0, context.ground_share(candidate.country, key))
        country, division = min(country, ground), division * ground
    return _COUNTRY_WEIGHT * country + _DIVISION_WEIGHT * division


def _nearness(candidate: Candidate, others: Sequence[Candidate]) -> float:
    nearest = min((kilometres(candidate, other) for other in others), default=math.inf)
    return _NEAR_WEIGHT if nearest < _NEAR_KM else _FAR_WEIGHT if nearest < _FAR_KM else 0.0


def _lies_in(candidate: Candidate, container: Candidate) -> bool:
    if candidate.id == container.id or candidate.country != container.country:
        return False
    if container.kind == "country":
        return True
    if container.kind == "admin1":
        return candidate.admin1 == container.admin1 and candidate.kind != "admin1"
    return kilometres(candidate, container) < _NEAR_KM


def locate(place: Place, context: Context, find: Find) -> Place:
    """``place`` with what the gazetteer says of the most specific known name in its wording.

    Coordinates, divisions and id are those of that name; ``precision`` never claims more than the words. A wording
    without a known name comes back as it was, but for one that is a demonym alone ("Syrian"), which means the country.
    """
    country = demonyms().get(place.name.casefold())
    if country is not None:
        return _of_country(place, country, find)
    segments = read_phrase(place.name, lambda name: bool(_usable(name, context, find)))
    chosen = _choose(segments, context, find)
    if not chosen:
        return place
    segment, candidate = chosen[0]
    head = segments[0]
    return _filled(place, candidate, segment, beside=head is not segment and head.kind == "city")


def _of_country(place: Place, country: str, find: Find) -> Place:
    names = load("place_countries").get(country, [])
    found = (c for name in names for c in find(name) if c.kind == "country" and c.country == country)
    chosen = next(found, None)
    return _filled(place, chosen, Segment(place.name, known=True), beside=False) if chosen else place


def _choose(segments: Sequence[Segment], context: Context, find: Find) -> list[tuple[Segment, Candidate]]:
    """The known names of a wording with their places, each lying in those to its right; names that cannot are left out.

    Names that stand side by side with nothing between ("Bustan al-Qasr") are one name unless they nest so.
    """
    chosen: list[tuple[Segment, Candidate]] = []
    broken = False
    for segment in reversed(segments):
        containers = [candidate for _, candidate in chosen]
        ranked = rank(segment, context, find, containers) if segment.known else []
        fitting = [s.candidate for s in ranked if _fits(s.candidate, segment, containers)]
        if broken and segment.joined:
            continue
        broken = not fitting
        if fitting:
            chosen.insert(0, (segment, fitting[0]))
        elif segment.joined and chosen:
            chosen.pop(0)
    return chosen


def _fits(candidate: Candidate, segment: Segment, containers: Sequence[Candidate]) -> bool:
    """Whether a place may stand in a wording before the places in ``containers``."""
    if not containers:
        return True
    nearest = containers[0]
    if segment.listed or segment.near:
        return candidate.country == nearest.country or nearest.country is None
    return _lies_in(candidate, nearest) or nearest.kind in {"region", "sea", "water"}


def _usable(name: str, context: Context, find: Find) -> list[Candidate]:
    key = normalise(name)
    return [c for c in find(name) if _allowed(c, context, key)]


def _filled(place: Place, chosen: Candidate, segment: Segment, beside: bool) -> Place:
    precision = where_precision(chosen, segment, beside)
    finer = precision <= 3
    return evolve(
        place,
        latitude=chosen.latitude,
        longitude=chosen.longitude,
        gazetteer_id=chosen.id,
        gazetteer_name=chosen.name,
        country=chosen.country,
        admin1=chosen.admin1 if precision < 6 else None,
        admin2=chosen.admin2 if finer else None,
        precision=precision,
    )
