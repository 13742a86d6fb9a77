"""Tells what kind of file of places one is, and reads it."""

from __future__ import annotations

import csv
from itertools import chain
from pathlib import Path

from tallystick.errors import TallystickError
from tallystick.gazetteer.building import Row
from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.formats.content import Content
from tallystick.gazetteer.formats.divisions import has_pcodes, read_divisions
from tallystick.gazetteer.formats.geojson import read_features, read_quarters
from tallystick.gazetteer.formats.geonames import is_dump, read_dump
from tallystick.gazetteer.formats.streams import BROKEN, Opened, opened
from tallystick.gazetteer.formats.whosonfirst import is_table, read_table
from tallystick.gazetteer.store import Store

_AROUND = 1_000_000_000


def read_places(path: Path, name: str, world: Store, country: str | None = None) -> Content:
    """The places of a file; ``name`` is that of the pack, ``country`` an ISO code for a file that tells none.

    ``world`` tells where quarters lie. Raises TallystickError where the file is none of the known kinds, is damaged,
    or holds no place.
    """
    try:
        with opened(path) as file:
            content = _outlines(file, path, name, world, country) if file.is_geojson else _table(file, path)
    except (*BROKEN, csv.Error):
        raise TallystickError(
            f"{path} cannot be read to its end: it is damaged or not UTF-8; fetch it again."
        ) from None
    if not content.rows:
        raise TallystickError(f"{path} holds no place with a name, a kind and coordinates.")
    return content


def _table(file: Opened, path: Path) -> Content:
    first = file.lines.readline()
    lines = chain([first], file.lines)
    if is_table(first):
        return read_table(lines, path)
    if is_dump(first):
        return read_dump(lines, path)
    raise TallystickError(
        f"{path} is no table of places: it is neither a GeoNames dump (19 columns, no header) nor a Who's On First "
        "table (a header with id, name, placetype, lat, lon, parent, names)."
    )


def _outlines(file: Opened, path: Path, name: str, world: Store, country: str | None) -> Content:
    features = read_features(file.lines, path)
    if has_pcodes(features):
        return read_divisions(features, path, name, country)
    first = features[0]
    nearest = world.nearest_city(first.latitude, first.longitude)
    told = country or (nearest.country if nearest else None)
    return read_quarters(features, path, told, _around(nearest, world))


def _around(nearest: Candidate | None, world: Store) -> Row | None:
    """The division of the nearest city, as the quarters' own."""
    if nearest is None or nearest.admin1 is None:
        return None
    same = (c for c in world.named(nearest.admin1) if c.kind == "admin1" and c.country == nearest.country)
    found = next(same, None)
    if found is None:
        return None
    return Row(
        _AROUND, found.name, found.latitude, found.longitude, found.country, "admin1", ref=found.id, listed=False
    )
