"""What happened: incidents with the places, days and deaths of a real war, made up in everything else.

Days, places, deaths and parties are drawn from the UCDP GED events of Syria (2016 to 2019), read at run time. Only
lethal events are in it, so as many more are made where nobody died. A war has as many incidents on a day as the real
one; more claims mean a longer stretch of it, and beyond its four years further wars of the same density in other
countries, which is what an archive of the world's news holds.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from attrs import evolve, frozen

from shared import SHARED
from tallystick import linking
from tallystick.record import Place

REAL = SHARED / "data" / "ucdp-syria" / "ucdp_syria.csv.gz"
"""The events of the real war."""
WITHOUT_DEATHS = 1.0
"""Incidents without deaths for each lethal one."""
SECOND_STRIKES = 0.03
"""Share of incidents followed on the same day in the same place by another: on rescuers, on mourners."""
FREQUENCIES = Path(linking.__file__).parent / "data" / "word_frequencies.tsv"
WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
_SITES = [site for line in WORDS["sites"] for site in line]


@frozen
class Event:
    """One real event: where, when, how many died, and whose sides."""

    day: date
    place: str
    division: str
    latitude: float
    longitude: float
    deaths: int
    sides: tuple[str, str]


@frozen
class Happening:
    """One incident of the made-up war; ``details`` are the words that only its witnesses would use."""

    name: str
    day: date
    place: Place
    means: str
    killed: int
    injured: int
    weapon: str | None
    by: tuple[str, str]
    site: str
    details: tuple[str, ...]


def events(path: Path) -> list[Event]:
    """The events whose day and place are known, in the order of their days."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["date_prec"] == "1" and int(row["where_prec"]) <= 2]
    return sorted((_event(row) for row in rows if row["adm_1"]), key=lambda e: (e.day, e.place, e.deaths))


def _event(row: dict[str, str]) -> Event:
    at = float(row["latitude"]), float(row["longitude"])
    sides = row["side_a"], row["side_b"]
    return Event(
        date.fromisoformat(row["date_start"]), row["where_coordinates"], row["adm_1"], *at, int(row["best"]), sides
    )


def war(real: list[Event], rng: random.Random) -> Iterator[Happening]:
    """Incidents without end, day by day, one war after the other."""
    number = 0
    while True:
        country, shift = _country(number), rng.uniform(-20, 20)
        for event in real:
            yield from _around(event, real, country, shift, rng)
        number += 1


def _country(number: int) -> str:
    """A code that the standard leaves to its users: XA, XB ... XZ, QM ... QZ."""
    codes = [f"X{chr(c)}" for c in range(65, 91)] + [f"Q{chr(c)}" for c in range(77, 91)]
    return codes[number % len(codes)]


def _around(event: Event, real: list[Event], country: str, shift: float, rng: random.Random) -> Iterator[Happening]:
    """The event, those of its day where nobody died, and sometimes a second strike on the same place."""
    yield (first := _happening(event, event.deaths, country, shift, rng))
    if rng.random() < SECOND_STRIKES:
        yield _second(first, rng)
    for _ in range(int(WITHOUT_DEATHS) + (rng.random() < WITHOUT_DEATHS % 1)):
        elsewhere = rng.choice(real)
        yield _happening(elsewhere, 0, country, shift, rng, event.day)


def _happening(
    event: Event, killed: int, country: str, shift: float, rng: random.Random, day: date | None = None
) -> Happening:
    means = rng.choices(list(WORDS["means"]), list(WORDS["means"].values()))[0]
    name = f"{event.place} {shift:.0f}"
    place = Place(
        event.place,
        latitude=event.latitude + shift,
        longitude=event.longitude,
        gazetteer_id=f"{country}:{name}",
        country=country,
        admin1=event.division,
        precision=1,
    )
    return Happening(
        f"H{rng.getrandbits(64):016x}",
        day or event.day,
        place,
        means,
        killed,
        round(rng.expovariate(1 / (1.5 * killed + 3))),
        rng.choice(WORDS["weapons"].get(means, [None])),
        event.sides if rng.random() < 0.7 else event.sides[::-1],
        rng.choice(_SITES),
        tuple(coined(rng) for _ in range(6)),
    )


def _second(first: Happening, rng: random.Random) -> Happening:
    details = (*first.details[:1], *(coined(rng) for _ in range(5)))
    killed = rng.randint(1, 8)
    name = f"H{rng.getrandbits(64):016x}"
    return evolve(first, name=name, killed=killed, injured=2 * killed, site="funeral", details=details)


def coined(rng: random.Random) -> str:
    """A word from some 20,000 that no dictionary has, some far commoner than others, as words are."""
    rank = min(int(rng.paretovariate(0.35)), 19_999)
    parts = ("ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "ra", "se", "to", "vu", "wa", "yo", "ze")
    return "".join(parts[rank // 16**n % 16] for n in range(4))
