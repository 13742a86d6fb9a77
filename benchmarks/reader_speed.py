"""Speed of the embedded reader on one core, beside a bare pass of its encoder over the same text; cold start; memory.

The bare pass runs the lower part of the network (all layers) once over each window of the gold articles, without rules
and without marked spans. Rates are by processor time, so that they hold on a busy machine, too. Cold start is the whole
of ``tallystick read ONE.txt`` in a new process, the median of several, by the clock and by processor time; beside it
the same by rules, and the import of onnxruntime alone.

    python benchmarks/reader_speed.py [--rounds 3] [--starts 5] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
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

PATHS = sorted((SHARED / "gold").glob("*.txt"))
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
"""Prints the most memory that the process held, in MB."""


def bare(document: Document) -> None:
    """All layers of the encoder once over the text."""
    pieces = cut(split(document))
    features = np.zeros((len(pieces), len(GROUPS)), dtype=np.int64)
    for window in windows(len(pieces)):
        shipped().window(pieces, features, window)


def rates(
    documents: Sequence[Document], works: dict[str, Callable[[Document], object]], rounds: int
) -> dict[str, float]:
    """Documents a second of processor time for each of ``works``, the best of ``rounds``; the works take turns."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            began = time.process_time()
            for document in documents:
                work(document)
            best[name] = min(best[name], time.process_time() - began)
    return {f"{name}, articles/s": len(documents) / seconds for name, seconds in best.items()}


def cold(name: str, arguments: Sequence[str], starts: int) -> dict[str, float]:
    """Seconds by the clock and of the processor that ``python ARGUMENTS`` takes from cold, medians of ``starts``."""
    clock, processor = [], []
    for _ in range(starts):
        began, spent = time.perf_counter(), _of_children()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        clock.append(time.perf_counter() - began)
        processor.append(_of_children() - spent)
    return {
        f"cold, {name}, s": statistics.median(clock),
        f"cold, {name}, processor s": statistics.median(processor),
    }


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def starts(number: int) -> dict[str, float]:
    """Cold starts with one article by each reader, and the import of onnxruntime."""
    one = ("-m", "tallystick", "read", str(PATHS[0]), "--reader")
    return {
        **cold("embedded", [*one, "embedded"], number),
        **cold("rules", [*one, "rules"], number),
        **cold("import onnxruntime", ["-c", "import onnxruntime"], number),
    }


def memory() -> float:
    """The most memory, in MB, that a process holds which reads all gold articles."""
    code = (
        "import sys; from tallystick.commands.pipeline import pipeline; from tallystick.intake import open_path\n"
        f"for path in sys.argv[1:]: pipeline('embedded').read(open_path(path)[0].document)\n{PEAK}"
    )
    done = subprocess.run([sys.executable, "-c", code, *map(str, PATHS)], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    """Measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--starts", type=int, default=5)
    options = parser.parse_args()
    documents = [open_path(path)[0].document for path in PATHS]
    works: dict[str, Callable[[Document], object]] = {
        "bare pass": bare,
        "rules": lambda document: read_by_rules(document, gazetteer()),
        "read": lambda document: read(document, gazetteer()),
    }
    for work in works.values():
        work(documents[0])
    found = rates(documents, works, options.rounds)
    found["read to bare pass"] = found["read, articles/s"] / found["bare pass, articles/s"]
    found |= starts(options.starts) | {"peak memory, MB": memory()}
    if options.json:
        json.dump(found, sys.stdout, indent=1)
        return
    for name, value in found.items():
        print(f"{name:40} {value:10.2f}")


if __name__ == "__main__":
    main()
