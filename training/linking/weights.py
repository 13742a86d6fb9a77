"""Fits the weights of linking evidence on pairs of reports of the linking gold; their worth is told out of fold.

    python training/linking/weights.py

Reads every article from text alone, takes what it is principally about, and compares those whose datelines are at most
six days apart. A ridge-penalised logistic regression gives a weight to each piece of evidence; precision and recall of
the pairs are out of fold (five folds by incident).
The weights that ship (vocabulary/data/linking.yaml) were set by hand with these in view: the pairs are of what articles
are about, while linking also places what they only mention.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from linking import GOLD, read_corpus
from shared import lines
from tallystick.linking.comparing import compare, weights
from tallystick.linking.telling import Telling
from tallystick.linking.within import tellings

FOLDS, DAYS, RIDGE, STEPS, RATE = 5, 6, 0.3, 4000, 8.0
FEATURES = sorted(weights())
Matrix = NDArray[np.float64]


def principals() -> dict[str, tuple[Telling, date]]:
    """What each article is about, with the article's own day."""
    found = {}
    for report in read_corpus():
        about = next((t for t in tellings(report, report.claims) if t.principal), None)
        if about is not None and report.document.anchor:
            found[report.document.id] = (about, date.fromisoformat(report.document.anchor))
    return found


def pairs(gold: dict[str, str]) -> Iterator[tuple[list[float], bool, int]]:
    """For each pair of near articles: its evidence, whether it is one incident, and its fold."""
    known = {k: v for k, v in principals().items() if k in gold}
    for one, other in combinations(sorted(known), 2):
        if abs((known[one][1] - known[other][1]).days) <= DAYS:
            pieces = {piece.feature for piece in compare(known[one][0], known[other][0])}
            row = [float(name in pieces) for name in FEATURES] + [1.0]
            yield row, gold[one] == gold[other], crc32(gold[one].encode()) % FOLDS


def fit(x: Matrix, y: Matrix) -> Matrix:
    """The weights, the last of them the bias, by gradient descent."""
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        slope = x.T @ (1 / (1 + np.exp(-x @ w)) - y) + RIDGE * np.append(w[:-1], 0.0)
        w -= slope * RATE / len(y)
    return w


def main() -> None:
    """Print the weights, and precision and recall out of fold."""
    rows = list(pairs({row["id"]: row["incident"] for row in lines(GOLD)}))
    x = np.array([r[0] for r in rows])
    y = np.array([float(r[1]) for r in rows])
    folds = np.array([r[2] for r in rows])
    said = np.zeros(len(y))
    for fold in range(FOLDS):
        said[folds == fold] = x[folds == fold] @ fit(x[folds != fold], y[folds != fold]) > 0
    right = float(said @ y)
    print(
        f"{len(y)} pairs, {y.sum():.0f} of one incident; out of fold: "
        f"precision {right / said.sum():.3f}, recall {right / y.sum():.3f}\n"
    )
    for name, weight, column in zip([*FEATURES, "(bias)"], fit(x, y), x.T, strict=True):
        print(f"{name:18} {weight:6.2f}  {column.sum():5.0f} pairs, {column @ y:4.0f} of one incident")


if __name__ == "__main__":
    main()
