"""Look-up in one gazetteer file."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Any

from tallystick.errors import TallystickError
from tallystick.gazetteer.candidates import KINDS, Candidate
from tallystick.gazetteer.names import loose, normalise, without_article

_FIND = """
SELECT p.id, p.ref, p.name, p.latitude, p.longitude, p.country, p.kind, a.name, b.name, p.population
FROM {table} n JOIN place p ON p.id = n.place LEFT JOIN place a ON a.id = p.admin1 LEFT JOIN place b ON b.id = p.admin2
WHERE n.key = ? ORDER BY p.kind = 0 DESC, p.population DESC, p.id LIMIT 200
"""
_KNOWN = "SELECT 1 FROM name WHERE key = ? LIMIT 1"


class Store:
    """One gazetteer file, opened to be read only; look-ups are remembered."""

    def __init__(self, path: Path) -> None:
        """Opens ``path``; raises TallystickError where it is no gazetteer file of this format."""
        self.path = path
        try:
            self._file = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)
            self.about: dict[str, str] = dict(self._file.execute("SELECT key, value FROM about"))
            self._prefix = self.about["prefix"]
        except (sqlite3.Error, KeyError):
            raise TallystickError(f"{path} is not a gazetteer: build it again or leave it out.") from None
        self.knows_key = lru_cache(maxsize=65536)(self._knows_key)
        self.find = lru_cache(maxsize=16384)(self._find)

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
        return self._file.execute(_FIND.format(table=table), (key,)).fetchall()

    def _candidate(self, row: tuple[Any, ...], key: str, exact: bool) -> Candidate:
        number, ref, name, latitude, longitude, country, kind, admin1, admin2, population = row
        return Candidate(
            id=ref or f"{self._prefix}:{number}",
            name=name,
            latitude=latitude / 1e5,
            longitude=longitude / 1e5,
            country=country,
            kind=KINDS[kind],
            admin1=name if KINDS[kind] == "admin1" else admin1,
            admin2=name if KINDS[kind] == "admin2" else admin2,
            population=population,
            primary=without_article(normalise(name)) == without_article(key),
            exact=exact,
        )
