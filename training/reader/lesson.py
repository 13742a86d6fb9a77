"""One training: a model that leaves out one part of the articles, which it judges then; or one that learns from all.

    python training/reader/lesson.py --work build/reader --fold 0

reads WORK/examples.pkl and writes WORK/fold-0.pt and WORK/fold-0.judged; without --fold WORK/weights.pt. Many may
run at once on a GPU.
"""

from __future__ import annotations

import argparse
import pickle
import time
from pathlib import Path
from typing import Any

import torch
from attrs import evolve
from crossing import judge, parts, store
from learning import train
from network import Reader, filled, from_base
from settings import Settings
from torching import TorchNetwork


def settings_of(changes: list[str]) -> Settings:
    """The settings with ``NAME=VALUE`` changes."""
    known: dict[str, Any] = {}
    for change in changes:
        name, _, value = change.partition("=")
        known[name] = type(getattr(Settings(), name))(value)
    return evolve(Settings(), **known)


def fresh(settings: Settings, base: Path | None) -> Reader:
    """An untrained reader; ``base`` are the base weights, else those of their package."""
    torch.manual_seed(settings.seed)
    if base is None:
        return from_base(settings.fork, settings.marked)
    return filled(Reader(settings.fork, settings.marked), torch.load(base))


def main() -> None:
    """One training."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--name", help="of the files written")
    parser.add_argument("--base", type=Path, help="base weights")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="another setting")
    options = parser.parse_args()
    torch.set_num_threads(1)
    settings = settings_of(options.set)
    examples = pickle.loads((options.work / "examples.pkl").read_bytes())
    name = options.name or ("weights" if options.fold is None else f"fold-{options.fold}")
    learn, kept = parts(examples, options.fold, settings.folds)
    reader = train(learn, fresh(settings, options.base), settings, options.work / f"{name}.pt")
    began = time.monotonic()
    network = TorchNetwork(reader.float())
    store(judge(network, kept), options.work / f"{name}.judged")
    print(f"{name}: judged in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
