"""The gazetteer: what a place name may mean, and what it means in a report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from attrs import evolve

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.context import Context, kilometres, read_context
from tallystick.gazetteer.names import normalise, without_article
from tallystick.gazetteer.phrases import words
from tallystick.gazetteer.resolving import locate
from tallystick.gazetteer.store import Store
from tallystick.record import Claim, Document

_SAME_KM = 15.0
_LONGEST = 80


class Gazetteer:
    """One or more gazetteer files with precedence; meets ``record.PlaceNames`` and ``record.PlaceResolver``."""

    def __init__(self, stores: Sequence[Store]) -> None:
        """Takes opened files, the one to be believed first in front."""
        self._stores = tuple(stores)
        self._find = lru_cache(maxsize=16384)(self._merged)

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

    def context(self, document: Document, names: Sequence[str] = ()) -> Context:
        """What the text of ``document`` tells of where its places are; ``names`` are known to be places."""
        return read_context(document.text, self.find, names)

    def resolve(self, document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The same claims with their places filled in; an unknown place keeps its name and no coordinates."""
        names = {claim.place.name for claim in claims if claim.place}
        if not names:
            return tuple(claims)
        context = self.context(document)
        return tuple(self._placed(claim, context) for claim in claims)

    def _placed(self, claim: Claim, context: Context) -> Claim:
        return evolve(claim, place=locate(claim.place, context, self.find)) if claim.place else claim

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


def shipped_path() -> Path:
    """Where the shipped gazetteer lies (unpacked, where the package is installed as an archive)."""
    with as_file(files("tallystick.gazetteer") / "data" / "places.sqlite") as path:
        return path


def _same_place(one: Candidate, other: Candidate) -> bool:
    """True where two files have the same place: their points are close and their kinds agree."""
    if one.kind != other.kind or one.country != other.country or one.id.split(":")[0] == other.id.split(":")[0]:
        return False
    if one.kind in {"country", "admin1", "admin2"}:
        return True
    return kilometres(one, other) < _SAME_KM
