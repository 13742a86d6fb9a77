"""What a file of places holds, and how names and numbers are taken from it."""

from __future__ import annotations

import math
import unicodedata
from functools import cache

from attrs import frozen

from tallystick.gazetteer.building import Row
from tallystick.gazetteer.candidates import KINDS, Kind
from tallystick.vocabulary.loader import load

MOST_PLACES = 3_000_000
_SHORTEST, LONGEST_NAME = 2, 120
_CODE = 4
_DIGITS = 15
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")


@frozen
class Content:
    """The places of a file; ``prefix`` of their ids, None for that of the pack's own name."""

    rows: list[Row]
    source: str
    licence: str
    prefix: str | None = None


def point(latitude: object, longitude: object) -> tuple[float, float] | None:
    """Coordinates in degrees; None where they are none."""
    try:
        north, east = float(str(latitude)), float(str(longitude))
    except ValueError:
        return None
    inside = math.isfinite(north) and math.isfinite(east) and abs(north) <= 90 and abs(east) <= 180
    return (north, east) if inside else None


def whole(text: str | None) -> int | None:
    """A whole number of at most 15 digits; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def is_name(name: str) -> bool:
    """True for a name in Latin, Arabic or Cyrillic script that is no code ("ALP") and no machine romanisation.

    GeoNames leaves the latter in lower case.
    """
    if not _SHORTEST < len(name) <= LONGEST_NAME or (name.isupper() and name.isascii() and len(name) <= _CODE):
        return False
    first = next((c for c in name if c.isalpha()), "")
    if not first or (first.isascii() and first.islower()):
        return False
    return unicodedata.name(first, "").startswith(_SCRIPTS)


@cache
def kind_of_feature(code: str) -> Kind | None:
    """The kind of a GeoNames feature code ("PPLA"), None for one that is no place for a report's events."""
    listed: dict[str, list[str]] = load("place_features")
    return next((kind for kind in KINDS if code in listed.get(kind, ())), None)
