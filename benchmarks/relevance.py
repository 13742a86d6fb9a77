"""What the embedded reader passes over: how many coded claims stand in what it reads, and what peace costs.

Recall: the share of the coded claims (the optional ones, too) that begin in a window that the network is asked for, on
the gold and on the training articles. Cost: processor time for 1,000 characters of texts that tell of no conflict (dev
parts of EWT and GUM, genres as training/reader/corpus.py picks them) and of the gold articles, with the gazetteer as
the command line reads them. ``passed over`` are the texts of which no window is read.

    python benchmarks/relevance.py [--json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define, field

import readers
from shared import SHARED, articles
from tallystick.commands.pipeline import gazetteer
from tallystick.reading.embedded import read, read_with
from tallystick.reading.embedded.encoder import Ints, shipped
from tallystick.reading.embedded.heads import Floats, Heads
from tallystick.reading.embedded.pieces import Pieces, Window
from tallystick.reading.embedded.policy import shipped_policy
from tallystick.record import Document

PEACEFUL = ("answers", "email", "reviews", "GUM_voyage", "GUM_academic", "GUM_bio", "GUM_interview")
SHORTEST, LONGEST = 350, 4000
"""Characters of a peaceful text: shorter ones are left out, longer ones cut."""
Article = dict[str, Any]


@define
class Listener:
    """A network that sees nothing and keeps which characters it was asked for; the heads only lend their shapes."""

    heads: Heads
    width: int
    asked: list[tuple[int, int]] = field(factory=list)

    def window(self, pieces: Pieces, features: Ints, window: Window) -> tuple[Floats, Floats]:
        """States of nothing."""
        first, until = window.own
        end = int(pieces.starts[until]) if until < len(pieces) else sys.maxsize
        self.asked.append((int(pieces.starts[first]), end))
        nothing = np.zeros((window.last - window.first, self.width), np.float32)
        return nothing, nothing

    def marked(self, states: Floats, zones: Ints, mask: Ints) -> Floats:
        """The states as they are."""
        return states


def listened(document: Document) -> list[tuple[int, int]]:
    """The stretches of characters whose claims the network is asked for."""
    heads = shipped().heads
    listener = Listener(heads, heads.values["span.weight"].shape[1])
    read_with(listener, shipped_policy(), document, gazetteer())
    return listener.asked


def recall(coded: Iterable[Article]) -> dict[str, float]:
    """Number of coded claims, and the share of them that begins in what is read."""
    total = heard = 0
    for article in coded:
        asked = listened(readers.coded(article))
        starts = [claim["text"]["start"] for claim in article["claims"]]
        total += len(starts)
        heard += sum(any(first <= start < until for first, until in asked) for start in starts)
    return {"claims": total, "recall": round(heard / max(1, total), 4)}


def peaceful() -> Iterator[Document]:
    """Texts of genres that do not tell of conflicts."""
    for name in ("ewt-dev.conllu", "gum-dev.conllu"):
        for number, text in _documents(SHARED / "data" / "syntax" / name):
            if number.startswith(PEACEFUL) and len(text) >= SHORTEST:
                yield readers.opened(text[:LONGEST], number, published="2017-03-01")


def _documents(path: Path) -> Iterator[tuple[str, str]]:
    """Id and text of each document of a CoNLL-U file."""
    for part in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        number, *rows = part.splitlines()
        yield number, " ".join(row.removeprefix("# text = ") for row in rows if row.startswith("# text = "))


def costs(documents: Sequence[Document], rounds: int) -> list[float]:
    """Milliseconds of processor time for 1,000 characters of each document: the best of ``rounds``."""
    found = []
    for document in documents:
        times = []
        for _ in range(rounds):
            began = time.process_time()
            read(document, gazetteer())
            times.append(time.process_time() - began)
        found.append(1e6 * min(times) / len(document.text))
    return found


def cost(rounds: int) -> dict[str, float]:
    """What peaceful texts cost, each and together, beside the gold articles."""
    gold = [readers.coded(article) for article in articles([SHARED / "gold"])]
    peace = list(peaceful())
    read(gold[0], gazetteer())
    war, each = _weighed(gold, costs(gold, rounds)), costs(peace, rounds)
    quiet = [not listened(document) for document in peace]
    over = [ms for ms, passed in zip(each, quiet, strict=True) if passed]
    return {
        "gold, ms for 1,000 characters": war,
        "peaceful, ms for 1,000 characters": _weighed(peace, each),
        "peaceful / gold": _weighed(peace, each) / war,
        "peaceful / gold, median text": statistics.median(each) / war,
        "passed over / gold": statistics.mean(over) / war if over else float("nan"),
        "peaceful texts": len(peace),
        "share passed over": sum(quiet) / len(peace),
    }


def _weighed(documents: Sequence[Document], each: Sequence[float]) -> float:
    sizes = [len(document.text) for document in documents]
    return sum(ms * size for ms, size in zip(each, sizes, strict=True)) / sum(sizes)


def main() -> None:
    """Measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="each text is timed so often")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    train = sorted((SHARED / "claims-train").glob("*.jsonl"))
    heard = {"gold": recall(articles([SHARED / "gold"])), "train": recall(articles(train))}
    spent = {name: round(value, 3) for name, value in cost(options.rounds).items()}
    if options.json:
        json.dump({"recall": heard, "cost": spent}, sys.stdout, indent=1)
        return
    for name, row in heard.items():
        print(f"{f'recall, {name}':36} {row['recall']:8.4f} of {row['claims']} claims")
    for name, value in spent.items():
        print(f"{name:36} {value:8.3f}")


if __name__ == "__main__":
    main()
