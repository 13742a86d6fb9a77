"""The gazetteer: what a place name may mean, and what it means in a report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import evolve

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.context import Context, kilometres
from tallystick.gazetteer.editions import Edition
from tallystick.gazetteer.home import Home
from tallystick.gazetteer.names import normalise, without_article
from tallystick.gazetteer.outlets import Outlet
from tallystick.gazetteer.packs import shipped_path
from tallystick.gazetteer.phrases import words
from tallystick.gazetteer.resolving import Resolution, locate, within
from tallystick.gazetteer.similar import Similar, respelt, similar
from tallystick.gazetteer.store import Store
from tallystick.gazetteer.voting import read_context
from tallystick.record import Claim, Document, Place

_SAME_KM = 15.0
_LONGEST = 80
_LEVELS = ("country", "region", "admin1", "admin2", "admin3", "city", "neighbourhood", "airport", "sea", "water")
"""Kinds of areas, the larger first."""


class Gazetteer:
    """One or more gazetteer files with precedence; meets ``record.PlaceNames`` and ``record.PlaceResolver``."""

    def __init__(self, stores: Sequence[Store]) -> None:
        """Takes opened files, the one to be believed first in front."""
        self._stores = tuple(stores)
        self._has_shapes = any(store.has_shapes for store in self._stores)
        self._find = lru_cache(maxsize=65536)(self._merged)

    @classmethod
    def shipped(cls) -> Gazetteer:
        """The gazetteer that comes with the package: GeoNames' places of 500 people and more."""
        return cls([Store(shipped_path())])

    def __reduce__(self) -> tuple[Any, ...]:
        """Goes to another process as the paths of its files."""
        return Gazetteer.open, (self.paths,)

    @classmethod
    def open(cls, paths: Sequence[Path]) -> Gazetteer:
        """Gazetteer files, the one to be believed first in front.

        Raises TallystickError where one is missing or no gazetteer.
        """
        return cls([Store(path) for path in paths])

    @property
    def editions(self) -> tuple[Edition, ...]:
        """What each file says of itself, the one to be believed first in front."""
        return tuple(store.edition for store in self._stores)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, the one to be believed first in front."""
        return tuple(store.path for store in self._stores)

    def knows(self, name: str) -> bool:
        """True where ``name`` (any case, marks and article spelling) is a name of a known place, letter by letter."""
        if len(name) > _LONGEST:
            return False
        key = normalise(name)
        return len(key) > 1 and any(self._has(store, key) for store in self._stores)

    def candidates(self, name: str, limit: int = 20) -> list[Candidate]:
        """What ``name`` may mean: countries first, then by population; loose matches only without an exact one."""
        return list(self.find(name)[:limit])

    def find(self, name: str) -> tuple[Candidate, ...]:
        """All candidates for ``name``; a class word ("Hama Governorate") is left off where the whole is unknown."""
        if len(name) > _LONGEST:
            return ()
        return self._find(normalise(name))

    def similar(self, name: str, limit: int = 20) -> list[Similar]:
        """Places whose names sound like ``name`` in whatever transliteration or script, the likest first."""
        return similar(name[:_LONGEST], self._stores, self._find, limit)

    def divisions_at(self, latitude: float, longitude: float) -> tuple[Candidate, ...]:
        """The areas that a point lies in by the outlines of the first file that has any there, the largest first."""
        for store in self._stores:
            found = store.containing(latitude, longitude)
            if found:
                return tuple(sorted(map(self._with_common_names, found), key=lambda c: _LEVELS.index(c.kind)))
        return ()

    def context(self, document: Document, names: Sequence[str] = ()) -> Context:
        """What the text of ``document`` tells of where its places are; ``names`` are known to be places."""
        return read_context(document.text, self.find, names, Outlet.of(document))

    def resolve(self, document: Document, claims: Sequence[Claim], home: Home | None = None) -> tuple[Claim, ...]:
        """The same claims with their places filled in; an unknown place keeps its name and no coordinates.

        ``home`` tells where earlier reports of the casebook, or of the outlet, mostly were.
        """
        named = {claim.place.name: claim.place for claim in claims if claim.place}
        if not named:
            return tuple(claims)
        context = self._context(document, home)
        located = {name: self._located(place, context).place for name, place in named.items()}
        return tuple(_placed(c, located[c.place.name]) if c.place else c for c in claims)

    def resolutions(
        self, document: Document, places: Sequence[Place], home: Home | None = None
    ) -> tuple[Resolution, ...]:
        """Each place filled in, with what else it may be, which gazetteer says so, and how uncertain its point is."""
        context = self._context(document, home)
        return tuple(self._located(place, context) for place in places)

    def _context(self, document: Document, home: Home | None) -> Context:
        context = self.context(document)
        return home.added_to(context) if home else context

    def _located(self, place: Place, context: Context) -> Resolution:
        found = locate(place, context, self.find, self._respelt)
        if not self._has_shapes or found.place.latitude is None or found.place.longitude is None:
            return found
        around = self.divisions_at(found.place.latitude, found.place.longitude)
        return evolve(found, place=within(found.place, around))

    def _respelt(self, name: str) -> tuple[Candidate, ...]:
        return respelt(normalise(name), self._stores, self._find) if len(name) <= _LONGEST else ()

    def _has(self, store: Store, key: str) -> bool:
        return store.knows_key(key) or (key.startswith("al ") and store.knows_key(without_article(key)))

    def _merged(self, key: str) -> tuple[Candidate, ...]:
        if len(key) < 2:
            return ()
        found = self._of_all_stores(key)
        head, _, last = key.rpartition(" ")
        if head and last in words().kinds and not any(c.exact for c in found):
            return self._of_all_stores(head) or found
        return found

    def _of_all_stores(self, key: str) -> tuple[Candidate, ...]:
        merged: list[Candidate] = []
        for store in self._stores:
            for found in store.find(key):
                same = next((i for i, earlier in enumerate(merged) if _same_place(found, earlier)), None)
                if same is None:
                    merged.append(found)
                elif found.population > merged[same].population:
                    merged[same] = evolve(merged[same], population=found.population)
        exact = [c for c in merged if c.exact]
        return tuple(map(self._with_common_names, exact or merged))

    def _with_common_names(self, candidate: Candidate) -> Candidate:
        """Division names as the last file has them, so that one division is called the same whichever file answers."""
        if len(self._stores) < 2 or not candidate.admin1:
            return candidate
        same = (c for c in self._stores[-1].find(normalise(candidate.admin1)) if c.kind == "admin1")
        return evolve(
            candidate, admin1=next((c.name for c in same if c.country == candidate.country), candidate.admin1)
        )


def _placed(claim: Claim, place: Place) -> Claim:
    """The claim with ``place`` at its own words."""
    return evolve(claim, place=evolve(place, text=claim.place.text if claim.place else None))


def _same_place(one: Candidate, other: Candidate) -> bool:
    """True where two files have the same place: their points are close and their kinds agree."""
    if one.id == other.id:
        return True
    if one.kind != other.kind or one.country != other.country or one.id.split(":")[0] == other.id.split(":")[0]:
        return False
    if one.kind in {"country", "admin1", "admin2"}:
        return True
    return kilometres(one, other) < _SAME_KM
