"""Writes a gazetteer file: places, keys of their names and outlines in SQLite; the same bytes for the same places."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import field, frozen

from tallystick.gazetteer.candidates import KINDS, Kind
from tallystick.gazetteer.names import loose, normalise, without_article
from tallystick.gazetteer.shapes import Shape, packed
from tallystick.gazetteer.skeletons import skeleton

# fmt: off
ARABIC_SPEAKING = frozenset((
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IL", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA",
    "SA", "SD", "SO", "SY", "TD", "TN", "YE",
))
# fmt: on
"""Countries whose place names reach English through the Arabic script, and so in several spellings."""
FORMAT = 2
"""Version of the file's layout; files of another are refused."""
_SHORTEST_SKELETON = 2

_SCHEMA = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA user_version = {FORMAT};
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ref TEXT, name TEXT NOT NULL, latitude INTEGER NOT NULL, longitude INTEGER NOT NULL,
    country TEXT, kind INTEGER NOT NULL, admin1 INTEGER, admin2 INTEGER, population INTEGER NOT NULL
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (bones TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (bones, key)) WITHOUT ROWID;
CREATE VIRTUAL TABLE box USING rtree (id, west, east, south, north);
CREATE TABLE shape (id INTEGER PRIMARY KEY, rings BLOB NOT NULL);
"""


@frozen
class Row:
    """One place to write: its number in the file, coordinates in degrees, numbers of its divisions, all its names."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str | None
    kind: Kind
    other_names: tuple[str, ...] = ()
    ref: str | None = None
    """The whole gazetteer id, where it is not the file's prefix and ``id``."""
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    listed: bool = True
    """False for a division that another file holds, and that is here only to say where others lie: no name finds it."""
    shape: Shape | None = field(default=None, eq=False, repr=False)


def write(path: Path, rows: Iterable[Row], about: dict[str, str]) -> None:
    """Writes ``rows`` to a new file at ``path``; ``about`` needs ``prefix`` (of ids), ``source`` and ``licence``.

    An earlier file of that name is replaced only when the new one is complete.
    """
    ordered = sorted(rows, key=lambda r: r.id)
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(partial)
        try:
            _fill(connection, ordered, about)
        finally:
            connection.close()
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, ordered: list[Row], about: dict[str, str]) -> None:
    connection.executescript(_SCHEMA)
    with connection:
        places = str(sum(row.listed for row in ordered))
        connection.executemany("INSERT INTO about VALUES (?, ?)", sorted({**about, "places": places}.items()))
        connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", map(_columns, ordered))
        connection.executemany("INSERT INTO name VALUES (?, ?)", _sorted_keys(ordered, _keys))
        connection.executemany("INSERT INTO loose VALUES (?, ?)", _sorted_keys(ordered, _loose_keys))
        connection.executemany("INSERT INTO skeleton VALUES (?, ?)", _skeletons(ordered))
        for row in ordered:
            if row.shape is not None:
                west, south, east, north = row.shape.box
                connection.execute("INSERT INTO box VALUES (?, ?, ?, ?, ?)", (row.id, west, east, south, north))
                connection.execute("INSERT INTO shape VALUES (?, ?)", (row.id, packed(row.shape)))
    connection.execute("VACUUM")


def _columns(row: Row) -> tuple[object, ...]:
    return (
        row.id,
        row.ref,
        row.name,
        round(row.latitude * 1e5),
        round(row.longitude * 1e5),
        row.country,
        KINDS.index(row.kind),
        row.admin1,
        row.admin2,
        row.population,
    )


def _sorted_keys(rows: list[Row], keys_of: Callable[[Row], Iterator[str]]) -> Iterator[tuple[str, int]]:
    yield from sorted({(key, row.id) for row in rows if row.listed for key in keys_of(row) if key})


def _skeletons(rows: list[Row]) -> Iterator[tuple[str, str]]:
    keys = {normalise(name) for row in rows if row.listed for name in (row.name, *row.other_names)}
    found = ((skeleton(key), key) for key in keys)
    yield from sorted(pair for pair in found if len(pair[0]) >= _SHORTEST_SKELETON)


def _keys(row: Row) -> Iterator[str]:
    arabic = row.country in ARABIC_SPEAKING
    for name in (row.name, *row.other_names):
        key = normalise(name)
        yield key
        if arabic and len(without_article(key)) > 2:
            yield without_article(key)


def _loose_keys(row: Row) -> Iterator[str]:
    if row.country in ARABIC_SPEAKING:
        for name in (row.name, *row.other_names):
            key = normalise(name)
            if key.isascii() and len(key) > 4:
                yield loose(key)
