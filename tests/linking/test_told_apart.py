"""What is one incident and what is two, over invented reports in several wordings each (told_apart.yaml)."""

from __future__ import annotations

from functools import cache
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
import yaml

from tallystick import intake
from tallystick.commands.pipeline import pipeline
from tallystick.linking import link
from tallystick.record import Report

OUTLETS = {"r0": "Harbour Wire", "r1": "Valley Observer"}
CASES = yaml.safe_load(Path(__file__).with_name("told_apart.yaml").read_text(encoding="utf-8"))


@cache
def read(reader: str, place: str, town: str, day: int, title: str, text: str) -> Report:
    """The report as a reader reads it; ``place`` is where it stands among the reports of its case."""
    written = f"{title}\n\n{town.upper()}, {day} December 2016 ({OUTLETS[place]}) - {text}\n"
    (opened,) = intake.open_bytes(written.encode(), f"{place}.txt", document_id=place)
    return pipeline(reader).read(opened.document)


def killed(reports: tuple[Report, ...]) -> set[frozenset[tuple[str, int]]]:
    """The numbers of killed, with the report that tells each, by incident."""
    numbers = count(1)
    values = {
        c.id: {(r.document.id, f.value) for f in c.figures if f.measure == "killed" and f.value}
        for r in reports
        for c in r.claims
    }
    incidents = link(reports, next_id=lambda: f"I{next(numbers)}").incidents
    return {frozenset().union(*(values[claim] for claim in i.claims)) for i in incidents} - {frozenset()}


def wordings(case: dict[str, Any]) -> list[Any]:
    return list(product(*case["reports"]))


def apart(case: dict[str, Any]) -> list[list[int]]:
    return sorted(sorted(numbers) for numbers in case["incidents"])


PARAMETERS = [
    pytest.param(case, told, id=f"{case['case']} {n}") for case in CASES for n, told in enumerate(wordings(case))
]


@pytest.mark.parametrize(("case", "told"), PARAMETERS)
def test_incidents_are_told_apart_and_brought_together(case: dict[str, Any], told: Any) -> None:
    reports = tuple(read("rules", f"r{n}", *one) for n, one in enumerate(told))
    assert sorted(sorted(value for _, value in found) for found in killed(reports)) == apart(case)


def test_the_battery_asks_as_much_both_ways() -> None:
    two = sum(len(case["incidents"]) > 1 for case in CASES)
    assert two >= 12 <= len(CASES) - two
