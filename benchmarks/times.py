"""Times: how many dated claims get an accepted EDTF value, and TIMEX3 span and value F1 on TimeBank and AQUAINT.

    python benchmarks/times.py [--json]

The first table takes the coded claims (gold and training), reads times against the report's day and lets
``choose_time`` pick one for each clause; a value is right where the coder lists it (the date slot of score/claims.py).
Clauses are the coders' own, so the reader's errors of finding clauses are not in it, nor is what a report's other
claims could tell. ``spurious`` counts undated claims that got a time, ``reachable`` is the share of dated claims with
an accepted value among the times of their own and the neighbouring sentences. The second table writes TIMEX3 from the
same expressions and calls score/times.py.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from shared import SHARED, scorer
from tallystick.intake.datelines import find_dateline
from tallystick.reading.sentences import Sentence, split
from tallystick.reading.times import Expression, choose_time, find_expressions, find_times
from tallystick.record import Document, When

SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}


def documents(shared: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Corpus name, coded document and text of every coded article."""
    for path in sorted((shared / "gold").glob("*.json")):
        yield "gold", json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_text("utf-8")
    for path in sorted((shared / "claims-train").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield path.stem, row, row["text"]


def coded_datelines(shared: Path) -> dict[str, str]:
    """Datelines by article, where the linking gold has them."""
    rows = json.loads((shared / "linking" / "syria_news.json").read_text("utf-8"))
    return {row["unit_id"]: row["dateline"] for row in rows if row["dateline"]}


def anchor_of(document: dict[str, Any], text: str, datelines: dict[str, str]) -> str | None:
    """The day that weekdays count from: the coded dateline, else the one intake finds, else the publication date."""
    if document["id"] in datelines:
        return datelines[document["id"]]
    found = find_dateline(text, document["published"])
    return found.day if found else document["published"]


def claim_scores(shared: Path) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of the date slot on the coders' own clauses, by corpus."""
    datelines = coded_datelines(shared)
    counts: dict[str, Counter[str]] = {}
    for corpus, row, text in documents(shared):
        times = find_times(text, anchor_of(row["document"], text, datelines))
        sentences = split(Document(id="", text=text))
        for claim in row["claims"]:
            counts.setdefault(corpus, Counter()).update(_outcomes(text, times, sentences, claim))
    return {corpus: _prf(n) for corpus, n in counts.items()}


def _outcomes(text: str, times: list[When], sentences: list[Sentence], claim: dict[str, Any]) -> Counter[str]:
    clause = claim["text"]["start"], claim["text"]["end"]
    own = [i for i, s in enumerate(sentences) if s.start < clause[1] and clause[0] < s.end]
    sentence = (sentences[own[0]].start, sentences[own[-1]].end) if own else clause
    chosen = choose_time(text, times, clause, sentence)
    dates, n = claim.get("dates") or [], Counter[str]()
    if not dates:
        n["spurious"] = n["fp"] = chosen is not None and "dates" not in claim.get("ignore", [])
        return n
    hit = chosen is not None and chosen.edtf in dates
    n["tp"], n["fn"], n["fp"] = hit, not hit, chosen is not None and not hit
    start = sentences[max(0, own[0] - 1)].start if own else clause[0]
    end = sentences[min(len(sentences) - 1, own[-1] + 1)].end if own else clause[1]
    n["reachable"] = any(t.edtf in dates for t in times if t.text and start <= t.text.start < end)
    return n


def _prf(n: Counter[str]) -> dict[str, float]:
    tp, fp, fn = n["tp"], n["fp"], n["fn"]
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    reachable = n["reachable"] / max(1, tp + fn)
    return {"dated": tp + fn, "p": p, "r": r, "f1": f1, "spurious": n["spurious"], "reachable": reachable}


def timex_value(expression: Expression) -> str:
    """The TIMEX3 value of an expression: weeks, quarters, seasons and parts of the day have codes of their own."""
    reading = expression.reading
    if reading.timex:
        return reading.timex
    value, first = (reading.edtf or "").replace("~", ""), reading.first
    if reading.unit in ("week", "weekend") and first:
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if reading.unit == "weekend" else "")
    if reading.unit == "quarter" and first:
        return f"{first.year}-Q{(first.month + 2) // 3}"
    if reading.unit == "season":
        return f"{value[:5]}{SEASONS[value[5:]]}"
    if expression.rule == "overnight":
        return f"{value[:10]}TNI"
    return f"{value}T{reading.part}" if reading.part else value


def timex_scores(shared: Path, name: str) -> dict[str, Any]:
    """The shared scorer's figures for one corpus, and the speed."""
    score, path = scorer("times"), shared / "data" / "time" / f"{name}.jsonl"
    predicted, spent, size = {}, 0.0, 0
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        started = time.perf_counter()
        found = find_expressions(row["text"], date.fromisoformat(row["dct"][:10]))
        spent, size = spent + time.perf_counter() - started, size + len(row["text"])
        predicted[row["id"]] = [(e.start, e.end, e.reading.kind, timex_value(e).upper()) for e in found]
    return {**score.score(score.read(path, True), predicted), "ms_per_3kB": 3e6 * spent / size}


def show(claims: dict[str, dict[str, float]], timex: dict[str, dict[str, Any]]) -> None:
    """Prints both tables."""
    print(f"{'claims':12} {'dated':>6} {'P':>6} {'R':>6} {'F1':>6} {'spurious':>9} {'reachable':>10}")
    for corpus, s in claims.items():
        print(
            f"{corpus:12} {s['dated']:6} {s['p']:6.3f} {s['r']:6.3f} {s['f1']:6.3f} {s['spurious']:9}"
            f" {s['reachable']:10.3f}"
        )
    print(f"\n{'TIMEX3':12} {'strict':>7} {'relaxed':>8} {'P':>6} {'R':>6} {'value':>6} {'accuracy':>9} {'ms/3 kB':>8}")
    for name, t in timex.items():
        relaxed = t["relaxed"]
        print(
            f"{name:12} {t['strict']['f1']:7.3f} {relaxed['f1']:8.3f} {relaxed['p']:6.3f} {relaxed['r']:6.3f}"
            f" {t['value']['f1']:6.3f} {t['value accuracy']:9.3f} {t['ms_per_3kB']:8.2f}"
        )


def main() -> None:
    """Reads the options, scores and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    claims = claim_scores(SHARED)
    timex = {name: timex_scores(SHARED, name) for name in ("timebank", "aquaint")}
    if options.json:
        print(json.dumps({"claims": claims, "timex": timex}, indent=1))
    else:
        show(claims, timex)


if __name__ == "__main__":
    main()
