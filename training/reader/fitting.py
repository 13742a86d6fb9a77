"""The thresholds at which a reader reads best, and the lines that calibrate its confidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve
from evaluating import Judged, Said, Table, agreement, of_model

from tallystick.reading.embedded.policy import Line, Policy, log_odds

TRIED: dict[str, Sequence[float]] = {
    "keep": (0.35, 0.45, 0.55, 0.65),
    "sketch": (0.0, 0.2, 0.4),
    "agreement": (0.25, 0.5, 1.0),
    "width": (0.75, 1.0, 1.25),
    "apart": (0.4, 0.5),
    "word": (0.5, 0.6),
    "party_rule": (1.0, 2.0),
    "place_rule": (2.0, 4.0),
    "time": (1.0, 1.5),
    "weapon": (1.0, 2.0),
    "figure": (-3.0, -2.0, -1.0),
    "event_rule": (2.0, 3.0),
    "status_rule": (4.0, 6.0),
    "certainty_rule": (8.0,),
}
"""The thresholds that are searched; a wider search found the others, as they stand in ``Policy``, to matter little.

``least`` and ``rivals`` trade quality for speed, which the figures don't show. ``time_rule`` stays high: the rules date
exactly where they date, and out of fold any value from 2 to 6 is as good. So does ``status_cue``, at a price of .0005:
a threat or a denial that words tell must not be read as what happened.
"""


def fitted(judged: Sequence[Judged], policy: Policy, rounds: int = 1) -> Policy:
    """The thresholds, one after the other, that give the highest F1 over all slots and half that of claims together."""
    best = _worth(of_model(judged, policy))
    for _ in range(rounds):
        for name, values in TRIED.items():
            for value in values:
                tried = evolve(policy, **{name: value})
                if tried != policy and (worth := _worth(of_model(judged, tried))) > best:
                    best, policy = worth, tried
    return policy


def _worth(found: Table) -> float:
    return found["all slots"]["f1"] + 0.5 * found["claims"]["f1"]


def calibrated(judged: Sequence[Judged], policy: Policy) -> Policy:
    """The policy with the lines from log-odds to confidence, fitted on every claim from a low threshold on."""
    said = agreement(judged, evolve(policy, keep=min(0.3, policy.keep), lines={}))
    return evolve(policy, lines={slot: line_of(pairs) for slot, pairs in said.items()})


def line_of(said: Sequence[Said]) -> Line:
    """Slope and offset of the logistic line through confidences and whether they were right (Platt 1999).

    Drawn a little towards the line that leaves odds as they are, so that a slot of few fillers keeps to it.
    """
    odds = np.array([log_odds(c) for c, _ in said])
    right = np.array([r for _, r in said], dtype=float)
    given = np.stack([odds, np.ones_like(odds)], 1)
    line = np.array([1.0, 0.0])
    for _ in range(100):
        likely = 1 / (1 + np.exp(-np.clip(given @ line, -30, 30)))
        slope = given.T @ (likely - right) + (line - [1.0, 0.0])
        curve = (given * (likely * (1 - likely))[:, None]).T @ given + np.eye(2)
        step = np.linalg.solve(curve, slope)
        line -= step * min(1.0, 0.5 / np.abs(step).max())
    return round(float(line[0]), 3), round(float(line[1]), 3)


def bins(said: Sequence[Said], count: int = 10) -> list[tuple[float, float, int]]:
    """A reliability diagram: for each tenth of confidence in use its mean, the share of right ones, how many."""
    confidence, right = (np.array(values, dtype=float) for values in zip(*said, strict=True))
    at = np.minimum((confidence * count).astype(int), count - 1)
    parts = [at == b for b in range(count) if (at == b).any()]
    return [(float(confidence[p].mean()), float(right[p].mean()), int(p.sum())) for p in parts]


def calibration_error(said: Sequence[Said]) -> float:
    """Expected calibration error: the mean distance of confidence and share of right ones over equal bins."""
    found = bins(said)
    return sum(n * abs(sure - right) for sure, right, n in found) / sum(n for _, _, n in found)
