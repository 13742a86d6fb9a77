"""Who's On First tables: one country a file, a header line, names by language."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tallystick.errors import TallystickError
from tallystick.gazetteer.building import Row
from tallystick.gazetteer.candidates import Kind
from tallystick.gazetteer.formats.content import Content, point, whole

_KINDS: Mapping[str, Kind] = {
    "country": "country",
    "region": "admin1",
    "county": "admin2",
    "localadmin": "city",
    "locality": "city",
    "neighbourhood": "neighbourhood",
    "campus": "airport",
}
_LANGUAGES = frozenset(["eng", "ara", "fra", "deu", "spa", "ukr", "rus", "und"])
_COLUMNS = {"id", "name", "placetype", "lat", "lon", "parent", "names"}
_CLASS_ENDINGS = (" governorate", " district", " province", " subdistrict", " oblast", " state", " region")
_SHORTEST = 3


def is_table(line: str) -> bool:
    """True for the header line of a table."""
    return _COLUMNS.issubset(line.rstrip("\n").split("\t"))


def read_table(lines: Iterable[str], path: Path) -> Content:
    """The places of a table, whose country is the ISO code that its country row gives among its names.

    Raises TallystickError where the table lacks a country.
    """
    csv.field_size_limit(sys.maxsize)
    kept = [line for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if _is_whole(line)]
    by_id = {line["id"]: line for line in kept}
    country = _country(kept, path)
    rows = [_row(line, by_id, country) for line in by_id.values()]
    return Content(rows, f"Who's On First ({path.name})", "CC0 and CC BY", "whosonfirst")


def _is_whole(line: Mapping[str, str | None]) -> bool:
    """A line with a number, a kind that is kept, names and a point."""
    placed = point(line["lat"], line["lon"]) is not None and line["names"] is not None
    return placed and line["placetype"] in _KINDS and whole(line["id"]) is not None and bool(line["name"])


def _country(lines: list[dict[str, str]], path: Path) -> str:
    for line in lines:
        if line["placetype"] == "country":
            codes = [name for _, name in _names(line) if len(name) == 2 and name.isascii() and name.isupper()]
            if codes:
                return codes[0]
    raise TallystickError(f"{path} has no country row with an ISO code among its names; add a table that has one.")


def _row(line: dict[str, str], by_id: Mapping[str, dict[str, str]], country: str) -> Row:
    parents = {_KINDS[p["placetype"]]: int(p["id"]) for p in _parents(line, by_id)}
    names = tuple(dict.fromkeys(n for language, name in _names(line) if language in _LANGUAGES for n in _bare(name)))
    english = [name for language, name in _names(line) if language == "eng" and len(name) > _SHORTEST]
    return Row(
        id=int(line["id"]),
        name=_main_name(line["name"], english),
        latitude=float(line["lat"]),
        longitude=float(line["lon"]),
        country=country,
        kind=_KINDS[line["placetype"]],
        other_names=(line["name"], *names),
        admin1=parents.get("admin1"),
        admin2=parents.get("admin2"),
        population=whole(line.get("population")) or 0,
    )


def _main_name(name: str, english: list[str]) -> str:
    """The table's name where English uses it, else the first English one; without its class word."""
    plain = [n for n in english if "(" not in n]
    return name if name in plain or not plain else [*_bare(plain[0])][-1]


def _parents(line: dict[str, str], by_id: Mapping[str, dict[str, str]]) -> Iterator[dict[str, str]]:
    seen = {line["id"]}
    while (parent := by_id.get(line["parent"])) is not None and parent["id"] not in seen:
        seen.add(parent["id"])
        yield parent
        line = parent


def _names(line: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for entry in line["names"].split("|"):
        language, _, name = entry.partition(":")
        yield language, name


def _bare(name: str) -> Iterator[str]:
    """The name, and without its class word ("Idlib Governorate")."""
    if len(name) >= _SHORTEST:
        yield name
        lower = name.lower()
        yield from (name[: -len(ending)] for ending in _CLASS_ENDINGS if lower.endswith(ending))
