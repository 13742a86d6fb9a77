#!/usr/bin/env python3
"""Speed of the embedded reader on one core, beside a bare pass of its encoder over the same text, and its memory.

The bare pass runs all layers once over each window, without rules and without claims. --json prints figures.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence

import numpy as np

from shared import SHARED
from tallystick.commands.pipeline import gazetteer
from tallystick.intake import open_path
from tallystick.reading import read as read_by_rules
from tallystick.reading.embedded import read
from tallystick.reading.embedded.encoder import shipped
from tallystick.reading.embedded.pieces import cut, windows
from tallystick.reading.embedded.signals import GROUPS
from tallystick.reading.sentences import split
from tallystick.record import Document


def bare(document: Document) -> None:
    """All layers of the encoder once over the text."""
    pieces = cut(split(document))
    features = np.zeros((len(pieces), len(GROUPS)), dtype=np.int64)
    for window in windows(len(pieces)):
        states = shipped().states(pieces, features, window)[None]
        mask = np.ones(states.shape[:2], dtype=np.int64)
        shipped().heads(states, np.zeros_like(mask), mask)


def rate(documents: Sequence[Document], work: Callable[[Document], object], rounds: int) -> float:
    """Documents a second: the best of ``rounds``."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for document in documents:
            work(document)
        best = min(best, time.perf_counter() - began)
    return len(documents) / best


def main() -> None:
    """Measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    documents = [open_path(path)[0].document for path in sorted((SHARED / "gold").glob("*.txt"))]
    began = time.perf_counter()
    read(documents[0], gazetteer())
    found = {"first article, s": time.perf_counter() - began}
    found["bare pass, articles/s"] = rate(documents, bare, options.rounds)
    found["rules, articles/s"] = rate(documents, lambda d: read_by_rules(d, gazetteer()), options.rounds)
    found["read, articles/s"] = rate(documents, lambda d: read(d, gazetteer()), options.rounds)
    found["read / bare pass"] = found["read, articles/s"] / found["bare pass, articles/s"]
    found["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if options.json:
        json.dump(found, sys.stdout, indent=1)
        return
    for name, value in found.items():
        print(f"{name:24} {value:10.2f}")


if __name__ == "__main__":
    main()
