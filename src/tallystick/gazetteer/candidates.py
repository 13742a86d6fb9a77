"""A place that a gazetteer knows."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Kind = Literal["country", "admin1", "admin2", "city", "neighbourhood", "airport", "region", "sea", "water", "admin3"]
KINDS: tuple[Kind, ...] = (
    "country",
    "admin1",
    "admin2",
    "city",
    "neighbourhood",
    "airport",
    "region",
    "sea",
    "water",
    "admin3",
)
"""The kinds in the order of the numbers that stand for them in a gazetteer file."""


@frozen
class Candidate:
    """One place that a name may mean; ``id`` is "SOURCE:NUMBER", ``primary`` that the name is its main name."""

    id: str
    name: str
    latitude: float
    longitude: float
    country: str | None
    kind: Kind
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    primary: bool = False
    exact: bool = True
    """False where only the loose key of a transliterated name matched."""
    gazetteer: str = ""
    """The gazetteer that it comes from and its version, as ``Edition.label`` gives them."""
