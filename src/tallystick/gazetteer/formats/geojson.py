"""GeoJSON of places: points or outlines, each with names in its properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from attrs import frozen

from tallystick.errors import TallystickError
from tallystick.gazetteer.building import Row
from tallystick.gazetteer.formats.content import LONGEST_NAME, MOST_PLACES, Content, point
from tallystick.gazetteer.shapes import Shape

LARGEST = 512 << 20
"""Characters of a GeoJSON file, which is read as a whole."""
_NAME = re.compile(r"name|title|(?:alt|int|loc|official|old)?_?name(?:[_:]?[a-z]{1,4})?", re.IGNORECASE)
_LOCAL = re.compile(r"[_:](?!en)[a-z]{1,4}$", re.IGNORECASE)


@frozen
class Feature:
    """One feature: its properties by name in lower case, a point inside, and its outline where it has one."""

    properties: Mapping[str, str]
    latitude: float
    longitude: float
    shape: Shape | None = None


def read_features(text: IO[str], path: Path) -> list[Feature]:
    """The features that have coordinates, in order.

    Raises TallystickError where it is no GeoJSON, none has coordinates, or these are no degrees.
    """
    content = text.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TallystickError(f"{path} holds more than 512 MB; add its parts one by one, or simplify the outlines.")
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise TallystickError(f"{path} is no GeoJSON: it is cut off, or not JSON at all; fetch it again.") from None
    listed = data.get("features") if isinstance(data, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_PLACES:
        raise TallystickError(f"{path} is no GeoJSON of places; it needs a FeatureCollection with its features.")
    found = [feature for entry in listed for feature in _feature(entry, path)]
    if not found:
        raise TallystickError(f"No feature of {path} has coordinates; add a file of points or outlines.")
    return found


def _feature(entry: Any, path: Path) -> Iterator[Feature]:
    geometry = entry.get("geometry") if isinstance(entry, dict) else None
    if not isinstance(geometry, dict):
        return
    try:
        told = {str(k).lower(): str(v).strip() for k, v in (entry.get("properties") or {}).items() if v is not None}
        yield from _located(told, geometry, path)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError):
        raise TallystickError(f"{path} has a feature that is broken; repair it or fetch it again.") from None


def _located(properties: Mapping[str, str], geometry: Mapping[str, Any], path: Path) -> Iterator[Feature]:
    kind: Any = geometry.get("type")
    coordinates: Any = geometry.get("coordinates")
    if kind == "Point":
        where = point(coordinates[1], coordinates[0])
        if where is None:
            raise _not_degrees(path)
        yield Feature(properties, *where)
    elif kind in {"Polygon", "MultiPolygon"}:
        polygons = [coordinates] if kind == "Polygon" else coordinates
        shape = Shape.of(ring for polygon in polygons for ring in polygon)
        if shape is not None:
            west, south, east, north = shape.box
            if point(south, west) is None or point(north, east) is None:
                raise _not_degrees(path)
            yield Feature(properties, *shape.middle(), shape)


def _not_degrees(path: Path) -> TallystickError:
    return TallystickError(
        f"The coordinates of {path} are no degrees of longitude and latitude; convert it to WGS 84 (EPSG:4326)."
    )


def read_quarters(features: list[Feature], path: Path, country: str | None, around: Row | None) -> Content:
    """Named quarters of a city; ``around`` is the division that they lie in, which the file itself does not tell.

    Raises TallystickError where no feature has a name.
    """
    rows = [_quarter(number, f, country, around) for number, f in enumerate(features, 1) if names_of(f.properties)]
    if not rows:
        raise TallystickError(f"No feature of {path} has a name; it needs a property such as name or NAME_EN.")
    return Content([*rows, *([around] if around else [])], path.name, "as its publisher states")


def _quarter(number: int, feature: Feature, country: str | None, around: Row | None) -> Row:
    name, *others = names_of(feature.properties)
    return Row(
        id=number,
        name=name,
        latitude=feature.latitude,
        longitude=feature.longitude,
        country=country,
        kind="neighbourhood",
        other_names=tuple(others),
        admin1=around.id if around else None,
        shape=feature.shape,
    )


def names_of(properties: Mapping[str, str]) -> list[str]:
    """The names among the properties, those in English or without a language first."""
    named = [
        (key, value) for key, value in properties.items() if _NAME.fullmatch(key) and 0 < len(value) <= LONGEST_NAME
    ]
    return list(dict.fromkeys(value for _, value in sorted(named, key=lambda pair: bool(_LOCAL.search(pair[0])))))
