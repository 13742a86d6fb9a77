"""``gazetteer``: packs of places beside the shipped gazetteer, and what a name may mean by all of them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from attrs import frozen

from tallystick.casebook.folder import CONFIG
from tallystick.errors import CasebookError
from tallystick.gazetteer import Candidate, Edition, Gazetteer, Library, user_folder
from tallystick.gazetteer.library import IN_CASEBOOK
from tallystick.gazetteer.packs import shipped_path

_CASEBOOK_VARIABLE = "TALLYSTICK_CASEBOOK"


@frozen
class Listed:
    """A gazetteer in use; ``folder`` is None for the shipped one."""

    edition: Edition
    folder: Path | None


@frozen
class Found:
    """A place that a name may mean, how like its name is (1: the same), and the areas that it lies in."""

    place: Candidate
    likeness: float
    divisions: tuple[Candidate, ...] = ()


def library(casebook: Path | None, folder: Path | None) -> Library:
    """The packs in ``folder`` where one is named, else in ``casebook``, else the user's.

    Raises CasebookError where ``casebook`` is none.
    """
    if folder is not None:
        return Library(folder)
    if casebook is None:
        return Library(user_folder())
    if not (casebook / CONFIG).is_file():
        raise CasebookError(f"There is no casebook in {casebook}; run `tallystick init {casebook}` first.")
    return Library(casebook / IN_CASEBOOK)


def folders(casebook: Path | None = None) -> tuple[Path, ...]:
    """Where packs are looked for, by precedence: in ``casebook``, or the one here or above, then the user's."""
    named = os.environ.get(_CASEBOOK_VARIABLE)
    told = casebook or (Path(named) if named else None)
    here = [told] if told else [Path.cwd(), *Path.cwd().parents]
    found = next((place for place in here if (place / CONFIG).is_file()), None)
    return (*([found / IN_CASEBOOK] if found else []), user_folder())


def in_use(casebook: Path | None = None) -> Gazetteer:
    """The packs of ``folders`` before the shipped gazetteer; opened once for the same packs.

    Raises TallystickError where a pack is missing or damaged.
    """
    return _opened(tuple(path for folder in folders(casebook) for path in Library(folder).paths()))


@cache
def _opened(packs: tuple[Path, ...]) -> Gazetteer:
    return Gazetteer.open([*packs, shipped_path()])


def listed() -> list[Listed]:
    """The gazetteers in use, the one to be believed first in front."""
    packs = [Listed(edition, place) for place in folders() for edition in Library(place).editions()]
    return [*packs, Listed(in_use().editions[-1], None)]


def find(name: str, limit: int, casebook: Path | None = None) -> list[Found]:
    """What ``name`` may mean in all gazetteers in use, names that sound like it behind those that are it."""
    gazetteer = in_use(casebook)
    exact = [Found(c, 1.0) for c in gazetteer.candidates(name, limit) if c.exact]
    seen = {found.place.id for found in exact}
    alike = [Found(s.place, s.likeness) for s in gazetteer.similar(name, limit) if s.place.id not in seen]
    return [_located(found, gazetteer) for found in (*exact, *alike)][:limit]


def _located(found: Found, gazetteer: Gazetteer) -> Found:
    around = gazetteer.divisions_at(found.place.latitude, found.place.longitude)
    return Found(found.place, found.likeness, tuple(c for c in around if c.id != found.place.id))
