#!/usr/bin/env python3
"""The readers side by side: rules, the model alone, and both together (the embedded reader), by the project's scorer.

Measured on the open gold and on the held-out part of the training articles (by hash of the document id, as
training/reader/settings.py sets it). The rules were tuned on all training articles, the held-out part included, so that
part flatters them; the thresholds of the model were fitted on it. --json prints figures instead of tables.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from zlib import crc32

from shared import SHARED, lines, scorer
from tallystick.commands.pipeline import gazetteer
from tallystick.intake import open_bytes
from tallystick.reading import read as read_by_rules
from tallystick.reading.embedded import read as read_embedded
from tallystick.reading.embedded import read_with
from tallystick.reading.embedded.encoder import shipped
from tallystick.reading.embedded.policy import alone_policy
from tallystick.record import Claim, Document
from tallystick.serialising import to_plain

Article = dict[str, Any]
HELD_OUT = 10
"""One training document in so many was held out."""
READERS: dict[str, Callable[[Document], Sequence[Claim]]] = {
    "rules": lambda document: read_by_rules(document, gazetteer()),
    "model": lambda document: read_with(shipped(), alone_policy(), document, gazetteer()),
    "both": lambda document: read_embedded(document, gazetteer()),
}


def gold() -> list[Article]:
    """The open gold articles."""
    paths = sorted((SHARED / "gold").glob("*.json"))
    texts = [path.with_suffix(".txt").read_text(encoding="utf-8") for path in paths]
    return [{**json.loads(p.read_text(encoding="utf-8")), "text": t} for p, t in zip(paths, texts, strict=True)]


def held_out() -> list[Article]:
    """The training articles that the weights were not fitted to."""
    coded = [article for path in sorted((SHARED / "claims-train").glob("*.jsonl")) for article in lines(path)]
    return [a for a in coded if crc32(a["document"]["id"].encode()) % HELD_OUT == 0]


def table(articles: Sequence[Article], read: Callable[[Document], Sequence[Claim]]) -> dict[str, Any]:
    """The scorer's table for one reader."""
    score = scorer("claims")
    claims, slots = Counter[str](), Counter[tuple[str, str]]()
    for article in articles:
        known = article["document"]
        found = open_bytes(article["text"].encode(), f"{known['id']}.txt", published=known["published"])
        here = score.score(article["claims"], to_plain(read(found[0].document)))
        claims, slots = claims + here[0], slots + here[1]
    made: dict[str, Any] = score.report(claims, slots)
    return made


def main() -> None:
    """Reads, scores, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    parts = {"gold": gold(), "held out": held_out()}
    tables = {p: {name: table(articles, read) for name, read in READERS.items()} for p, articles in parts.items()}
    if options.json:
        json.dump(tables, sys.stdout, indent=1)
        return
    for part, found in tables.items():
        print(f"\n{part}: {len(parts[part])} articles, F1 (claims: precision / recall / F1)")
        print(f"{'slot':12}" + "".join(f"{name:>24}" for name in found))
        for slot in next(iter(found.values())):
            print(f"{slot:12}" + "".join(f"{_cell(slot, t[slot]):>24}" for t in found.values()))


def _cell(slot: str, row: dict[str, float]) -> str:
    return f"{row['p']:.3f} / {row['r']:.3f} / {row['f1']:.3f}" if slot == "claims" else f"{row['f1']:.3f}"


if __name__ == "__main__":
    main()
