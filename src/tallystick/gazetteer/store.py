"""Look-up in one gazetteer file."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Any

from tallystick.errors import TallystickError
from tallystick.gazetteer.building import FORMAT
from tallystick.gazetteer.candidates import KINDS, Candidate, Kind
from tallystick.gazetteer.editions import Edition
from tallystick.gazetteer.names import loose, normalise, without_article
from tallystick.gazetteer.shapes import Shape, unpacked

_SELECT = """
SELECT p.id, p.ref, p.name, p.latitude, p.longitude, p.country, p.kind, a.name, b.name, p.population
FROM {table} JOIN place p ON p.id = {number} LEFT JOIN place a ON a.id = p.admin1 LEFT JOIN place b ON b.id = p.admin2
WHERE {where} ORDER BY p.kind = 0 DESC, p.population DESC, p.id LIMIT 200
"""
_FIND = {t: _SELECT.format(table=f"{t} n", number="n.place", where="n.key = ?") for t in ("name", "loose")}
_INSIDE = _SELECT.format(
    table="box x", number="x.id", where="x.west <= ? AND x.east >= ? AND x.south <= ? AND x.north >= ?"
)
_NEAR = """
SELECT p.id, p.ref, p.name, p.latitude, p.longitude, p.country, p.kind, a.name, NULL, p.population
FROM place p LEFT JOIN place a ON a.id = p.admin1
WHERE p.kind = ? AND p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?
"""
_KNOWN = "SELECT 1 FROM name WHERE key = ? LIMIT 1"
_REACH = 50_000
"""Half a degree, in the file's hundred-thousandths, within which the nearest city is looked for."""
_MANY_AT_ONCE = 400


class Store:
    """One gazetteer file, opened to be read only; look-ups are remembered."""

    def __init__(self, path: Path) -> None:
        """Opens ``path``; raises TallystickError where it is no gazetteer file of this format."""
        self.path = path
        try:
            self._file = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)
            self.about: dict[str, str] = dict(self._file.execute("SELECT key, value FROM about"))
            self._prefix = self.about["prefix"]
            layout = self._file.execute("PRAGMA user_version").fetchone()[0]
            self.edition = Edition.of(self.about, path.stem)
            self.has_shapes = self._file.execute("SELECT 1 FROM shape LIMIT 1").fetchone() is not None
        except (sqlite3.Error, KeyError):
            raise TallystickError(f"{path} is not a gazetteer: build it again or leave it out.") from None
        if layout != FORMAT:
            raise TallystickError(f"{path} is not a gazetteer of this version: add its source again.")
        self.label = self.edition.label
        self.knows_key = lru_cache(maxsize=131072)(self._knows_key)
        self._shape = lru_cache(maxsize=1024)(self._read_shape)
        self.find = lru_cache(maxsize=8192)(self._find)

    def close(self) -> None:
        """Lets the file go."""
        self._file.close()

    def named(self, name: str) -> tuple[Candidate, ...]:
        """Places of a name in any spelling that its key levels."""
        return self.find(normalise(name))

    def containing(self, latitude: float, longitude: float) -> list[Candidate]:
        """The areas that a point lies in, as the outlines say."""
        if not self.has_shapes:
            return []
        rows = self._file.execute(_INSIDE, (longitude, longitude, latitude, latitude)).fetchall()
        return [self._candidate(row, "", True) for row in rows if self._shape(row[0]).contains(latitude, longitude)]

    def nearest_city(self, latitude: float, longitude: float) -> Candidate | None:
        """The populated place nearest to a point, within half a degree."""
        north, east = round(latitude * 1e5), round(longitude * 1e5)
        box = (north - _REACH, north + _REACH, east - _REACH, east + _REACH)
        rows = self._file.execute(_NEAR, (KINDS.index("city"), *box)).fetchall()
        nearest = min(rows, key=lambda r: (r[3] - north) ** 2 + (r[4] - east) ** 2, default=None)
        return self._candidate(nearest, "", True) if nearest else None

    def keys_of(self, skeletons: set[str]) -> list[tuple[str, str]]:
        """The names whose consonants are any of ``skeletons``: consonants and key of each."""
        wanted = sorted(skeletons)
        found: list[tuple[str, str]] = []
        for first in range(0, len(wanted), _MANY_AT_ONCE):
            some = wanted[first : first + _MANY_AT_ONCE]
            marks = ",".join("?" * len(some))
            found += self._file.execute(f"SELECT bones, key FROM skeleton WHERE bones IN ({marks})", some)
        return found

    def _read_shape(self, number: int) -> Shape:
        return unpacked(self._file.execute("SELECT rings FROM shape WHERE id = ?", (number,)).fetchone()[0])

    def _knows_key(self, key: str) -> bool:
        return self._file.execute(_KNOWN, (key,)).fetchone() is not None

    def _find(self, key: str) -> tuple[Candidate, ...]:
        """Places of a normalised name: by its key, else without its article, else by the loose key."""
        rows = self._rows("name", key) or (self._rows("name", without_article(key)) if key.startswith("al ") else [])
        if rows:
            return tuple(self._candidate(row, key, True) for row in rows)
        return tuple(self._candidate(row, key, False) for row in self._loose_rows(key))

    def _loose_rows(self, key: str) -> list[Any]:
        return self._rows("loose", loose(key)) if len(key) > 4 and key.isascii() else []

    def _rows(self, table: str, key: str) -> list[Any]:
        return self._file.execute(_FIND[table], (key,)).fetchall()

    def _candidate(self, row: tuple[Any, ...], key: str, exact: bool) -> Candidate:
        number, ref, name, latitude, longitude, country, kind_number, admin1, admin2, population = row
        kind: Kind = KINDS[kind_number]
        return Candidate(
            id=ref or f"{self._prefix}:{number}",
            name=name,
            latitude=latitude / 1e5,
            longitude=longitude / 1e5,
            country=country,
            kind=kind,
            admin1=name if kind == "admin1" else admin1,
            admin2=name if kind == "admin2" else admin2,
            population=population,
            primary=without_article(normalise(name)) == without_article(key),
            exact=exact,
            gazetteer=self.label,
        )
