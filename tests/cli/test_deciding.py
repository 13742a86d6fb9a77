"""What people decide, through the program: kept with author and reason, reversible, and never undone by the machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from postgresql_server import copy_casebook

Run = Callable[..., "CompletedProcess[str]"]


class Desk:
    """A casebook with the example, of its own for each test, and the program to work on it."""

    def __init__(self, run: Run, book: Path) -> None:
        self.run, self.book = run, book

    def __call__(self, *arguments: object, status: int = 0) -> str:
        done = self.run(*arguments, "--casebook", self.book)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if status == 0 else done.stderr

    def decide(self, *arguments: object, status: int = 0) -> str:
        return self(*arguments, "--reason", "because", "--by", "amal", status=status)

    def incidents(self, *options: str) -> dict[str, dict[str, Any]]:
        return {i["id"]: i for i in map(json.loads, self("incidents", "--json", *options).splitlines())}

    def largest(self) -> dict[str, Any]:
        return max(self.incidents().values(), key=lambda i: len(i["claims"]))

    def show(self, incident: str) -> dict[str, Any]:
        shown: dict[str, Any] = json.loads(self("show", incident, "--json"))
        return shown


@pytest.fixture
def desk(call: Run, linked: Path, tmp_path: Path) -> Desk:
    copy_casebook(linked, tmp_path / "book")
    return Desk(call, tmp_path / "book")


def test_a_rejected_claim_counts_nowhere_and_comes_back_by_undo(desk: Desk) -> None:
    incident = desk.largest()
    claim = incident["claims"][0]
    said = desk.decide("reject", claim)
    assert claim not in desk.show(incident["id"])["claims"]
    number = said.split()[1].rstrip(":")
    desk.decide("undo", number)
    assert claim in desk.show(incident["id"])["claims"]


def test_a_corrected_figure_changes_the_range(desk: Desk) -> None:
    incident = desk.largest()
    claim = next(
        c for c in incident["claims"] if "79 people" in desk.show(incident["id"])["explained"]["claims"][c]["words"]
    )
    text = {"start": 0, "end": 1, "exact": "A"}
    figure = [{"measure": "killed", "bound": "exact", "value": 81, "group": "people", "text": text}]
    desk.decide("correct", claim, "--set", f"figures={json.dumps(figure)}")
    killed = next(f for f in desk.show(incident["id"])["figures"] if (f["measure"], f["group"]) == ("killed", "all"))
    assert (killed["low"], killed["best"]) == (81, 82)


def test_a_nonsense_correction_is_refused_in_one_sentence(desk: Desk) -> None:
    claim = desk.largest()["claims"][0]
    assert "explosion-ish" in desk.decide("correct", claim, "--set", "event=explosion-ish", status=1)
    assert "SLOT=VALUE" in desk.decide("correct", claim, "--set", "event", status=2)


def test_merge_redirects_and_link_leaves_it_alone(desk: Desk) -> None:
    one, other = list(desk.incidents())[:2]
    before = len(desk.incidents()[one]["claims"]) + len(desk.incidents()[other]["claims"])
    desk.decide("merge", one, other)
    desk("link")
    assert other not in desk.incidents()
    assert len(desk.incidents()[one]["claims"]) == before
    assert desk.show(other)["id"] == one


def test_split_makes_a_new_incident_and_move_brings_a_claim_back(desk: Desk) -> None:
    incident = desk.largest()
    gone = incident["claims"][-2:]
    said = desk.decide("split", incident["id"], *gone)
    made = said.split()[-1].rstrip(".")
    assert set(desk.incidents("--all")[made]["claims"]) == set(gone)
    desk.decide("move", gone[0], incident["id"])
    desk("link")
    assert gone[0] in desk.incidents()[incident["id"]]["claims"]
    assert "placed by amal" in desk("show", incident["id"])


def test_a_grade_is_overridden_with_its_author_and_the_machines_stays_visible(desk: Desk) -> None:
    incident = desk.largest()
    desk.decide("grade", incident["id"], "confirmed")
    shown = desk("show", incident["id"])
    assert "set by amal" in shown
    assert f"the machine: {incident['grade']}" in shown
    assert desk.incidents()[incident["id"]]["confirmation"] == "admitted"
    assert "choose one of confirmed" in desk.decide("grade", incident["id"], "splendid", status=2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("accept", "nothing.c01"),
        ("merge", "I0001", "I0001"),
        ("merge", "I0001", "I9999"),
        ("split", "I0001", "nothing.c01"),
        ("move", "nothing.c01", "I0001"),
        ("undo", 999),
    ],
)
def test_a_decision_that_cannot_be_taken_is_refused_and_changes_nothing(
    desk: Desk, arguments: tuple[object, ...]
) -> None:
    before = desk.incidents("--all")
    desk.decide(*arguments, status=1)
    assert desk.incidents("--all") == before


def test_a_decision_needs_a_reason(desk: Desk) -> None:
    assert "--reason" in desk("accept", desk.largest()["claims"][0], status=2)
    assert "reason" in desk("accept", desk.largest()["claims"][0], "--reason", " ", status=2)
