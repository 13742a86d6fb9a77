"""GeoNames country dumps: 19 columns without a header (download.geonames.org/export/dump, readme)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve

from tallystick.errors import TallystickError
from tallystick.gazetteer.building import Row
from tallystick.gazetteer.formats.content import MOST_PLACES, Content, is_name, kind_of_feature, point, whole

COLUMNS = 19
_Codes = tuple[str, ...]


def is_dump(line: str) -> bool:
    """True for a line of a dump: 19 columns, the first a number."""
    cells = line.rstrip("\n").split("\t")
    return len(cells) == COLUMNS and cells[0].isdigit() and point(cells[4], cells[5]) is not None


def read_dump(lines: Iterable[str], path: Path) -> Content:
    """The places of a dump; each lies in the divisions of its codes, where the dump has these.

    Raises TallystickError where a line is cut off or there are too many.
    """
    found: dict[int, tuple[Row, _Codes]] = {}
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\n").split("\t")
        if len(cells) != COLUMNS:
            raise TallystickError(f"{path}, line {number}, has {len(cells)} columns and not 19; fetch the dump again.")
        found.update((row.id, (row, codes)) for row, codes in _places(cells))
        if len(found) > MOST_PLACES:
            raise TallystickError(f"{path} has more than {MOST_PLACES:,} places; add the dump of one country.")
    return Content(list(_with_divisions(list(found.values()))), f"GeoNames ({path.name})", "CC BY 4.0", "geonames")


def _places(cells: list[str]) -> Iterator[tuple[Row, _Codes]]:
    kind, where = kind_of_feature(cells[7]), point(cells[4], cells[5])
    number = whole(cells[0])
    if kind is None or where is None or number is None or not cells[1]:
        return
    others = tuple(dict.fromkeys(name for name in (cells[2], *cells[3].split(",")) if is_name(name)))
    yield (
        Row(
            id=number,
            name=cells[1],
            latitude=where[0],
            longitude=where[1],
            country=cells[8] or None,
            kind=kind,
            other_names=others,
            population=whole(cells[14]) or 0,
        ),
        (cells[8], cells[10], cells[11]),
    )


def _with_divisions(found: list[tuple[Row, _Codes]]) -> Iterator[Row]:
    firsts = {codes[:2]: row.id for row, codes in found if row.kind == "admin1"}
    seconds = {codes: row.id for row, codes in found if row.kind == "admin2"}
    for row, codes in found:
        first = firsts.get(codes[:2]) if row.kind not in {"country", "admin1"} else None
        second = seconds.get(codes) if row.kind not in {"country", "admin1", "admin2"} and codes[2] else None
        yield evolve(row, admin1=first, admin2=second)
