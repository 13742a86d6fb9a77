"""Look-ups in the gazetteer: by exact name, by names in other spellings and scripts, and resolving within reading.

    python benchmarks/gazetteer_speed.py [--json]

A. Exact names, warm, on one thread: each of many names looked up for the first time by this process (the file's pages
   are in memory), and again (what reading a corpus does). Unknown names too.
B. Fuzzy look-up: transliterations (Arabic article and vowels, Cyrillic and Arabic script) and random misspellings of
   place names, each for the first time: median, 95th and 99th percentile in milliseconds.
C. What resolving adds to reading 3 kB by rules, in milliseconds and as a share.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import string
import time
from collections.abc import Callable, Sequence
from typing import Any

from shared import SHARED
from tallystick.gazetteer import Gazetteer
from tallystick.gazetteer.packs import shipped_path
from tallystick.reading import read
from tallystick.record import Document

NAMES, MISSPELT, ROUNDS = 50_000, 1_000, 20
# fmt: off
SPELLINGS = (
    "Hasakeh", "Hasakah", "al-Hasaka", "Hassaké", "Dayr az Zawr", "Deir Ezzour", "Dar'aa", "as-Suwaida", "ar-Raqqa",
    "Mossul", "Khan Yunes", "Bakhmout", "Kharkov", "Zaporozhye", "Nikolaev", "Chernigov", "Mariopol", "Lugansk",
    "Харьков", "Мариуполь", "Донецк", "الحسكة", "حلب", "الموصل", "صنعاء",
)
# fmt: on
Row = dict[str, Any]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    names = sample(NAMES)
    result = {"A": list(exact(names)), "B": list(fuzzy(names)), "C": [reading()]}
    if options.json:
        print(json.dumps(result, indent=1))
        return
    for part, rows in result.items():
        print(f"\n{part}")
        print("  ".join(f"{key:>22}" for key in rows[0]))
        for row in rows:
            print("  ".join(f"{v:22,.2f}" if isinstance(v, float) else f"{v!s:>22}" for v in row.values()))


def sample(count: int) -> list[str]:
    """Names of the shipped gazetteer, drawn at random."""
    connection = sqlite3.connect(f"{shipped_path().absolute().as_uri()}?mode=ro", uri=True)
    keys = [key for (key,) in connection.execute("SELECT DISTINCT key FROM name WHERE length(key) > 3 ORDER BY key")]
    connection.close()
    return random.Random(0).sample(keys, count)


def exact(names: Sequence[str]) -> list[Row]:
    """Part A."""
    unknown = [name + "qxz" for name in names]
    gazetteer = Gazetteer.shipped()
    for name in names:
        gazetteer.find(name)
    fresh = Gazetteer.shipped()
    rows = []
    for label, look_up, wanted in (
        ("find, first time", fresh.find, names),
        ("find, again", fresh.find, names[:10_000]),
        ("knows, first time", fresh.knows, names),
        ("knows, again", fresh.knows, names),
        ("knows, unknown name", fresh.knows, unknown),
    ):
        if label == "find, again":
            passed(look_up, wanted)
        rows.append({"look-up": label, "names": len(wanted), "a second": len(wanted) / passed(look_up, wanted)})
    return rows


def passed(look_up: Callable[[str], object], names: Sequence[str]) -> float:
    """Processor seconds for all names."""
    started = time.process_time()
    for name in names:
        look_up(name)
    return time.process_time() - started


def fuzzy(names: Sequence[str]) -> list[Row]:
    """Part B."""
    draw = random.Random(1)
    misspelt = [spoilt(name, draw) for name in names[:MISSPELT]]
    gazetteer = Gazetteer.shipped()
    for name in misspelt:
        gazetteer.similar(name)
    return [timed(label, wanted) for label, wanted in (("transliterations", SPELLINGS), ("misspellings", misspelt))]


def spoilt(name: str, draw: random.Random) -> str:
    """The name with one letter left out, doubled or exchanged."""
    at = draw.randrange(len(name))
    put = draw.choice(("", name[at] * 2, draw.choice(string.ascii_lowercase)))
    return name[:at] + put + name[at + 1 :]


def timed(label: str, names: Sequence[str]) -> Row:
    """Processor milliseconds of one look-up, with nothing remembered."""
    gazetteer = Gazetteer.shipped()
    taken = []
    for name in names:
        started = time.process_time()
        gazetteer.similar(name)
        taken.append(1e3 * (time.process_time() - started))
    taken.sort()
    share = {f"p{p} ms": taken[min(len(taken) - 1, len(taken) * p // 100)] for p in (50, 95, 99)}
    return {"names": label, "count": len(names), **share}


def reading() -> Row:
    """Part C: the gold articles, read by rules without and with resolving."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((SHARED / "gold").glob("*.txt"))]
    documents = [Document(str(i), text) for i, text in enumerate(texts)]
    gazetteer = Gazetteer.shipped()
    claims = [read(d, gazetteer) for d in documents]
    pairs = list(zip(documents, claims, strict=True))
    for document, found in pairs:
        gazetteer.resolve(document, found)
    without = cheapest(lambda: [read(d, gazetteer) for d in documents])
    resolving = cheapest(lambda: [gazetteer.resolve(d, found) for d, found in pairs])
    per_3kb = 3e6 / sum(map(len, texts))
    return {
        "reading ms": without * per_3kb,
        "resolving adds ms": resolving * per_3kb,
        "share": resolving / without,
    }


def cheapest(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


if __name__ == "__main__":
    main()
