"""The Gun Violence Corpus (dev): its articles grouped to incidents, and the killed and injured of each incident.

Grouping: all articles are read and linked together, from text and publication date alone, and each stands in the
incident that its headline and lead are about; B-cubed and CoNLL by ``score/incidents.py``, beside every article alone.
Figures of these incidents are scored too (``together``), aligned as there.

Then each article is read and linked by itself; its figures are the reconciled ones of the incident that linking takes
its headline and lead to be about. The registry gives 0 where nobody was killed (injured), which no article says:
``with none as 0`` takes an article without a figure to say so, ``where any`` looks only at incidents with some.
``constant`` is the answer "1 killed, 0 injured" for every article.

    python benchmarks/counts.py [--reader rules] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import readers
from shared import SHARED, lines, scorer
from tallystick.assessing import assess
from tallystick.commands.pipeline import Pipeline, pipeline
from tallystick.linking import link
from tallystick.record import Incident, Report

GOLD = SHARED / "data" / "counts" / "gvc-dev.jsonl"
MEASURES = ("killed", "injured")
Row = dict[str, Any]
Ends = tuple[int, int, int]
"""Low, best and high."""
Told = dict[str, dict[str, Ends]]
"""Article to measure to its figure."""


def figures(report: Report) -> dict[str, Ends]:
    """The figures of the incident that ``report`` is about; a measure without a best figure is left out."""
    number = count(1)
    found: dict[str, Ends] = {}
    for incident in link([report], next_id=lambda: f"I{next(number)}").incidents:
        if incident.principal_of:
            found |= ends(incident, [report])
    return found


def ends(incident: Incident, reports: list[Report]) -> dict[str, Ends]:
    """The killed and injured of an incident."""
    found: dict[str, Ends] = {}
    for figure in assess(incident, reports).figures:
        best = figure.best.value
        if figure.group == "all" and figure.measure in MEASURES and best is not None:
            low, high = figure.low.value, figure.high.value
            found[figure.measure] = (best if low is None else low, best, best if high is None else high)
    return found


def read(line: Pipeline, rows: list[Row]) -> dict[str, Report]:
    """What a reader gets out of each article."""
    return {
        row["id"]: line.read(readers.opened(row["text"], row["id"], published=row["published"], title=row["title"]))
        for row in rows
    }


def together(rows: list[Row], reports: Mapping[str, Report]) -> dict[str, Any]:
    """All articles linked at once: how they are grouped, and the figures of the incidents that they are about."""
    score, number = scorer("incidents"), count(1)
    found = link(reports.values(), next_id=lambda: f"I{next(number)}").incidents
    ids = {report.document.id: name for name, report in reports.items()}
    homes = {ids[document]: incident.id for incident in found for document in incident.principal_of}
    gold = {row["id"]: row["incident"] for row in rows}
    grouped = score.grouping(gold, homes)
    truth = {row["incident"]: {measure: (row[measure], row[measure]) for measure in MEASURES} for row in rows}
    partner = {mine: theirs for mine, theirs, _ in score.align(gold, homes)}
    told = {i.id: ends(i, [reports[d] for d in _documents(i, reports)]) for i in found if i.principal_of}
    return {
        "grouping": {name: grouped[name]["f1"] for name in ("MUC", "B-cubed", "CEAF-e", "CoNLL")},
        "alone": {name: score.grouping(gold, {d: d for d in gold})[name]["f1"] for name in ("B-cubed", "CoNLL")},
        "figures": score.figures(truth, partner, told),
        "killed with none as 0": _with_zeros(truth, partner, told, "killed"),
        "injured with none as 0": _with_zeros(truth, partner, told, "injured"),
    }


def _documents(incident: Incident, reports: Mapping[str, Report]) -> list[str]:
    held = set(incident.claims)
    return [name for name, report in reports.items() if any(claim.id in held for claim in report.claims)]


def _with_zeros(truth: Mapping[str, Any], partner: Mapping[str, str], told: Told, measure: str) -> float:
    """Share of the incidents whose best figure is the registry's, one without a figure taken to say 0."""
    best: dict[str, int] = {i: told.get(partner.get(i, ""), {}).get(measure, (0, 0, 0))[1] for i in truth}
    right: int = sum(best[i] == truth[i][measure][0] for i in truth)
    return round(right / len(truth), 4)


def scores(rows: list[Row], told: Told) -> dict[str, dict[str, float]]:
    """For each measure the scorer's figures, each article an incident of its own, and those that ask a little less."""
    truth = {row["id"]: {measure: (row[measure], row[measure]) for measure in MEASURES} for row in rows}
    result: dict[str, dict[str, float]] = scorer("incidents").figures(truth, {i: i for i in truth}, told)
    for measure in MEASURES:
        result[measure] |= dict(_own(rows, told, measure))
    return result


def _own(rows: list[Row], told: Told, measure: str) -> Iterator[tuple[str, float]]:
    best: Mapping[str, int] = {i: found[measure][1] for i, found in told.items() if measure in found}
    some = [row for row in rows if row[measure]]
    given = [row for row in rows if row["id"] in best]
    for name, among, otherwise in (
        ("best right with none as 0", rows, 0),
        ("best right where given", given, None),
        ("best right where any", some, None),
    ):
        yield name, round(sum(best.get(row["id"], otherwise) == row[measure] for row in among) / max(1, len(among)), 4)
    yield "given where any", round(sum(row["id"] in best for row in some) / max(1, len(some)), 4)
    yield "articles with any", len(some)


def print_grouped(grouped: Mapping[str, Any]) -> None:
    """The grouping and its figures as a table."""
    print(
        f"{'together':24}"
        + "".join(f"{name:>10}" for name in ("MUC", "B-cubed", "CEAF-e", "CoNLL", "killed", "injured"))
    )
    for name, table in grouped.items():
        right = (table[f"{measure} with none as 0"] for measure in MEASURES)
        print(f"{name:24}" + "".join(f"{value:>10}" for value in (*table["grouping"].values(), *right)))
        alone = table["alone"]
    print(f"{'every article alone':24}{'':10}{alone['B-cubed']:>10}{'':10}{alone['CoNLL']:>10}\n")


def main() -> None:
    """Reads, counts, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    readers.add_option(parser)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = list(lines(GOLD))
    found = {"constant": {row["id"]: {"killed": (1, 1, 1), "injured": (0, 0, 0)} for row in rows}}
    reports = {name: read(pipeline(name), rows) for name in readers.chosen(options)}
    found |= {name: {i: figures(report) for i, report in told.items()} for name, told in reports.items()}
    tables: dict[str, Any] = {name: scores(rows, told) for name, told in found.items()}
    grouped = {name: together(rows, told) for name, told in reports.items()}
    if options.json:
        json.dump({**tables, "together": grouped}, sys.stdout, indent=1)
        return
    print_grouped(grouped)
    names = list(tables)
    for measure in MEASURES:
        print(f"{measure:28}" + "".join(f"{name:>10}" for name in names))
        for key in tables[names[0]][measure]:
            values = (tables[name][measure][key] for name in names)
            print(f"{key:28}" + "".join(f"{'-' if v is None else v:>10}" for v in values))


if __name__ == "__main__":
    main()
