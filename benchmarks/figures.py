"""Quality and speed of the figure grammar on the words of coded claims.

    .venv/bin/python benchmarks/figures.py [--errors PART] [--json] [--shared DIR]

Each coded claim's own words are given to ``find_figures``; measure, bound, value and upper must all be equal (at_least
and more_than count as one bound, as do at_most and less_than; a vague figure is compared by its word). A figure marked
optional costs nothing when it is missed or found. "reachable" leaves out coded figures whose words stand outside the
claim. Claims without a figure are scored too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import asdict

from tallystick.reading.figures import find_figures

SHARED = pathlib.Path(__file__).resolve().parents[1] / ".." / "shared"
SAME_BOUND = {"more_than": "at_least", "less_than": "at_most"}
Key = tuple[Any, ...]
Case = tuple[str, str, str, dict[str, Any]]


def figure_key(figure: dict[str, Any]) -> Key:
    """What is compared of a figure, as in the scorer of claims."""
    bound = SAME_BOUND.get(figure["bound"], figure["bound"])
    if bound == "vague":
        return (figure["measure"], bound, figure["word"], None)
    return (figure["measure"], bound, figure["value"], figure["upper"])


def cases(shared: pathlib.Path) -> Iterator[Case]:
    """Source, part, text and claim of every coded claim; a quarter of the documents is held out from tuning."""
    for path in sorted((shared / "claims-train").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            digest = hashlib.sha256(document["document"]["id"].encode()).digest()[0]
            part = "train, tuned" if digest % 4 else "train, held out"
            for claim in document["claims"]:
                yield path.stem, part, document["text"], claim
    for path in sorted((shared / "gold").glob("*.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]:
            yield "gold", "gold", text, claim


def inside(figure: dict[str, Any], claim: dict[str, Any]) -> bool:
    """True where the figure's words stand in the claim's."""
    return bool(claim["text"]["start"] <= figure["text"]["start"] and figure["text"]["end"] <= claim["text"]["end"])


def compare(found: Counter[Key], coded: list[dict[str, Any]]) -> tuple[Counter[Key], Counter[Key], Counter[Key]]:
    """Right, missed and wrong keys of one claim."""
    wanted = Counter(figure_key(f) for f in coded if not f.get("optional"))
    right = wanted & found
    wrong = found - wanted - Counter(figure_key(f) for f in coded if f.get("optional"))
    return right, wanted - found, wrong


def f1(n: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    p = n["right"] / max(1, n["right"] + n["wrong"])
    r = n["right"] / max(1, n["right"] + n["missed"])
    return p, r, 2 * p * r / max(1e-9, p + r)


class Table:
    """Counts by slice, for both modes."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Counter[str]] = {}

    def add(self, mode: str, slices: list[str], found: list[Any], claim: dict[str, Any]) -> tuple[Any, Any]:
        """Count one claim; gives what was missed and what was wrong."""
        keys = Counter(figure_key(asdict(f)) for f in found)
        right, missed, wrong = compare(keys, claim["figures"])
        reachable = [f for f in claim["figures"] if inside(f, claim)]
        _, missed_near, _ = compare(keys, reachable)
        for name in dict.fromkeys(slices):
            cell = self.counts.setdefault((mode, name), Counter())
            cell.update(right=sum(right.values()), missed=sum(missed.values()), wrong=sum(wrong.values()))
            cell.update(near=sum((missed & missed_near).values()))
        for outcome, figures in (("right", right), ("missed", missed), ("wrong", wrong)):
            for key, count in figures.items():
                for name in (f"bound {key[1]}", f"measure {key[0]}"):
                    self.counts.setdefault((mode, name), Counter())[outcome] += count
        return missed, wrong

    def show(self) -> None:
        """Print the table."""
        print(f"{'slice':22} {'words alone: P, R, F1':22} {'reachable F1':>13}   {'with the event: P, R, F1'}")
        for name in sorted(dict.fromkeys(name for _, name in self.counts)):
            alone, event = self.counts.get(("alone", name), Counter()), self.counts.get(("event", name), Counter())
            near = Counter(alone, missed=0)
            near["missed"] = alone["near"] if "near" in alone else alone["missed"]
            cells = [" ".join(f"{x:6.3f}" for x in f1(n)) for n in (alone, event)]
            print(f"{name:22} {cells[0]:22} {f1(near)[2]:13.3f}   {cells[1]}")


def speed(texts: list[str]) -> float:
    """Milliseconds for one clause, the best of three runs over them all."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        for text in texts:
            find_figures(text)
        best = min(best, time.perf_counter() - begun)
    return 1000 * best / max(1, len(texts))


def run(shared: pathlib.Path, errors: str | None = None) -> Table:
    """Read every coded claim in both modes; ``errors`` names the part whose errors are printed."""
    table = Table()
    for source, part, text, claim in cases(shared):
        start, end = claim["text"]["start"], claim["text"]["end"]
        slices = ["gold"] if part == source else ["train", part, source, f"{source}{part.removeprefix('train')}"]
        missed, wrong = table.add("alone", slices, find_figures(text, start, end), claim)
        table.add("event", slices, find_figures(text, start, end, claim["event"]), claim)
        if errors is not None and errors in part and (missed or wrong):
            print(f"{source} {claim['event']} | {' '.join(text[start:end].split())[:500]}")
            for outcome, keys in (("missed", missed), ("wrong", wrong)):
                print("   ", outcome, *[":".join(map(str, key)) for key in keys])
    return table


def main() -> None:
    """Run the benchmark and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=SHARED, help="folder with gold/ and claims-train/")
    parser.add_argument("--errors", metavar="PART", help="print the errors of a part: gold, tuned, held out")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    table = run(options.shared, options.errors)
    clauses = [text[claim["text"]["start"] : claim["text"]["end"]] for _, _, text, claim in cases(options.shared)]
    milliseconds = speed(clauses)
    if options.json:
        rows = {f"{mode}, {name}": {**n, "f1": round(f1(n)[2], 3)} for (mode, name), n in sorted(table.counts.items())}
        print(json.dumps({"counts": rows, "milliseconds": milliseconds}, indent=1))
        return
    table.show()
    print(f"milliseconds for one clause: {milliseconds:.3f}")


if __name__ == "__main__":
    main()
