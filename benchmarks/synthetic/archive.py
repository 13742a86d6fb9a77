"""A casebook of a made-up war, as large as asked, with its digests and its index of words: what the site serves.

It is not linked: which claims tell of one incident is what the generator knows, and the evidence that stands beside
each is what linking finds between the tellings. So half a million claims take minutes and not hours.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from attrs import evolve

from synthetic.filling import fill
from synthetic.telling import ARCHIVE, Told, reports
from synthetic.war import REAL, events, war
from tallystick.casebook import indexing
from tallystick.commands import casebooks, digests
from tallystick.linking import LinkResult, Settled, Telling, regroup, tellings

_OUTLETS = 300


def make(folder: Path, claims: int, seed: int) -> dict[str, float]:
    """The casebook with its digests, 5 claims to a report and 10 to an incident; the seconds that each part took."""
    rng, started = random.Random(seed), time.monotonic()
    stream = [_by_outlet(told, rng) for told in reports(war(events(REAL), rng), claims, rng, ARCHIVE)]
    everything, result = placed(stream)
    told = time.monotonic()
    book = casebooks.create(folder)
    fill(book, lambda: (one.report for one in stream), everything.values(), result)
    with book.casebook.together():
        indexing.catch_up(book.casebook.alias)
    book.casebook.outdate(incident.id for incident in result.incidents)
    filled = time.monotonic()
    digests.catch_up(book)
    book.casebook.close()
    return {"told": told - started, "filled": filled - told, "digested": time.monotonic() - filled}


def _by_outlet(told: Told, rng: random.Random) -> Told:
    """The report as one of the outlets, of which the larger publish more."""
    outlet = f"Outlet {min(int(rng.expovariate(8 / _OUTLETS)), _OUTLETS):03d}"
    document = evolve(told.report.document, publisher=outlet, language="en")
    return evolve(told, report=evolve(told.report, document=document))


def placed(stream: Iterable[Told]) -> tuple[dict[str, Telling], LinkResult]:
    """The tellings by their ids, and each with those that tell of the same in truth."""
    everything, homes = dict[str, Telling](), defaultdict[str, set[str]](set)
    for told in stream:
        for telling in tellings(told.report):
            everything[telling.id] = telling
            homes[told.truth[telling.claims[0]]].add(telling.id)
    numbers = count(1)
    settled = Settled(tuple(map(frozenset, homes.values())), ())
    return everything, regroup(settled, everything, {}, fresh=everything, next_id=lambda: f"I{next(numbers):04d}")
