"""Counts in how many reports of the training corpora each word stands, for the rarity of words when linking.

    python training/linking/word_frequencies.py

Writes src/tallystick/linking/data/word_frequencies.tsv from the Syria news corpus (FA-KES, CC BY, Abu Salem, Al Feel,
Elbassuoni, Jaber and Farah), WikiEvents train (MIT) and the MUC-4 dev texts. Words of fewer than three reports are left
out: they are the rarest there are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tallystick.linking.wording import content_words

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
OUT = ROOT / "src" / "tallystick" / "linking" / "data" / "word_frequencies.tsv"
CORPORA = ("syria-news/fakes.jsonl", "wikievents/train.jsonl", "muc4/dev.jsonl")
LEAST = 3


def texts() -> Iterator[str]:
    """The text of each report."""
    for name in CORPORA:
        with (DATA / name).open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def main() -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    reports = 0
    for text in texts():
        counts.update(content_words(text))
        reports += 1
    rows = [f"{word}\t{n}" for word, n in sorted(counts.items()) if n >= LEAST]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("\n".join([f"# reports\t{reports}", *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} words of {reports} reports")


if __name__ == "__main__":
    main()
