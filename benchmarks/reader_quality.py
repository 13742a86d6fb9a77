"""The readers side by side by the project's scorer: the open gold, and articles that they were trained on.

The rules were written, and the weights fitted, with the articles of ``claims-train`` in view: those rows are marked
``trained on`` and say how well a reader keeps what it has seen (cross-validation over them is a figure of the training,
beside the model). Then the claims that a user meets at the default settings: how many, and which share of them a coder
has, too; claims on words that may be coded or not are counted aside.

    python benchmarks/reader_quality.py [--reader embedded] [--gold] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import readers
from shared import SHARED, articles, scorer
from tallystick.commands.pipeline import gazetteer
from tallystick.reading.registry import reader
from tallystick.serialising import to_plain

Article = dict[str, Any]
Rows = list[dict[str, Any]]
TRAINED = " (trained on)"
SHOWN = ("coded", "on open text", "made up")
"""What a claim is to a coder: one that the coder has, too; on words that may be coded or not; neither."""


def parts(gold_only: bool) -> dict[str, list[Article]]:
    """The coded articles by the name of their part."""
    found = {"gold": list(articles([SHARED / "gold"]))}
    for path in () if gold_only else sorted((SHARED / "claims-train").glob("*.jsonl")):
        found[path.stem + TRAINED] = list(articles([path]))
    return found


def read_by(name: str) -> Callable[[Article], Rows]:
    """From a coded article to the claims of the reader called ``name``, as plain data."""
    chosen = reader(name)

    def rows(article: Article) -> Rows:
        found: Rows = to_plain(chosen.read(readers.coded(article), gazetteer()))
        return found

    return rows


def table(coded: Iterable[Article], read: Callable[[Article], Rows]) -> dict[str, Any]:
    """The scorer's table for one reader, with what is said of its claims under ``as shown``."""
    score = scorer("claims")
    claims, slots, shown = Counter[str](), Counter[tuple[str, str]](), Counter(dict.fromkeys(SHOWN, 0))
    for article in coded:
        found = read(article)
        here = score.score(article["claims"], found)
        claims, slots = claims + here[0], slots + here[1]
        shown.update(_shown(score, article["claims"], found))
    made: dict[str, Any] = score.report(claims, slots)
    decided = shown["coded"] + shown["made up"]
    strict = round(shown["coded"] / max(1, shown.total()), 4)
    made["as shown"] = {**shown, "precision": round(shown["coded"] / max(1, decided), 4), "strict precision": strict}
    return made


def _shown(score: Any, gold: Rows, claims: Rows) -> Counter[str]:
    """Claims that a coder has, that stand on open text, and that are made up."""
    rows = [[_alike(score, g, p) for p in claims] for g in gold]
    paired = {j for _, j in score.assign(rows)} if gold and claims else set()
    optional = [g for g in gold if g.get("optional")]
    found = Counter(coded=len(paired))
    for j in set(range(len(claims))) - paired:
        open_text = any(score.overlap(g["text"], claims[j]["text"]) for g in optional)
        found["on open text" if open_text else "made up"] += 1
    return found


def _alike(score: Any, gold: dict[str, Any], claim: dict[str, Any]) -> float:
    if not (score.overlap(gold["text"], claim["text"]) and score.events_agree(gold, claim)):
        return 0.0
    right: float = sum(n for (_, outcome), n in score.slots(gold, claim).items() if outcome == "tp")
    return 0.001 + right


def show(part: str, number: int, tables: dict[str, dict[str, Any]]) -> None:
    """Print the tables of one part."""
    print(f"\n{part}: {number} articles, precision / recall / F1")
    print(f"{'slot':12}" + "".join(f"{name:>24}" for name in tables))
    for slot in next(iter(tables.values())):
        if slot != "as shown":
            cells = (f"{t[slot]['p']:.3f} / {t[slot]['r']:.3f} / {t[slot]['f1']:.3f}" for t in tables.values())
            print(f"{slot:12}" + "".join(f"{cell:>24}" for cell in cells))
    for name, made in tables.items():
        row = made["as shown"]
        print(
            f"{name}: {row['coded']} claims shown that a coder has, {row['made up']} made up, {row['on open text']} on "
            f"open text: precision {row['precision']:.3f} ({row['strict precision']:.3f} with the open ones as wrong)"
        )


def main() -> None:
    """Reads, scores, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    readers.add_option(parser)
    parser.add_argument("--gold", action="store_true", help="leave the training articles out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    coded = parts(options.gold)
    names = readers.chosen(options)
    tables = {part: {name: table(rows, read_by(name)) for name in names} for part, rows in coded.items()}
    if options.json:
        json.dump(tables, sys.stdout, indent=1)
        return
    for part, found in tables.items():
        show(part, len(coded[part]), found)


if __name__ == "__main__":
    main()
