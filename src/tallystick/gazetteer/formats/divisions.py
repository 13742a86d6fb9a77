"""OCHA's Common Operational Datasets of administrative boundaries: divisions with p-codes, level within level.

The property names of their GeoJSON differ by year and country (``ADM1_PCODE``, ``admin1Pcode``, ``adm1_pcode``); what
they share is the level's number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from tallystick.errors import TallystickError
from tallystick.gazetteer.building import Row
from tallystick.gazetteer.candidates import Kind
from tallystick.gazetteer.formats.content import LONGEST_NAME, Content
from tallystick.gazetteer.formats.geojson import Feature

_PROPERTY = re.compile(r"adm(?:in)?(\d)_?(\w+)")
_NAME = re.compile(r"(?:(?:alt|ref)?name\d?_?)?([a-z]{2})?\d?|(?:alt|ref)name\d?")
_KINDS: tuple[Kind, ...] = ("country", "admin1", "admin2", "admin3", "city")
_COUNTRY = re.compile(r"[A-Z]{2}")


@frozen
class _Level:
    number: int
    pcode: str
    names: tuple[str, ...]


@frozen
class _Division:
    """A division; a level above that the file only names has the points of the ones below instead of its own."""

    level: _Level
    above: tuple[str, ...]
    feature: Feature | None = None
    points: list[tuple[float, float]] = field(factory=list)


def has_pcodes(features: list[Feature]) -> bool:
    """True where the properties name a division and its p-code."""
    return any(_levels(feature.properties) for feature in features)


def read_divisions(features: list[Feature], path: Path, prefix: str, country: str | None) -> Content:
    """The divisions of all levels that the file names; ids are ``prefix`` and the p-code.

    Raises TallystickError where no country is told, by the file or by ``country``.
    """
    found: dict[str, _Division] = {}
    for feature in features:
        levels = _levels(feature.properties)
        for i, level in enumerate(levels):
            known = found.setdefault(level.pcode, _Division(level, tuple(above.pcode for above in levels[:i])))
            known.points.append((feature.latitude, feature.longitude))
        if levels:
            found[levels[-1].pcode] = evolve(found[levels[-1].pcode], feature=feature)
    code = country or _country(features[0].properties, list(found))
    if code is None:
        raise TallystickError(f"{path} does not tell its country; give it with --country and its two letters.")
    return Content(_rows(found, prefix, code), f"OCHA COD ({path.name})", "as its publisher states")


def _levels(properties: Mapping[str, str]) -> list[_Level]:
    """The levels that have a p-code and a name, the largest first; the country only where it is the feature itself."""
    pcodes: dict[int, str] = {}
    names: dict[int, list[str]] = {}
    for key, value in properties.items():
        match = _PROPERTY.fullmatch(key)
        if match is None or not value:
            continue
        level, what = int(match[1]), match[2]
        if what == "pcode":
            pcodes[level] = value
        elif _NAME.fullmatch(what) and len(value) <= LONGEST_NAME:
            names.setdefault(level, []).append(value)
    whole = [_Level(n, pcodes[n], tuple(dict.fromkeys(names[n]))) for n in sorted(pcodes) if n in names]
    return [level for level in whole if 0 < level.number < len(_KINDS)] or whole[:1]


def _country(properties: Mapping[str, str], pcodes: list[str]) -> str | None:
    told = [properties.get(key, "") for key in ("adm0_pcode", "admin0pcode", "iso2", "iso_2")]
    codes = [code for code in (*told, *(pcode[:2] for pcode in pcodes)) if _COUNTRY.fullmatch(code)]
    return codes[0] if codes else None


def _rows(found: Mapping[str, _Division], prefix: str, country: str) -> list[Row]:
    numbers = {pcode: number for number, pcode in enumerate(sorted(found), 1)}
    rows = []
    for pcode, division in found.items():
        above = {found[p].level.number: numbers[p] for p in division.above}
        latitude, longitude = _middle(division)
        name, *others = division.level.names
        rows.append(
            Row(
                id=numbers[pcode],
                ref=f"{prefix}:{pcode}",
                name=name,
                latitude=latitude,
                longitude=longitude,
                country=country,
                kind=_KINDS[division.level.number],
                other_names=(*others, pcode),
                admin1=above.get(1),
                admin2=above.get(2),
                shape=division.feature.shape if division.feature else None,
            )
        )
    return rows


def _middle(division: _Division) -> tuple[float, float]:
    if division.feature:
        return division.feature.latitude, division.feature.longitude
    latitudes, longitudes = zip(*division.points, strict=True)
    return sum(latitudes) / len(latitudes), sum(longitudes) / len(longitudes)
