"""Trains the reader that ships: data preparation, training, evaluation, export, model card.

    python training/reader/run.py

Coded articles are read from ../shared beside the project's root; the weights, the thresholds and the run's figures land
in src/tallystick/reading/embedded/data/, the card's table in docs/model-card.md. One thread, since two wait for each
other wherever a third program works.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from shutil import copyfile

import attrs
import torch
from card import write_card
from corpus import articles, gold, held_out
from evaluating import Table, calibrated, calibration_error, fitted, found_too, judge, of_model, of_rules
from exporting import export
from learning import train
from network import from_base
from preparing import all_examples
from settings import DATA, ROOT, Settings

from tallystick.reading.embedded.encoder import Encoder
from tallystick.reading.embedded.policy import Policy

_TUNED = {"hugetlb": 1, "mmap_max": 0, "trim_threshold": 10**11, "top_pad": 5 * 10**8}
MALLOC = ":".join(f"glibc.malloc.{name}={value}" for name, value in _TUNED.items())
"""Memory kept and in large pages: fresh pages cost a virtual machine more than the arithmetic."""


def measured(folder: Path, settings: Settings) -> dict[str, object]:
    """Thresholds fitted on the held-out articles, and every table: rules, model alone, both; held out and gold."""
    encoder = Encoder(folder)
    kept = [a for a in articles() if held_out(a, settings.held_out)]
    both = {"held out": judge(kept, encoder), "gold": judge(gold(), encoder)}
    alone = {"held out": judge(kept, encoder, rules=False), "gold": judge(gold(), encoder, rules=False)}
    policy = calibrated(both["held out"], fitted(both["held out"], Policy()))
    policy_alone = fitted(alone["held out"], Policy(rules=False))
    tables: dict[str, dict[str, Table]] = {
        part: {
            "rules": of_rules(both[part]),
            "model": of_model(alone[part], policy_alone),
            "both": of_model(both[part], policy),
        }
        for part in both
    }
    errors = {part: round(calibration_error(found_too(both[part], policy)), 4) for part in both}
    return {
        "policy": attrs.asdict(policy),
        "alone": attrs.asdict(policy_alone),
        "calibration error": errors,
        "tables": tables,
    }


def main() -> None:
    """One command for everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "reader", help="folder for what is in between")
    parser.add_argument("--minutes", type=float, default=Settings().minutes, help="the training ends after so many")
    parser.add_argument("--weights", type=Path, help="weights trained before: evaluate and export only")
    parser.add_argument("--ship", action="store_true", help="put the result into the package")
    options = parser.parse_args()
    if "GLIBC_TUNABLES" not in os.environ:
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "GLIBC_TUNABLES": MALLOC})
    torch.set_num_threads(1)
    settings = Settings(minutes=options.minutes)
    options.work.mkdir(parents=True, exist_ok=True)
    weights = options.weights or options.work / "weights.pt"
    if not options.weights:
        examples = all_examples(options.work / "examples.pkl")
        kept = {a["document"]["id"] for a in articles() if held_out(a, settings.held_out)}
        train([e for e in examples if e.id not in kept], settings, weights)
    reader = from_base()
    reader.load_state_dict(torch.load(weights), strict=False)
    export(reader, options.work)
    figures = {"settings": attrs.asdict(settings), **measured(options.work, settings)}
    (options.work / "model.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if options.ship:
        for name in ("lower.onnx", "upper.onnx", "model.json"):
            copyfile(options.work / name, DATA / name)
        write_card(figures)


if __name__ == "__main__":
    main()
