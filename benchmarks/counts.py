"""Killed and injured of each article's incident on the Gun Violence Corpus (dev): exact match and coverage.

Each article is read and linked by itself; its figures are the reconciled ones of the incident that linking takes its
headline and lead to be about. The registry gives 0 where nobody was killed (injured), which an article does not say:
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
from tallystick.record import Report

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
        for figure in assess(incident, [report]).figures if incident.principal_of else ():
            best = figure.best.value
            if figure.group == "all" and figure.measure in MEASURES and best is not None:
                low, high = figure.low.value, figure.high.value
                found[figure.measure] = (best if low is None else low, best, best if high is None else high)
    return found


def told_by(line: Pipeline, rows: list[Row]) -> Told:
    """The figures that a reader gets out of each article."""
    return {
        row["id"]: figures(
            line.read(readers.opened(row["text"], row["id"], published=row["published"], title=row["title"]))
        )
        for row in rows
    }


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


def main() -> None:
    """Reads, counts, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    readers.add_option(parser)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = list(lines(GOLD))
    found = {"constant": {row["id"]: {"killed": (1, 1, 1), "injured": (0, 0, 0)} for row in rows}}
    found |= {name: told_by(pipeline(name), rows) for name in readers.chosen(options)}
    tables = {name: scores(rows, told) for name, told in found.items()}
    if options.json:
        json.dump(tables, sys.stdout, indent=1)
        return
    names = list(tables)
    for measure in MEASURES:
        print(f"{measure:28}" + "".join(f"{name:>10}" for name in names))
        for key in tables[names[0]][measure]:
            values = (tables[name][measure][key] for name in names)
            print(f"{key:28}" + "".join(f"{'-' if v is None else v:>10}" for v in values))


if __name__ == "__main__":
    main()
