"""Quality of the rule reader: its claims against coded articles, by the scorer of the project.

Without arguments the gold articles beside the project's root are read; a FILE.jsonl holds coded articles, one JSON
object a line. Each text is opened as the command line opens it. --json prints figures instead of a table, --errors
also what was missed, what was made up and which slots were wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from shared import SHARED, articles, scorer
from tallystick.commands.pipeline import gazetteer
from tallystick.intake import open_bytes
from tallystick.reading import read
from tallystick.record import Document
from tallystick.serialising import to_plain

Article = dict[str, Any]


def opened(article: Article) -> Document:
    """The article as the command line reads it: its file, with the day of publication."""
    known = article["document"]
    data = article["text"].encode()
    found = open_bytes(data, f"{known['id']}.txt", published=known["published"])
    return found[0].document


def predicted(article: Article) -> list[dict[str, Any]]:
    """The reader's claims for an article, as plain data; offsets count in the article's text."""
    claims: list[dict[str, Any]] = to_plain(read(opened(article), gazetteer()))
    return claims


def errors(score: ModuleType, article: Article, claims: list[dict[str, Any]]) -> Iterator[str]:
    """One line for each claim that was missed, made up, or read with a wrong slot."""
    gold = article["claims"]
    rows = [[_matching_slots(score, g, p) for p in claims] for g in gold]
    pairs = score.assign(rows) if claims else []
    for i, j in pairs:
        wrong = sorted(f"{s}:{o}" for (s, o), v in score.slots(gold[i], claims[j]).items() if o != "tp" and v)
        yield from [f"SLOT {article['document']['id']} {' '.join(wrong)} | {_short(gold[i])}"] if wrong else []
    for i in set(range(len(gold))) - {i for i, _ in pairs}:
        yield from [] if gold[i].get("optional") else [f"MISSED {article['document']['id']} {_short(gold[i])}"]
    for j in set(range(len(claims))) - {j for _, j in pairs}:
        yield f"MADE UP {article['document']['id']} {_short(claims[j])}"


def _matching_slots(score: ModuleType, gold: dict[str, Any], claim: dict[str, Any]) -> float:
    """What the scorer's alignment makes largest; 0 where the two may not be aligned."""
    if not (score.overlap(gold["text"], claim["text"]) and score.events_agree(gold, claim)):
        return 0.0
    return 0.001 + sum(count for (_, outcome), count in score.slots(gold, claim).items() if outcome == "tp")


def _short(claim: dict[str, Any]) -> str:
    return f"{claim['event']}: {' '.join(claim['text']['exact'].split())[:160]}"


def main() -> None:
    """Reads, scores, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[SHARED / "gold"])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    score = scorer("claims")
    claims, slots = Counter[str](), Counter[tuple[str, str]]()
    for article in articles(options.paths):
        found = predicted(article)
        here = score.score(article["claims"], found)
        claims, slots = claims + here[0], slots + here[1]
        if options.errors:
            print(*errors(score, article, found), sep="\n")
    table = score.report(claims, slots)
    if options.json:
        json.dump(table, sys.stdout, indent=1)
        return
    print(f"{'slot':12} {'P':>7} {'R':>7} {'F1':>7} {'gold':>6}")
    for slot, row in table.items():
        print(f"{slot:12} {row['p']:7.3f} {row['r']:7.3f} {row['f1']:7.3f} {row['gold']:6.0f}")


if __name__ == "__main__":
    main()
