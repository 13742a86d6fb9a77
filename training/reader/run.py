"""Trains the reader that ships: preparation, cross-validation, training, thresholds, export, evaluation, model card.

    python training/reader/run.py --ship

Coded articles are read from ../shared beside the project's root. What is in WORK already is not made again, so that an
interrupted run goes on, and so that the trainings may be done elsewhere (lesson.py). Without --ship nothing outside
WORK is written.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copyfile
from typing import Any

import attrs
import torch
from card import write_card
from corpus import articles, gold
from crossing import judge, load
from evaluating import Judged, agreement, joined, of_model, of_rules
from exporting import SHIPPED, export
from fitting import bins, calibrated, calibration_error, fitted
from lesson import fresh
from own.loading import own_articles
from preparing import all_examples, prepared
from settings import DATA, ROOT, SHARED, Settings
from weighing import weigh

from tallystick.commands.pipeline import gazetteer
from tallystick.reading.embedded.encoder import Encoder
from tallystick.reading.embedded.policy import Policy
from tallystick.record import PlaceNames

_TUNED = {"hugetlb": 1, "mmap_max": 0, "trim_threshold": 10**11, "top_pad": 5 * 10**8}
MALLOC = ":".join(f"glibc.malloc.{name}={value}" for name, value in _TUNED.items())
"""Memory kept and in large pages: fresh pages cost a virtual machine more than the arithmetic."""


def trainings(work: Path, folds: int, jobs: int) -> None:
    """One model for each part left out, and the one that ships, ``jobs`` at a time."""
    wanted = {f"fold-{k}.judged": ["--fold", str(k)] for k in range(folds)} | {"weights.pt": []}
    todo = [options for name, options in wanted.items() if not (work / name).exists()]
    script = str(Path(__file__).with_name("lesson.py"))

    def one(options: list[str]) -> None:
        environment = {**os.environ, "GLIBC_TUNABLES": MALLOC}
        subprocess.run([sys.executable, script, "--work", str(work), *options], check=True, env=environment)

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, todo))


def out_of_fold(work: Path, folds: int, names: PlaceNames) -> list[Judged]:
    """Every coded article, judged by the model that did not learn from it."""
    found = {number: every for k in range(folds) for number, every in load(work / f"fold-{k}.judged").items()}
    return joined([*articles(), *own_articles()], found, names)


def on_gold(work: Path, names: PlaceNames) -> list[Judged]:
    """The gold as the exported model judges it."""
    return joined(gold(), judge(Encoder(work), [prepared(a, names) for a in gold()]), names)


def groups(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The articles by the file that they come from."""
    files = {json.loads(line)["document"]["id"]: path.stem for path in _files() for line in path.open(encoding="utf-8")}
    found: dict[str, list[Judged]] = {}
    for one in judged:
        found.setdefault(files.get(one.article["document"]["id"], "own"), []).append(one)
    return found


def _files() -> list[Path]:
    return sorted((SHARED / "claims-train").glob("*.jsonl"))


def figures(work: Path, settings: Settings, names: PlaceNames) -> dict[str, Any]:
    """Thresholds and confidence fitted out of fold; tables of rules and reader out of fold and on the gold."""
    crossed = out_of_fold(work, settings.folds, names)
    policy = calibrated(crossed, fitted(crossed, Policy()))
    parts = {"out of fold": crossed, **groups(crossed), "gold": on_gold(work, names)}
    tables = {name: {"rules": of_rules(part), "reader": of_model(part, policy)} for name, part in parts.items()}
    said = {name: agreement(parts[name], policy) for name in ("out of fold", "gold")}
    return {
        "settings": attrs.asdict(settings),
        "policy": attrs.asdict(policy),
        "articles": {name: len(part) for name, part in parts.items()},
        "looks": round(sum(len(j.looked(policy)) for j in crossed) / len(crossed), 1),
        "calibration error": {n: {s: round(calibration_error(p), 4) for s, p in v.items()} for n, v in said.items()},
        "reliability": {slot: bins(pairs) for slot, pairs in said["out of fold"].items()},
        "tables": tables,
    }


def main() -> None:
    """One command for everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "reader", help="folder for what is in between")
    parser.add_argument("--jobs", type=int, default=1, help="trainings at a time: one a core, or six on a GPU")
    parser.add_argument("--ship", action="store_true", help="put the result into the package")
    options = parser.parse_args()
    settings, names = Settings(), gazetteer()
    all_examples(options.work / "examples.pkl", names)
    trainings(options.work, settings.folds, options.jobs)
    reader = fresh(settings, None)
    reader.load_state_dict(torch.load(options.work / "weights.pt"), strict=False)
    export(reader, options.work)
    weigh(options.work / "relevance.tsv")
    found = figures(options.work, settings, names)
    (options.work / "model.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if options.ship:
        for name in (*SHIPPED, "model.json"):
            copyfile(options.work / name, DATA / name)
        write_card(found)


if __name__ == "__main__":
    main()
