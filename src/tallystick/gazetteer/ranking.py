"""Scores the places that a name may mean by what its wording and the report say; the weights are learned."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from attrs import frozen

from tallystick.gazetteer.candidates import Candidate, Kind
from tallystick.gazetteer.context import Context, Find, kilometres
from tallystick.gazetteer.names import normalise
from tallystick.gazetteer.phrases import Segment
from tallystick.vocabulary.loader import load

_WANTED: dict[str, set[Kind]] = {
    "admin1": {"admin1"},
    "admin2": {"admin2", "admin3"},
    "city": {"city"},
    "neighbourhood": {"neighbourhood", "city"},
}
_AREAS = frozenset({"region", "sea", "water"})
_NEAR_KM = 50.0
_CENTRAL, _TOUCHED = 0.5, 0.2
"""Shares of a country in a report that is about it, and that names places in it."""
_KNOWN_ABROAD, _KNOWN_BY_OTHER_NAME = 100_000, 1_000_000
"""People of a place that a report may name without a word on its country, by its main name and by another."""
_SMALLEST = 50
"""People of a place whose population is not known."""


@frozen
class Scored:
    """A candidate with its score (higher is likelier) and its probability among the candidates of its name."""

    candidate: Candidate
    score: float
    probability: float = 1.0


def rank(name: Segment, context: Context, find: Find, containers: Sequence[Candidate] = ()) -> list[Scored]:
    """Candidates for a name, likeliest first; ``containers`` are places that the wording says it lies in."""
    places = [c for c in usable(name.text, context, find, containers) if _is_of_kind(c, name)]
    if not places:
        return []
    seats = {(c.country, c.admin1) for c in places if c.kind == "city"}
    scores = [_weighed(signals(c, name, context, containers, seats)) for c in places]
    top = max(scores)
    total = sum(math.exp(score - top) for score in scores)
    scored = [Scored(c, s, math.exp(s - top) / total) for c, s in zip(places, scores, strict=True)]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.id))


def usable(name: str, context: Context, find: Find, containers: Sequence[Candidate] = ()) -> list[Candidate]:
    """The places of a name that a report may mean at all: those that the wording puts into ``containers`` always."""
    key = normalise(name)
    return [c for c in find(name) if _allowed(c, context, key) or any(lies_in(c, larger) for larger in containers)]


def _is_of_kind(candidate: Candidate, name: Segment) -> bool:
    """False for a country or a division that the words call a quarter."""
    return name.kind != "neighbourhood" or candidate.kind not in {"country", "admin1"}


def _allowed(candidate: Candidate, context: Context, key: str) -> bool:
    """A loosely matching name must lie in a country that the report is about.

    So must a small place, or in one where the report names other places: a country that is only named may be one that
    acts ("US officials said"), which makes Ohio's Geneva no likelier.
    """
    if not candidate.exact:
        return context.country_share(candidate.country) >= _CENTRAL
    least = _KNOWN_ABROAD if candidate.primary else _KNOWN_BY_OTHER_NAME
    known_anywhere = candidate.kind not in {"city", "neighbourhood"} or candidate.population >= least
    if known_anywhere or not context.is_clear or candidate.id in context.told.get(key, ()):
        return True
    if context.ground_share(candidate.country, key) >= _TOUCHED:
        return True
    return context.country_share(candidate.country, key) >= _CENTRAL


def signals(
    candidate: Candidate,
    name: Segment,
    context: Context,
    containers: Sequence[Candidate],
    seats: set[tuple[str | None, str | None]],
) -> dict[str, float]:
    """What speaks for a place and against it, by the names of the weights.

    ``containers`` are the places that the wording says it lies in, ``seats`` the divisions in which a town bears the
    name.
    """
    division = candidate.kind in {"admin1", "admin2", "admin3"}
    return {
        **_of_itself(candidate),
        **_of_report(candidate, normalise(name.text), context, containers),
        "worded": candidate.kind in _WANTED.get(name.kind or "", ()),
        "division_of_its_seat": division and (candidate.country, candidate.admin1) in seats,
    }


def _of_itself(candidate: Candidate) -> dict[str, float]:
    return {
        "population": math.log10(max(candidate.population, _SMALLEST)),
        "country": candidate.kind == "country",
        "admin1": candidate.kind == "admin1",
        "admin2": candidate.kind in {"admin2", "admin3"},
        "area": candidate.kind in _AREAS,
        "neighbourhood": candidate.kind == "neighbourhood",
        "main_name": candidate.primary,
        "loose": not candidate.exact,
    }


def _of_report(candidate: Candidate, key: str, context: Context, containers: Sequence[Candidate]) -> dict[str, float]:
    """What the report's other names and its outlet say.

    For a small town the names of a country and of its people say nothing: only other places in that country do.
    """
    small = candidate.kind in {"city", "neighbourhood"} and candidate.population < _KNOWN_ABROAD
    ground = min(1.0, context.ground_share(candidate.country, key)) if small else 1.0
    division = candidate.country or "", candidate.admin1 or ""
    told = max((_closeness(candidate, c) for c in containers), default=0.0)
    return {
        "country_of_report": min(context.country_share(candidate.country, key), ground),
        "division_of_report": context.division_share(division, key) * ground,
        "division_votes": context.division_votes(division, key),
        "votes_around": math.log1p(context.votes_around(candidate, key)),
        "unseen_country": ground < _TOUCHED,
        "told": max(told, float(candidate.id in context.told.get(key, ()))),
        "outlet_country": candidate.country is not None and candidate.country == context.outlet.country,
        "outlet_name": candidate.country is not None and context.outlet.bears(candidate.name),
    }


def _weighed(said: dict[str, float]) -> float:
    weights = _weights()
    return sum(weights[signal] * value for signal, value in said.items() if value)


@cache
def _weights() -> dict[str, float]:
    """The weights of ``signals``, as training/gazetteer/learn_ranking.py writes them."""
    ranking = load("place_ranking")
    return {name: float(weight) for name, weight in (ranking["weights"] | ranking["fixed"]).items()}


def _closeness(candidate: Candidate, container: Candidate) -> float:
    """1 for a place in a country or division, less for one farther from the town that it is said to lie in or by."""
    if not lies_in(candidate, container):
        return 0.0
    if container.kind in {"country", "admin1"}:
        return 1.0
    return 1.0 - kilometres(candidate, container) / (2 * _NEAR_KM)


def lies_in(candidate: Candidate, container: Candidate) -> bool:
    """True where a place lies in a larger one; in or by it, where that is no country or division."""
    if candidate.id == container.id or candidate.country != container.country:
        return False
    if container.kind == "country":
        return True
    if container.kind == "admin1":
        return candidate.admin1 == container.admin1 and candidate.kind != "admin1"
    return kilometres(candidate, container) < _NEAR_KM
