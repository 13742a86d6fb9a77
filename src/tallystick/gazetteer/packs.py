"""Builds a country pack, a gazetteer file for one country, from a Who's On First table."""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tallystick.errors import TallystickError
from tallystick.gazetteer.building import Row, write
from tallystick.gazetteer.candidates import Kind

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


def build_pack(table: Path, out: Path) -> int:
    """Writes the gazetteer file ``out`` from a Who's On First table (TSV, also gzipped); returns its places.

    The country is the ISO code that the table's country row gives among its names. Raises TallystickError where the
    table lacks a column or a country.
    """
    lines = list(_lines(table))
    by_id = {line["id"]: line for line in lines}
    country = _country(lines, table)
    rows = [_row(line, by_id, country) for line in lines]
    write(out, rows, {"prefix": "whosonfirst", "source": f"Who's On First ({table.name})", "licence": "CC0 and CC BY"})
    return len(rows)


def _lines(table: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    try:
        opener = gzip.open if table.suffix == ".gz" else open
        with opener(table, "rt", encoding="utf-8") as lines:
            reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if not _COLUMNS.issubset(reader.fieldnames or ()):
                raise TallystickError(f"{table} is no Who's On First table: it needs the columns {sorted(_COLUMNS)}.")
            yield from (line for line in reader if _is_whole(line))
    except (UnicodeDecodeError, EOFError, OSError, csv.Error):
        raise TallystickError(f"{table} cannot be read as a table of places: is it whole, and UTF-8?") from None


def _is_whole(line: Mapping[str, str | None]) -> bool:
    """A line with a number, a kind that is kept and a point."""
    try:
        float(line["lat"] or ""), float(line["lon"] or "")
    except ValueError:
        return False
    return line["placetype"] in _KINDS and (line["id"] or "").isdigit()


def _country(lines: list[dict[str, str]], table: Path) -> str:
    for line in lines:
        if line["placetype"] == "country":
            codes = [name for _, name in _names(line) if len(name) == 2 and name.isascii() and name.isupper()]
            if codes:
                return codes[0]
    raise TallystickError(f"{table} has no country row with an ISO code among its names.")


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
        population=int(line.get("population") or 0),
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
