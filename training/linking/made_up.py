"""Pairs of tellings of a made-up war, where a town is struck every few days: what the sparse linking gold cannot show.

The war is that of ``benchmarks/synthetic``, but not the one that ``benchmarks/linking_scale.py`` measures with: another
seed, a later stretch of the real events, more copies and round-ups, more second strikes, fewer incidents without
deaths, fewer parties and weapons named.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from types import ModuleType

from attrs import evolve

from synthetic import telling, war
from tallystick.linking import Telling, tellings

SEED, LATER, CLAIMS = 101, 9000, 3000
_REPORTS = {"COPIES": 0.2, "_NAMED": 0.45, "_OTHERS": 0.2}
_ROUND_UPS = 0.18
_EVENTS = {"WITHOUT_DEATHS": 0.6, "SECOND_STRIKES": 0.06}


def told() -> tuple[dict[str, Telling], dict[str, str]]:
    """The tellings of the war by their ids, and the incident of each claim."""
    rng = random.Random(SEED)
    with _changed(telling, _REPORTS), _changed(war, _EVENTS):
        events = list(islice(war.events(war.REAL), LATER, None))
        density = evolve(telling.NEWS, round_ups=_ROUND_UPS)
        reports = list(telling.reports(war.war(events, rng), CLAIMS, rng, density))
    truth = {claim: incident for each in reports for claim, incident in each.truth.items()}
    return {t.id: t for each in reports for t in tellings(each.report)}, truth


@contextmanager
def _changed(module: ModuleType, values: dict[str, float]) -> Iterator[None]:
    before = {name: getattr(module, name) for name in values}
    vars(module).update(values)
    try:
        yield
    finally:
        vars(module).update(before)
