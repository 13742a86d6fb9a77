"""How often the day that weekdays are resolved against is the day that a reader found in the text.

    python benchmarks/datelines.py [--json]

Reads the news corpus and the dateline that a coder noted for each article of the linking gold.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from tallystick.intake import ManifestEntry, read_manifest
from tallystick.record import Document

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def opened(corpus: Path) -> dict[str, Document]:
    """The documents of the manifest ``corpus`` by their ids."""
    entries = (entry for entry in read_manifest(corpus) if isinstance(entry, ManifestEntry))
    return {intake.document.id: intake.document for entry in entries for intake in entry.open()}


def measured(documents: dict[str, Document], gold: list[dict[str, str]]) -> dict[str, float]:
    """Counts and shares over the articles whose dateline a coder noted."""
    pairs = [(documents[g["unit_id"]], g["dateline"]) for g in gold if g["dateline"] and g["unit_id"] in documents]
    undated = [documents[g["unit_id"]] for g in gold if not g["dateline"] and g["unit_id"] in documents]
    return {
        "articles": len(pairs),
        "published_right": sum(d.published == day for d, day in pairs) / len(pairs),
        "dateline_found": sum(d.dateline is not None for d, _ in pairs) / len(pairs),
        "anchor_right": sum(d.anchor == day for d, day in pairs) / len(pairs),
        "warned": sum(any("dateline" in w for w in d.warnings) for d, _ in pairs),
        "undated_articles": len(undated),
        "found_in_undated": sum(d.dateline is not None for d in undated),
    }


def main() -> None:
    """Measures and prints a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=SHARED / "data" / "syria-news" / "fakes.jsonl")
    parser.add_argument("--gold", type=Path, default=SHARED / "linking" / "syria_news.json")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    start = time.perf_counter()
    documents = opened(options.corpus)
    seconds = time.perf_counter() - start
    figures = measured(documents, json.loads(options.gold.read_text(encoding="utf-8")))
    figures |= {"documents_opened": len(documents), "ms_a_document": 1000 * seconds / len(documents)}
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        print(
            f"{name.replace('_', ' '):20} {value:10.3f}"
            if isinstance(value, float)
            else f"{name.replace('_', ' '):20} {value:6}"
        )


if __name__ == "__main__":
    main()
