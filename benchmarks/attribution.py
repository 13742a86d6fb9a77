"""How well sources, statuses and certainties are found, and how fast.

Part A takes the clauses of the coded claims as given and asks for the chain of sources, the status and the certainty of
each, counted as shared/score/claims.py counts its slots. Part B compares attributions (source, cue, content) with
PolNeAR through shared/score/attribution.py. Times are processor time of the attribution rules alone.

    python benchmarks/attribution.py [--json] [--sample N]
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from shared import SHARED, scorer
from tallystick.reading import sources, stance
from tallystick.reading.sentences import Sentence, split
from tallystick.record import Document, Source

SLOTS: tuple[tuple[str, str], ...] = (("status", "occurred"), ("certainty", "stated"))
EVENT_WORD = re.compile(
    r"kill|dead|die|wound|injur|attack|str[iu]|bomb|shell|shot|fire|execut|clash|fight|battle|captur|seiz|retak|control"
    r"|kidnap|abduct|arrest|detain|tortur|destroy|damag|sieg|trap|fled|flee|displac|evacuat|deliver|talk|negotiat|deal"
    r"|truce|ceasefire|agree|protest|hit|target|raid|assault|explo",
    re.IGNORECASE,
)


def coded(shared: Path) -> dict[str, Callable[[], Iterator[tuple[str, list[dict[str, Any]]]]]]:
    """Corpus name to its texts with their coded claims."""

    def lines(path: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        for line in path.read_text(encoding="utf-8").strip().split("\n"):
            row = json.loads(line)
            yield row["text"], row["claims"]

    def gold() -> Iterator[tuple[str, list[dict[str, Any]]]]:
        for path in sorted((shared / "gold").glob("*.json")):
            yield (
                path.with_suffix(".txt").read_text(encoding="utf-8"),
                json.loads(path.read_text(encoding="utf-8"))["claims"],
            )

    found: dict[str, Callable[[], Iterator[tuple[str, list[dict[str, Any]]]]]] = {"gold": gold}
    for path in sorted((shared / "claims-train").glob("*.jsonl")):
        found[path.stem] = lambda path=path: lines(path)  # type: ignore[misc]
    return found


def clause_scores(texts: Iterator[tuple[str, list[dict[str, Any]]]], claims: ModuleType) -> dict[str, Any]:
    """Source slot, status and certainty of one corpus, with the clauses given."""
    outcomes: Counter[str] = Counter()
    pairs: dict[str, list[tuple[str, str]]] = {slot: [] for slot, _ in SLOTS}
    seconds, size = 0.0, 0
    for text, coded_claims in texts:
        document = Document("benchmark", text)
        sentences = split(document)
        begun = time.process_time()
        found = sources.find_attributions(document, sentences)
        seconds += time.process_time() - begun
        size += len(text)
        for claim in coded_claims:
            _count(claim, text, sentences, found, claims, outcomes, pairs)
    result: dict[str, Any] = {"source": claims.prf(outcomes["tp"], outcomes["fp"], outcomes["fn"])}
    result |= {slot: _agreement(pairs[slot], default) for slot, default in SLOTS}
    return result | {"milliseconds for 3,000 characters": round(seconds / max(1, size) * 3e6, 2)}


def _count(
    claim: dict[str, Any],
    text: str,
    sentences: list[Sentence],
    found: list[sources.Attribution],
    claims: ModuleType,
    outcomes: Counter[str],
    pairs: dict[str, list[tuple[str, str]]],
) -> None:
    start, end = claim["text"]["start"], claim["text"]["end"]
    number = next((i for i, s in enumerate(sentences) if s.start <= start < s.end), 0)
    frame = text[sentences[number].start : max(end, sentences[number].end)]
    governing = sources.source_of(found, start, end, number)
    if "attribution" not in claim.get("ignore", []):
        outcomes.update(_links(claim["attribution"], governing.chain if governing else (), claims))
    clause = text[start:end]
    event_word = EVENT_WORD.search(clause)
    told = stance.status(clause, event_word.start() if event_word else 0, frame, claim["event"])
    for slot, value in (("status", told), ("certainty", stance.certainty(clause, frame, governing))):
        wanted = claim[slot]
        accepted = wanted if isinstance(wanted, list) else [wanted]
        pairs[slot].append((value if value in accepted else accepted[0], value))


def _links(wanted: list[dict[str, Any]], chain: tuple[Source, ...], claims: ModuleType) -> Counter[str]:
    left = claims.names_of(
        [
            {"source": s.source, "organisation": s.organisation, "text": {"exact": s.text.exact if s.text else ""}}
            for s in chain
        ],
        "source",
        "organisation",
    )
    outcomes: Counter[str] = Counter()
    for link in wanted:
        hit = next((n for n in left if any(claims.same_name(w, f) for w in link["names"] for f in n)), None)
        outcomes["fn" if hit is None else "tp"] += 1
        if hit is not None:
            left.remove(hit)
    outcomes["fp"] += len(left)
    return outcomes


def _agreement(pairs: list[tuple[str, str]], default: str) -> dict[str, float]:
    labels = sorted({gold for gold, _ in pairs})
    scores = []
    for label in labels:
        right = sum(g == p == label for g, p in pairs)
        named = sum(g == label for g, _ in pairs) + sum(p == label for _, p in pairs)
        scores.append(2 * right / named if named else 0.0)
    return {
        "accuracy": round(sum(g == p for g, p in pairs) / max(1, len(pairs)), 4),
        "majority": round(sum(g == default for g, _ in pairs) / max(1, len(pairs)), 4),
        "macro_f1": round(sum(scores) / max(1, len(scores)), 4),
        "clauses": len(pairs),
    }


def polnear(path: Path, attribution: ModuleType, sample: int | None = None) -> dict[str, dict[str, float]]:
    """The scores of the first ``sample`` documents of a PolNeAR file (all where None)."""
    gold = attribution.read(path, True)
    names = list(gold)[:sample]
    predicted = {name: (None, _roles(gold[name][0])) for name in names}
    result: dict[str, dict[str, float]] = attribution.report(
        attribution.score({name: gold[name] for name in names}, predicted)
    )
    return result


def _roles(text: str) -> list[dict[str, list[tuple[int, int]]]]:
    document = Document("benchmark", text)
    found: list[dict[str, list[tuple[int, int]]]] = []
    for a in sources.find_attributions(document, split(document)):
        if a.cue is None and found and text[a.content[0]] in '"“':
            found[-1]["content"].append(a.content)
        if a.cue is not None and a.content[0] < a.content[1]:
            cue = (a.cue.start, a.cue.end)
            spans = _nearest(a.chain, cue)
            found.append({"source": spans, "cue": [cue], "content": _without(a.content, sorted([*spans, cue]))})
    return found


def _nearest(chain: tuple[Source, ...], cue: tuple[int, int]) -> list[tuple[int, int]]:
    """The span of the source that stands nearest to the cue."""
    spans = [(s.text.start, s.text.end) for s in chain if s.text]
    return sorted(spans, key=lambda span: abs(span[0] - cue[0]))[:1]


def _without(content: tuple[int, int], holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces, start = [], content[0]
    for first, last in holes:
        if start < first < content[1]:
            pieces.append((start, first))
        if last > start:
            start = max(start, min(last, content[1])) if first < content[1] else start
    if start < content[1]:
        pieces.append((start, content[1]))
    return pieces


def show(clauses: dict[str, Any], attributions: dict[str, Any]) -> None:
    """Print both parts as tables."""
    print(f"{'clauses of':12} {'src P':>6} {'src R':>6} {'src F1':>6} {'status':>7} {'(maj)':>6} {'macro':>6}", end="")
    print(f" {'certain':>7} {'(maj)':>6} {'macro':>6} {'ms/3kB':>6}")
    for name, row in clauses.items():
        source, status, certain = row["source"], row["status"], row["certainty"]
        print(f"{name:12} {source['p']:6.3f} {source['r']:6.3f} {source['f1']:6.3f}", end="")
        for slot in (status, certain):
            print(f" {slot['accuracy']:7.3f} {slot['majority']:6.3f} {slot['macro_f1']:6.3f}", end="")
        print(f" {row['milliseconds for 3,000 characters']:6.2f}")
    for name, rows in attributions.items():
        print(f"\n{name:20} {'P':>7} {'R':>7} {'F1':>7} {'gold':>6}")
        for measure, row in rows.items():
            print(f"{measure:20} {row['p']:7.3f} {row['r']:7.3f} {row['f1']:7.3f} {row['gold']:6d}")


def main() -> None:
    """Run both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sample", type=int, default=100, help="documents of PolNeAR train")
    options = parser.parse_args()
    claims, attribution = scorer("claims"), scorer("attribution")
    clauses = {name: clause_scores(texts(), claims) for name, texts in coded(SHARED).items()}
    folder = SHARED / "data" / "polnear"
    attributions = {
        "PolNeAR dev": polnear(folder / "dev.jsonl", attribution),
        f"PolNeAR train, {options.sample}": polnear(folder / "train.jsonl", attribution, options.sample),
    }
    if options.json:
        print(json.dumps({"clauses": clauses, "attributions": attributions}, indent=1))
    else:
        show(clauses, attributions)


if __name__ == "__main__":
    main()
