"""Reports to incidents, from text alone: B-cubed and CoNLL F1, and how the death ranges hold what outlets told.

    python benchmarks/linking.py [--json] [--errors]

Reads the 756 articles of the Syria news corpus, links them into one record, and takes for each article the incident
that its headline and lead are about. Scored on the 345 articles of the linking gold, beside every article alone and
beside the dateline and governorate columns of the corpus, which a system does not get. Ranges are scored for each
method.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

from shared import SHARED, lines, scorer
from tallystick import intake
from tallystick.assessing import METHODS, assess
from tallystick.commands.pipeline import READER, pipeline
from tallystick.linking import link
from tallystick.record import Incident, Report
from tallystick.vocabulary.edtf import interval

GOLD = SHARED / "linking" / "gold.jsonl"
STORIES = SHARED / "linking" / "syria_news.json"
CORPUS = SHARED / "data" / "syria-news" / "fakes.jsonl"


def read_corpus(reader: str) -> list[Report]:
    """Every article of the corpus with its claims."""
    line = pipeline(reader)
    return [
        line.read(opened.document)
        for entry in intake.read_manifest(CORPUS)
        if isinstance(entry, intake.ManifestEntry)
        for opened in entry.open()
    ]


def principal_incidents(incidents: Iterable[Incident]) -> dict[str, str]:
    """The incident that each article is about."""
    return {document: incident.id for incident in incidents for document in incident.principal_of}


def grouping(clusters: dict[str, str], gold: dict[str, str] | None = None) -> dict[str, float]:
    """The scorer's figures for ``clusters`` ({article: incident}), over ``gold`` or all of the linking gold."""
    score = scorer("incidents")
    if gold is None:
        gold, _ = score.read_gold(GOLD)
    found = score.grouping(gold, {k: v for k, v in clusters.items() if k in gold})
    return {name: found[name]["f1"] for name in ("MUC", "B-cubed", "CEAF-e", "CoNLL")}


def ranges(reports: list[Report], incidents: Iterable[Incident], method: str) -> dict[str, Any]:
    """``score/ranges.py`` on the killed ranges of the incidents that articles are about."""
    by_claim = {claim.id: report for report in reports for claim in report.claims}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        for incident in incidents:
            if incident.principal_of:
                file.write(json.dumps(predicted(incident, by_claim, method)) + "\n")
    score, argv, printed = scorer("ranges"), sys.argv, io.StringIO()
    sys.argv = ["ranges.py", str(STORIES), file.name, "--json"]
    try:
        with contextlib.redirect_stdout(printed):
            score.main()
    finally:
        sys.argv = argv
        Path(file.name).unlink()
    scored: dict[str, Any] = json.loads(printed.getvalue())
    return scored


def predicted(incident: Incident, by_claim: dict[str, Report], method: str) -> dict[str, Any]:
    """An incident as ``score/ranges.py`` reads it: its id, the reports about it, its range of killed by a method."""
    held = {by_claim[c].document.id: by_claim[c] for c in incident.claims}
    assessment = assess(incident, list(held.values()), method=method)
    killed = next((r for r in assessment.figures if (r.measure, r.group) == ("killed", "all")), None)
    ends = {e: getattr(killed, e).value for e in ("low", "best", "high")} if killed else {}
    return {"id": incident.id, "reports": list(incident.principal_of), "killed": ends}


def dates_right(incidents: Iterable[Incident]) -> float:
    """Share of the gold articles whose principal incident's interval overlaps the gold's incident date."""
    by_document = {d: i for i in incidents for d in i.principal_of}
    gold = [row for row in json.loads(STORIES.read_text(encoding="utf-8")) if row["incident"] != "none"]
    right = sum(overlap(by_document.get(row["unit_id"]), row["incident_date"]) for row in gold)
    return round(right / len(gold), 4)


def overlap(incident: Incident | None, told: str) -> bool:
    """Whether the time of an incident and an EDTF string may be one."""
    if incident is None or incident.time is None or not told:
        return False
    (a, b), (c, d) = interval(incident.time.edtf), interval(told)
    return bool(a and b and c and d and a <= d and c <= b)


def by_columns() -> dict[str, str]:
    """The baseline of the corpus's own columns: one group for each dateline and governorate."""
    rows = json.loads(STORIES.read_text(encoding="utf-8"))
    return {row["unit_id"]: f"{row['dateline'] or row['date']} {row['governorate']}" for row in rows}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reader", default=READER, help="who reads (embedded learned from 289 of the articles)")
    parser.add_argument("--errors", action="store_true", help="list the gold incidents that were split or mixed")
    arguments = parser.parse_args()
    reports, number = read_corpus(arguments.reader), count(1)
    result = link(reports, next_id=lambda: f"I{next(number):04d}")
    clusters = principal_incidents(result.incidents)
    ids = [row["id"] for row in lines(GOLD)]
    out = {
        "every article alone": grouping({i: i for i in ids}),
        "dateline and governorate columns": grouping(by_columns()),
        "from text alone": grouping(clusters),
        "ranges": {method: ranges(reports, result.incidents, method) for method in METHODS},
        "principal date right": dates_right(result.incidents),
    }
    if arguments.errors:
        print_errors(clusters, {r.document.id: r for r in reports})
    print(json.dumps(out, indent=1) if arguments.json else text(out))


def print_errors(clusters: dict[str, str], reports: dict[str, Report]) -> None:
    """Print the gold incidents told more than once whose articles do not stand together."""
    told: dict[str, list[str]] = defaultdict(list)
    for row in lines(GOLD):
        told[row["incident"]].append(row["id"])
    for incident, ids in told.items():
        if len({clusters.get(i, i) for i in ids}) > 1:
            print(incident)
            for i in ids:
                print("   ", i, clusters.get(i), reports[i].document.anchor, reports[i].document.title)


def text(out: dict[str, Any]) -> str:
    """The results as a table."""
    rows = [f"{'grouping':34} {'MUC':>7} {'B-cubed':>8} {'CEAF-e':>7} {'CoNLL':>7}"]
    for name in ("every article alone", "dateline and governorate columns", "from text alone"):
        f = out[name]
        rows.append(f"{name:34} {f['MUC']:7.3f} {f['B-cubed']:8.3f} {f['CEAF-e']:7.3f} {f['CoNLL']:7.3f}")
    rows += ["", f"{'ranges by method':34} {'coverage':>8} {'best told':>9} {'width':>7}"]
    for method, r in out["ranges"].items():
        rows.append(f"{method:34} {r['coverage']:8.3f} {r['best told']:9.3f} {r['mean width']:7.2f}")
    rows.append(f"{'plain min-max':34} {'':8} {'':9} {r['mean plain min-max']:7.2f}")
    return "\n".join([*rows, "", f"{'principal date right':34} {out['principal date right']:.3f}"])


if __name__ == "__main__":
    main()
