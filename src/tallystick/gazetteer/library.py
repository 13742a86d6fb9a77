"""The packs that a user added: a folder of gazetteer files and their order of precedence."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from tallystick.errors import TallystickError, UsageError
from tallystick.gazetteer.editions import Edition
from tallystick.gazetteer.packs import build_pack
from tallystick.gazetteer.store import Store

FOLDER_VARIABLE = "TALLYSTICK_GAZETTEERS"
IN_CASEBOOK = "gazetteers"
"""Name of the folder in a casebook's own."""
_ORDER = "order.json"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ENDINGS = re.compile(r"(?:\.(?:txt|tsv|zip|gz|json|geojson))+$", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[^a-z0-9._-]+")


def user_folder() -> Path:
    """The user's packs: the folder that TALLYSTICK_GAZETTEERS names, else one where the system keeps a user's data."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "tallystick" / "gazetteers"


@frozen
class Library:
    """The packs in ``folder``, which is made when the first is added."""

    folder: Path

    def names(self) -> list[str]:
        """The packs by precedence, the one to be believed first in front.

        Raises TallystickError where the folder's list of them is damaged.
        """
        path = self.folder / _ORDER
        try:
            listed = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError):
            listed = None
        if not isinstance(listed, list) or not all(isinstance(n, str) and _NAME.fullmatch(n) for n in listed):
            raise TallystickError(f"{path} is damaged; delete it and add the packs of that folder again.")
        return list(dict.fromkeys(listed))

    def paths(self) -> list[Path]:
        """The packs' files by precedence."""
        return [self._path(name) for name in self.names()]

    def editions(self) -> list[Edition]:
        """What each pack says of itself, by precedence; raises TallystickError where one is missing or damaged."""
        return [_edition(path) for path in self.paths()]

    def add(
        self,
        source: Path,
        *,
        name: str | None = None,
        version: str | None = None,
        country: str | None = None,
        position: int | None = None,
    ) -> Edition:
        """Builds a pack of ``source`` and puts it first, or at ``position`` (1 is first); an earlier one of the same
        name is replaced and keeps its position.

        Nothing is changed where it fails. Raises UsageError for a name, country or position that cannot be meant,
        TallystickError for a file that is none of places.
        """
        called = name or _name_of(source)
        self._require(called, country, position)
        order = self.names()
        at = position - 1 if position else order.index(called) if called in order else 0
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TallystickError(f"{self.folder} cannot be made ({error.strerror}); name another folder.") from None
        build_pack(source, self._path(called), name=called, version=version, country=country, added=now)
        order = [other for other in order if other != called]
        self._keep([*order[:at], called, *order[at:]])
        return _edition(self._path(called))

    def remove(self, name: str) -> None:
        """Takes a pack away; raises UsageError where there is none of that name."""
        order = self.names()
        if name not in order:
            raise UsageError(
                f"There is no gazetteer {name!r} in {self.folder}; `tallystick gazetteer list` names them."
            )
        self._keep([other for other in order if other != name])
        with suppress(FileNotFoundError):
            self._path(name).unlink()

    def _require(self, name: str, country: str | None, position: int | None) -> None:
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no name for a gazetteer; use small letters, digits, dots and hyphens.")
        if country is not None and not _COUNTRY.fullmatch(country):
            raise UsageError(f"{country!r} is no country code; write its two letters, such as SY.")
        if position is not None and position < 1:
            raise UsageError(f"{position} is no position; 1 is the gazetteer to be believed first.")

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite"

    def _keep(self, order: Sequence[str]) -> None:
        """Writes the order whole or not at all."""
        partial = self.folder / f"{_ORDER}.partial"
        partial.write_text(json.dumps(order, indent=1) + "\n", encoding="utf-8")
        partial.replace(self.folder / _ORDER)


def _name_of(source: Path) -> str:
    return _NO_LETTERS.sub("-", _ENDINGS.sub("", source.name).lower()).strip("-.") or "places"


def _edition(path: Path) -> Edition:
    store = Store(path)
    try:
        return store.edition
    finally:
        store.close()
