"""Makes the settings of linking from the linking gold and a made-up war, and tells what they are worth out of fold.

    python training/linking/weights.py [--reports FILE] [--steps N] [--seed N] [--go-on] [--folds] [--write]

Reads every article of the Syria news corpus from text alone (``--reports`` keeps what was read in a file). A ranking
learns what a report is about. What each piece of evidence weighs is found by small steps from ``prior.yaml``, where a
person set it: a step of one weight stays where it raises ``OBJECTIVE`` whichever fold of the incidents is left out, so
that no few articles decide it. The objective is a sum of all that is asked of linking: that the right articles stand
together (CoNLL), that the ranges of killed hold what the articles told, that incidents are on their day, and that a
dense made-up war is told apart, since the gold hardly has two incidents of one town within days. What is ``held`` in
the prior is not moved.

``--folds`` tells what it is worth out of fold: for each of five folds by incident the steps are taken without its
incidents; then the corpus is clustered once, each pair weighed by the settings of its two articles' folds (their mean),
so that wrong joins between folds count too. ``--write`` puts the settings into
``vocabulary/data/linking_weights.yaml``.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from folds import FOLDS, Gold
from worth import Corpus, Settings, Trials

from linking import GOLD, read_corpus
from shared import lines
from tallystick.commands.pipeline import READER
from tallystick.record import Report

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "src" / "tallystick" / "vocabulary" / "data" / "linking_weights.yaml"
PRIOR: dict[str, Any] = yaml.safe_load((HERE / "prior.yaml").read_text(encoding="utf-8"))
FEATURES = sorted(PRIOR["weights"])
OBJECTIVE = {"CoNLL": 2.0, "reconciled": 2.0, "airwars": 0.5, "best": 0.2, "date": 0.3, "war": 1.0}
STEPS = (-0.8, -0.4, 0.4, 0.8)
GAIN = 0.0005
"""What a step must add to stay, whichever fold is left out."""
HEADER = """\
# Made by training/linking/weights.py from the linking gold, a made-up war and training/linking/prior.yaml: do not edit.
"""


def objective(figures: Mapping[str, float]) -> float:
    """The sum that the steps raise."""
    return sum(weight * figures[name] for name, weight in OBJECTIVE.items())


def start(data: Mapping[str, Any] = PRIOR) -> Settings:
    """The settings of the prior, or of other ``data``."""
    return Settings(dict(data["weights"]), data["threshold"], data["against"])


def search(worths: Callable[[Settings], list[dict[str, float]]], begin: Settings, steps: int, seed: int) -> Settings:
    """The settings after ``steps`` trials of one small step each, in an order that the seed gives."""
    rng, settings, names = random.Random(seed), begin, [n for n in FEATURES if n not in PRIOR["held"]]
    best, turns = [objective(figures) for figures in worths(settings)], list[str]()
    for _ in range(steps):
        turns = turns or rng.sample([*names, "threshold", "against"], len(names) + 2)
        tried = _moved(settings, turns.pop(), rng.choice(STEPS))
        found = [objective(figures) for figures in worths(tried)]
        if all(after > before + GAIN for before, after in zip(best, found, strict=True)):
            settings, best = tried, found
    return settings


def _moved(settings: Settings, name: str, step: float) -> Settings:
    if name == "threshold":
        return settings._replace(threshold=round(settings.threshold + step, 1))
    if name == "against":
        return settings._replace(against=max(0.4, round(settings.against + step, 1)))
    return settings._replace(weights={**settings.weights, name: round(settings.weights[name] + step, 1)})


def out_of_fold(trials: Trials, steps: int) -> dict[str, float]:
    """The figures where the settings of no article have seen its incident."""
    made = [search(lambda s, fold=fold: trials.worths(s, fold), start(), steps, 1) for fold in range(FOLDS)]  # type: ignore[misc]
    by_fold = np.stack([settings.gains(trials.news, FEATURES) for settings in made])
    told, gold = trials.corpus.told, trials.corpus.gold
    ends = np.array([[gold.fold(told[end].document) for end in pair] for pair in trials.news.ends])
    at = np.arange(len(ends))
    gains = (by_fold[ends[:, 0], at] + by_fold[ends[:, 1], at]) / 2
    return trials.on_news(gains, float(np.mean([settings.against for settings in made])))


def written(corpus: Corpus, settings: Settings) -> str:
    """The settings as they ship."""
    data = {
        "threshold": settings.threshold,
        "against": settings.against,
        "weights": settings.weights,
        "within_report": PRIOR["within_report"],
        "prominence": corpus.prominence(),
    }
    return HEADER + yaml.safe_dump(data, sort_keys=False)


def reports(path: Path | None, reader: str) -> list[Report]:
    """What was read of the corpus, from ``path`` where it is there."""
    if path and path.exists():
        kept: list[Report] = pickle.loads(path.read_bytes())
        return kept
    read = read_corpus(reader)
    if path:
        path.write_bytes(pickle.dumps(read))
    return read


def main() -> None:
    """Print what the settings are worth, and print or write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, help="keeps what was read, as a pickle")
    parser.add_argument("--reader", default=READER)
    parser.add_argument("--steps", type=int, default=300, help="trials of one small step each; default 300")
    parser.add_argument("--folds", action="store_true", help="tell what it is worth out of fold")
    parser.add_argument("--seed", type=int, default=1, help="of the order of the steps; default 1")
    parser.add_argument("--go-on", action="store_true", help="begin where the settings stand, not at the prior")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    gold = Gold({row["id"]: row["incident"] for row in lines(GOLD)})
    corpus = Corpus({r.document.id: r for r in reports(arguments.reports, arguments.reader)}, gold, PRIOR)
    trials = Trials(corpus, FEATURES)
    begin = start(yaml.safe_load(OUT.read_text(encoding="utf-8")) if arguments.go_on else PRIOR)
    print("before", trials.worth(begin))
    if arguments.folds:
        print("out of fold", out_of_fold(trials, arguments.steps))
        return
    settings = search(trials.worths, begin, arguments.steps, arguments.seed)
    print("in sample", trials.worth(settings))
    text = written(corpus, settings)
    if arguments.write:
        OUT.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
