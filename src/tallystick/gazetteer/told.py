"""Places that a text itself tells apart: "Paris, Texas", "Lancaster (Pa.)"; what is said once holds for all of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.context import Find
from tallystick.gazetteer.names import normalise

_WORD = r"[A-Z][\w'’-]*"
_PLACED = re.compile(
    rf"(?<!\w)({_WORD}(?:[ -]{_WORD}){{0,3}}),? ?\(?(?<=[,( ])((?:[A-Z]\. ?){{2,3}}|{_WORD}\.?(?: {_WORD}){{0,2}})"
)
_SEPARATED = re.compile(r"[,(]")


def read_told(text: str, find: Find) -> dict[str, frozenset[str]]:
    """Ids of the places that each name (by its key) means, by the country or division that stands behind it."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for match in _PLACED.finditer(text):
        if not _SEPARATED.search(text, match.end(1), match.start(2)):
            continue
        containers = _containers(match[2].split(), find)
        if containers:
            for key, place in _inside(match[1].split(), containers, find):
                told[key].add(place.id)
    return {key: frozenset(ids) for key, ids in told.items()}


def _containers(said: list[str], find: Find) -> list[Candidate]:
    """Countries and first-order divisions of the longest name that begins the words."""
    for end in range(len(said), 0, -1):
        found = [c for c in find(" ".join(said[:end])) if c.kind == "admin1" or (c.kind == "country" and c.primary)]
        if found:
            return found
    return []


def _inside(said: list[str], containers: list[Candidate], find: Find) -> Iterator[tuple[str, Candidate]]:
    """The places in any of ``containers`` of the longest name that ends the words."""
    for start in range(len(said)):
        key = normalise(" ".join(said[start:]))
        inside = [c for c in find(key) if c.exact and any(_lies_in(c, container) for container in containers)]
        if inside:
            yield from ((key, c) for c in inside)
            return


def _lies_in(place: Candidate, container: Candidate) -> bool:
    if place.country != container.country or place.kind in {"country", "admin1"}:
        return container.kind == "country" and place.kind == "admin1" and place.country == container.country
    return container.kind == "country" or place.admin1 == container.admin1
