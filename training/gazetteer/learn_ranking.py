"""Learns the weights by which a gazetteer's candidates are ranked, and says how well they do on texts left out.

    python training/gazetteer/learn_ranking.py [--write] CORPUS.jsonl ...

Each corpus is JSON Lines with "id", "url", "text" and "toponyms" (start, end, lat, lon). A name is right where its
point lies within 161 km. The model is a softmax over the candidates of a name, linear in ``ranking.signals``; figures
are from five-fold cross-validation in which the texts of one outlet are never in two folds. ``--write`` puts the
weights of all texts together into the vocabulary; those under ``fixed`` there stay as they are.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np
import yaml
from attrs import frozen

from tallystick.gazetteer import Gazetteer
from tallystick.gazetteer.context import demonyms
from tallystick.gazetteer.phrases import Segment, read_phrase
from tallystick.gazetteer.ranking import signals, usable
from tallystick.record import Document
from tallystick.vocabulary.loader import load

RANKING = Path(__file__).parents[2] / "src/tallystick/vocabulary/data/place_ranking.yaml"
NEAR_KM, EARTH_KM = 161.0, 6371.0
FOLDS, ROUNDS, BATCH, RATE, DECAY, PRIOR = 5, 25, 64, 0.05, 0.95, 1e-3


@frozen
class Case:
    """The candidates of one name: their signals, which of them are right, and what the fixed weights give them."""

    corpus: str
    outlet: str
    signals: np.ndarray
    right: np.ndarray
    fixed: np.ndarray


def main() -> None:
    """Learns, prints what it reaches, and writes the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    text = RANKING.read_text(encoding="utf-8")
    kept = yaml.safe_load(text)
    fixed, names = kept["fixed"], sorted(kept["weights"])
    found = [case for path in options.corpora for case in cases(path, names, fixed)]
    print({name: round(share, 4) for name, share in left_out(found).items()})
    learned = dict(zip(names, np.round(fit(found), 2).tolist(), strict=True))
    print(learned)
    if options.write:
        comment = "".join(f"{line}\n" for line in text.splitlines() if line.startswith("#"))
        RANKING.write_text(comment + yaml.safe_dump({"weights": learned, "fixed": fixed}, sort_keys=False), "utf-8")


def cases(path: Path, names: list[str], fixed: dict[str, float]) -> Iterator[Case]:
    """The names of a corpus."""
    gazetteer = Gazetteer.shipped()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        context = gazetteer.context(Document(row["id"], row["text"], path=row["url"]))
        outlet = urlparse(row["url"] or "").netloc if path.stem == "lgl" else f"{path.stem} {row['id']}"
        for toponym in row["toponyms"]:
            if toponym["lat"] is None:
                continue
            said = of_name(toponym["phrase"], context, gazetteer)
            gold = toponym["lat"], toponym["lon"]
            right = np.array([kilometres(gold, (c.latitude, c.longitude)) <= NEAR_KM for c, _ in said], dtype=bool)
            table = np.array([[float(s[n]) for n in names] for _, s in said]).reshape(len(said), len(names))
            given = np.array([sum(weight * s[n] for n, weight in fixed.items()) for _, s in said])
            yield Case(path.stem, outlet, table, right, given)


def of_name(phrase: str, context: Any, gazetteer: Gazetteer) -> list[tuple[Any, dict[str, float]]]:
    """The candidates of a name with their signals; one for a word that means a country's people."""
    country = demonyms().get(phrase.casefold())
    if country:
        names = load("place_countries").get(country, [])
        found = [c for n in names for c in gazetteer.find(n) if c.kind == "country" and c.country == country]
        return [(c, signals(c, Segment(phrase, known=True), context, (), set())) for c in found[:1]]
    segments = read_phrase(phrase, lambda name: bool(usable(name, context, gazetteer.find)))
    known = next((s for s in segments if s.known), None)
    if known is None:
        return []
    places = usable(known.text, context, gazetteer.find)
    seats = {(c.country, c.admin1) for c in places if c.kind == "city"}
    return [(c, signals(c, known, context, (), seats)) for c in places]


def left_out(found: list[Case]) -> dict[str, float]:
    """Share of right names by corpus, each judged by weights from the other folds."""
    outlets = sorted({case.outlet for case in found})
    fold = dict(zip(outlets, np.random.default_rng(1).integers(0, FOLDS, len(outlets)).tolist(), strict=True))
    right: Counter[str] = Counter()
    for held in range(FOLDS):
        weights = fit([case for case in found if fold[case.outlet] != held])
        for case in found:
            if fold[case.outlet] == held and len(case.right):
                right[case.corpus] += bool(case.right[np.argmax(case.signals @ weights + case.fixed)])
    total = Counter(case.corpus for case in found)
    return {name: right[name] / total[name] for name in total}


def fit(found: list[Case]) -> np.ndarray:
    """Weights that make the right candidates likely (Adam on the mean log-likelihood, with a weak Gaussian prior)."""
    useful = [case for case in found if case.right.any() and not case.right.all()]
    weights = first = second = np.zeros(found[0].signals.shape[1])
    draw, step = np.random.default_rng(0), 0
    for turn in range(ROUNDS):
        order = draw.permutation(len(useful))
        for start in range(0, len(order), BATCH):
            step += 1
            slope = sum(gradient(useful[i], weights) for i in order[start : start + BATCH]) / BATCH + PRIOR * weights
            first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
            size = np.sqrt(second / (1 - 0.999**step)) + 1e-8
            weights = weights - RATE * DECAY**turn * first / (1 - 0.9**step) / size
    return np.asarray(weights)


def gradient(case: Case, weights: np.ndarray) -> np.ndarray:
    """Of the negative log-likelihood that the chosen candidate is a right one."""
    scores = case.signals @ weights + case.fixed
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    right = likely * case.right
    return np.asarray(case.signals.T @ (likely - right / right.sum()))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points."""
    a, b, c, d = map(math.radians, (*one, *other))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


if __name__ == "__main__":
    main()
