"""Informants and outlets, through the program."""

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
    """A casebook with the example, and the program to work on its informants."""

    def __init__(self, run: Run, book: Path) -> None:
        self.run, self.book = run, book

    def __call__(self, *arguments: object, status: int = 0) -> str:
        done = self.run(*arguments, "--casebook", self.book)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if status == 0 else done.stderr

    def decide(self, *arguments: object, status: int = 0) -> str:
        return self("sources", *arguments, "--reason", "because", "--by", "amal", status=status)

    def lines(self, *arguments: object) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*arguments, "--json").splitlines()]


@pytest.fixture
def desk(call: Run, linked: Path, tmp_path: Path) -> Desk:
    copy_casebook(linked, tmp_path / "book")
    return Desk(call, tmp_path / "book")


def test_an_informant_is_added_named_rated_and_shown_with_who_decided(desk: Desk) -> None:
    desk.decide("add", "Marsh Rights Monitor", "--alias", "MRM", "--kind", "monitor")
    desk.decide("rate", "MRM", "B")
    assert "already" in desk.decide("alias", "MRM", "MRM", status=1)
    told = desk("sources", "show", "MRM")
    assert "reliability B (usually reliable), by amal: because" in told
    assert "also “MRM”, by amal" in told
    (row,) = desk.lines("sources", "list", "marsh rights")
    assert (row["id"], row["reliability"]["letter"]) == ("marsh-rights-monitor", "B")


def test_a_merge_is_taken_back_by_its_number(desk: Desk) -> None:
    desk.decide("add", "Marsh Rights Monitor")
    number = desk.decide("merge", "SOHR", "marsh-rights-monitor").split()[1].rstrip(":")
    assert desk.lines("sources", "show", "marsh-rights-monitor")[0]["id"] == "sohr"
    desk.decide("undo", number)
    assert desk.lines("sources", "show", "marsh-rights-monitor")[0]["id"] == "marsh-rights-monitor"


def test_proposals_stand_with_the_words_that_teach_them(desk: Desk) -> None:
    for proposal in desk.lines("sources", "list", "--proposed"):
        assert proposal["state"] == "proposed"
        assert all(w["text"]["exact"] and w["document"] for w in proposal["words"])


def test_a_side_and_a_letter_reach_the_incidents(desk: Desk) -> None:
    shown = [desk.lines("show", row["id"])[0]["explained"] for row in desk.lines("incidents")]
    known = next(i["id"] for e in shown for i in e["informants"]["list"] if i["id"])
    desk.decide("rate", known, "C")
    desk.decide("side", known, "russia", "--interest", "")
    after = [desk.lines("show", row["id"])[0]["explained"] for row in desk.lines("incidents")]
    told = [e for e in after if known in {i["id"] for i in e["informants"]["list"]}]
    assert {e["scales"]["admiralty"]["reliability"] for e in told} == {"C"}
    assert all(i["side"] == "russia" for e in told for i in e["informants"]["list"] if i["id"] == known)


def test_decisions_about_informants_are_logged_and_verified(desk: Desk) -> None:
    desk.decide("alias", "SOHR", "the war monitor")
    assert [d["kind"] for d in desk.lines("decisions")] == ["source-alias"]
    assert "All is as it was left." in desk("verify")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("rate", "SOHR", "G"), 2),
        (("side", "SOHR", "atlantis"), 2),
        (("show", "Nobody at all"), 1),
        (("undo", "99"), 2),
        (("add", "SOHR"), 1),
    ],
)
def test_bad_input_is_refused_in_one_sentence(desk: Desk, arguments: tuple[str, ...], status: int) -> None:
    said = (
        desk("sources", *arguments, status=status) if arguments[0] == "show" else desk.decide(*arguments, status=status)
    )
    assert said.startswith("tallystick: ")
    assert len(said.strip().splitlines()) == 1


def graded(desk: Desk, *options: str, status: int = 0) -> str:
    incident = desk.lines("incidents")[0]["id"]
    return desk("grade", incident, *options, "--reason", "seen", "--by", "amal", status=status)


def test_who_confirms_by_documents_has_verified_the_case(desk: Desk) -> None:
    graded(desk, "fair", "--basis", "documents", "--document", "morgue register, 12 May")
    (shown,) = desk.lines("show", desk.lines("incidents")[0]["id"])
    assert (shown["grade"], shown["confirmation"]) == ("fair", "verified")
    assert shown["explained"]["scales"]["mrm"] == "verified"
    assert "against: morgue register, 12 May." in shown["explained"]["grade"]["reason"]


def test_who_confirms_by_an_admission_finds_the_case_admitted(desk: Desk) -> None:
    graded(desk, "confirmed", "--basis", "admission")
    assert desk.lines("incidents")[0]["confirmation"] == "admitted"


def test_the_reports_alone_verify_nothing(desk: Desk) -> None:
    report = desk.lines("incidents")[0]["reports"][0]["id"]
    assert "alone verify nothing" in graded(desk, "confirmed", "--basis", "documents", "--document", report, status=2)
    assert "alone verify nothing" in graded(desk, "confirmed", "--basis", "documents", status=2)
    other = report.swapcase()
    assert "alone verify nothing" in graded(desk, "fair", "--basis", "documents", "--document", other, status=2)
    assert "give the basis" in graded(desk, "confirmed", "--document", "a register", status=2)
    assert "confirmed or fair" in graded(desk, "weak", "--basis", "documents", "--document", "a register", status=2)
