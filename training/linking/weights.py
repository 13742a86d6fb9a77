"""Fits the weights of linking evidence on pairs of reports of the linking gold; their worth is told out of fold.

    python training/linking/weights.py

Reads every article from text alone, takes what it is principally about, and compares those that linking would compare.
A logistic regression gives a weight to each piece of evidence, held to the weights of ``prior.yaml`` as if by a normal
prior of variance 1/RIDGE, so that what the pairs do not speak of stays as a person would set it; what is ``held`` there
is not learned. CAUTION is added to the threshold; below zero, since the mean over two clusters is more careful than a
single pair.

Printed are the weights as they go into ``vocabulary/data/linking.yaml``, and B-cubed and CoNLL out of fold: for each of
five folds by incident, the whole corpus is linked with weights fitted without the fold's articles, and the fold's
articles are scored on where they then stand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from zlib import crc32

import numpy as np
import yaml
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from linking import GOLD, READER, grouping, principal_incidents, read_corpus
from shared import lines
from tallystick.linking import Settled, Telling, clusters, pairs, regroup, tellings
from tallystick.linking.blocking import Files
from tallystick.linking.comparing import compare, forget_weights
from tallystick.vocabulary.loader import load

PRIOR = yaml.safe_load(Path(__file__).with_name("prior.yaml").read_text(encoding="utf-8"))
FEATURES = sorted(PRIOR["weights"])
FOLDS, RIDGE, FIRM, STEPS, CAUTION = 5, 2.0, 1e4, 30, -0.2
Matrix = NDArray[np.float64]
Row = tuple[list[float], bool, int, int]
"""The evidence of a pair, whether it is one incident, and the folds of its two articles."""


def fold(incident: str) -> int:
    """The fold of an incident."""
    return crc32(incident.encode()) % FOLDS


def compared(told: Iterable[Telling], gold: dict[str, str]) -> Iterator[Row]:
    """The pairs of what articles are about that linking compares."""
    files = Files()
    for telling in sorted((t for t in told if t.principal and t.document in gold), key=lambda t: t.id):
        mine = gold[telling.document]
        for other in files.near(telling):
            pieces = {piece.feature for piece in compare(telling, other)}
            row = [float(name in pieces) for name in FEATURES] + [1.0]
            yield row, mine == gold[other.document], fold(mine), fold(gold[other.document])
        files.file(telling)


def fit(rows: list[Row]) -> dict[str, float]:
    """The weights and the threshold, by Newton's method."""
    x, y = np.array([row[0] for row in rows]), np.array([float(row[1]) for row in rows])
    prior: Matrix = np.array([PRIOR["weights"][name] for name in FEATURES] + [-PRIOR["threshold"]])
    ridge = np.diag([FIRM if name in PRIOR["held"] else RIDGE for name in [*FEATURES, "threshold"]])
    w = prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + ridge @ (w - prior)
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, slope)
    return {
        name: round(float(v), 1) for name, v in zip([*FEATURES, "threshold"], [*w[:-1], CAUTION - w[-1]], strict=True)
    }


def linked(told: dict[str, Telling], weights: dict[str, float]) -> dict[str, str]:
    """The incident that each article is about, after linking the corpus with ``weights``."""
    use(weights)
    found, numbers = list(pairs(told.values())), count(1)
    settled = Settled(tuple(clusters(told, found)), tuple(found))
    result = regroup(settled, told, {}, fresh=told, next_id=lambda: f"I{next(numbers)}")
    return principal_incidents(result.incidents)


def use(weights: dict[str, float]) -> None:
    """Has linking weigh with ``weights``."""
    data = load("linking")
    data["threshold"] = weights["threshold"]
    data["weights"].update({name: weight for name, weight in weights.items() if name != "threshold"})
    forget_weights()


def main() -> None:
    """Print the weights, and what they are worth out of fold."""
    gold = {row["id"]: row["incident"] for row in lines(GOLD)}
    told = {t.id: t for report in read_corpus(READER) for t in tellings(report)}
    rows = list(compared(told.values(), gold))
    ours: dict[str, str] = {}
    for number in range(FOLDS):
        weights = fit([row for row in rows if number not in row[2:]])
        homes = linked(told, weights)
        ours |= {d: f"{number} {homes[d]}" for d, i in gold.items() if fold(i) == number and d in homes}
    weights = fit(rows)
    print(yaml.safe_dump({"threshold": weights.pop("threshold"), "weights": weights}))
    print(f"{len(rows)} pairs, {sum(row[1] for row in rows)} of one incident; out of fold: {grouping(ours)}")


if __name__ == "__main__":
    main()
