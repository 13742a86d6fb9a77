"""Speed of the rule reader on one core: articles a second, the time for a 3 kB article, the share of each stage.

Places are known and resolved by the shipped gazetteer, as the commands do it.

    python benchmarks/speed.py [FILE.jsonl] [--articles 1000] [--json]

FILE holds news articles, one JSON object with "text" a line; they are repeated up to the number asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from tallystick.gazetteer import Gazetteer
from tallystick.reading import STAGES, Workings, read
from tallystick.record import Document

NEWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "syria-news" / "fakes.jsonl"
THREE_KB = 3000


def documents(path: Path, number: int) -> list[Document]:
    """``number`` documents from the file's articles, again from the start where it has fewer."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Document(id=f"d{i}", text=row["text"], title=row.get("title"), published=row.get("published"))
        for i, row in enumerate(islice(cycle(rows), number))
    ]


def of_three_kb(texts: Sequence[Document]) -> Document:
    """A document of 3,000 characters, of whole articles one after another."""
    text = "\n\n".join(document.text for document in texts)
    return Document(id="three-kb", text=text[:THREE_KB], published="2016-12-13")


def stage_shares(texts: Sequence[Document], gazetteer: Gazetteer) -> dict[str, float]:
    """Seconds spent in each stage over all documents."""
    spent = Counter[str]()
    for document in texts:
        work = Workings(document, gazetteer)
        for name, stage in STAGES:
            start = time.perf_counter()
            stage(work)
            spent[name] += time.perf_counter() - start
        start = time.perf_counter()
        gazetteer.resolve(document, work.claims)
        spent["resolve"] += time.perf_counter() - start
    return dict(spent)


def best_of_20(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest of twenty runs."""
    times = []
    for _ in range(20):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return round(1000 * min(times), 2)


def measure(texts: Sequence[Document]) -> dict[str, object]:
    """Articles a second, milliseconds for a 3 kB article (best of 20), share of each stage."""
    gazetteer = Gazetteer.shipped()
    start = time.perf_counter()
    claims = sum(len(gazetteer.resolve(document, read(document, gazetteer))) for document in texts)
    seconds = time.perf_counter() - start
    sample = of_three_kb(texts)
    found = read(sample, gazetteer)
    spent = stage_shares(texts, gazetteer)
    return {
        "articles": len(texts),
        "characters": sum(len(d.text) for d in texts),
        "claims": claims,
        "articles_per_second": round(len(texts) / seconds, 1),
        "ms_for_3_kb": best_of_20(lambda: read(sample, gazetteer)),
        "ms_to_resolve_3_kb": best_of_20(lambda: gazetteer.resolve(sample, found)),
        "share": {name: round(s / sum(spent.values()), 3) for name, s in spent.items()},
    }


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=NEWS)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(documents(options.path, options.articles))
    if options.json:
        json.dump(result, sys.stdout, indent=1)
        return
    for name, value in result.items():
        rows = value.items() if isinstance(value, dict) else [("", value)]
        print(*(f"{name:22} {key:14} {figure}" for key, figure in rows), sep="\n")


if __name__ == "__main__":
    main()
