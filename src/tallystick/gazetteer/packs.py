"""Builds a pack: a gazetteer file from a file of places that others publish."""

from __future__ import annotations

import hashlib
import sqlite3
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from tallystick.errors import TallystickError
from tallystick.gazetteer.building import write
from tallystick.gazetteer.formats import read_places
from tallystick.gazetteer.store import Store

_STEP = 1 << 20


def shipped_path() -> Path:
    """Where the shipped gazetteer lies (unpacked, where the package is installed as an archive)."""
    with as_file(files("tallystick.gazetteer") / "data" / "places.sqlite") as path:
        return path


@cache
def shipped_store() -> Store:
    """The shipped gazetteer, opened once."""
    return Store(shipped_path())


def build_pack(
    table: Path,
    out: Path,
    *,
    name: str | None = None,
    version: str | None = None,
    country: str | None = None,
    added: str = "",
) -> int:
    """Writes the gazetteer file ``out`` from a file of places; returns how many it holds.

    ``table`` is a GeoNames dump (.txt, .zip), a Who's On First table (.tsv), GeoJSON of quarters, or of divisions with
    p-codes; each may be gzipped. ``name`` and ``version`` (the first digits of the file's hash, if none is given) are
    what each resolution will say. ``country`` is for GeoJSON that tells none. Raises TallystickError where the file is
    none of these, damaged, or without places.
    """
    called = name or out.stem
    content = read_places(table, called, shipped_store(), country)
    digest = _digest(table)
    told = {"name": called, "version": version or digest[:12], "sha256": digest, "added": added}
    from_file = {"prefix": content.prefix or called, "source": content.source, "licence": content.licence}
    try:
        write(out, content.rows, told | from_file)
    except (OSError, sqlite3.Error) as error:
        raise TallystickError(f"{out} cannot be written ({error}); name another folder.") from None
    return sum(row.listed for row in content.rows)


def _digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_STEP):
            found.update(piece)
    return found.hexdigest()
