"""Corrections through the program: what cannot stand is refused in one sentence, and the incident follows what does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from postgresql_server import copy_casebook

from tallystick.commands import casebooks, cases, deciding, linking, verifying
from tallystick.commands.casebooks import Book
from tallystick.errors import CasebookError, UsageError
from tallystick.record import CaseFile

Run = Callable[..., "CompletedProcess[str]"]
TOLD = {"start": 0, "end": 3}


@pytest.fixture(scope="module")
def read_only(linked: Path) -> Book:
    """The linked example; refused corrections leave it as it is."""
    return casebooks.open_casebook(linked)


@pytest.fixture
def book(linked: Path, tmp_path: Path) -> Book:
    copy_casebook(linked, tmp_path / "book")
    return casebooks.open_casebook(tmp_path / "book")


def harm(book: Book) -> dict[str, CaseFile]:
    return {case.incident.id: case for case in cases.case_files(book, cases.Selection(everything=True))}


def alone(book: Book) -> CaseFile:
    """An incident with a single claim."""
    return next(case for case in harm(book).values() if len(case.incident.members) == 1)


def figure(**slots: Any) -> dict[str, Any]:
    return {"figures": [{"measure": "killed", "bound": "exact", "value": 3, "text": TOLD} | slots]}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"time": {"edtf": "banana"}}, "no EDTF date"),
        ({"time": {"edtf": "2016-13-45"}}, "day that does not exist"),
        ({"time": {"edtf": "2016-12-12", "precision": 9}}, "precision of the time"),
        ({"event": "earthquake"}, "no event type"),
        ({"status": "maybe"}, "none of occurred"),
        ({"certainty": "sure"}, "none of stated"),
        (figure(bound="roughly"), "none of exact"),
        (figure(measure="souls"), "no measure"),
        (figure(value=-1), "cannot be -1"),
        (figure(value=3.5), "cannot be 3.5"),
        (figure(value=True), "cannot be True"),
        (figure(value=None), "no value"),
        (figure(bound="range", value=9, upper=3), "smaller number first"),
        (figure(bound="range", value=9), "upper number"),
        (figure(low=9, high=3), "smaller number first"),
        (figure(part_of=0), "cannot be part of"),
        (figure(part_of=7), "cannot be part of"),
        (figure(colour="red"), "has no 'colour'"),
        ({"place": {"name": "Marea", "latitude": 91, "longitude": 0}}, "latitude"),
        ({"place": {"name": "Marea", "latitude": 0, "longitude": -181}}, "longitude"),
        ({"place": {"name": "Marea", "latitude": 1}}, "both"),
        ({"place": {"name": "Marea", "precision": 8}}, "precision of the place"),
        ({"place": {"name": "Marea", "country": "Syria"}}, "two capital letters"),
        ({"place": {"name": " "}}, "no name"),
        ({"confidence": 1.5}, "confidence"),
        ({"confidence": float("nan")}, "confidence"),
        ({"text": {"start": 5, "end": 10**9}}, "no words of the document"),
        ({"text": {"start": -5, "end": 4}}, "no words of the document"),
        ({"text": {"start": 0, "end": 4, "exact": "@@@@"}}, "do not stand"),
        ({"attribution": [{"source": "Someone", "kind": "oracle"}]}, "not a kind of source"),
        ({"victims": [{"name": "half \ud800"}]}, "half a character"),
        ({"colour": "red"}, "not a slot"),
        ({"id": "x"}, "not a slot"),
    ],
)
def test_a_correction_that_cannot_stand_is_refused(read_only: Book, changes: dict[str, Any], message: str) -> None:
    claim = alone(read_only).incident.claims[0]
    with pytest.raises(CasebookError, match=message) as refused:
        deciding.correct(read_only, claim, changes, reason="test", by="amal")
    assert str(refused.value).count(". ") == 0
    assert read_only.casebook.decisions() == []


def test_the_program_refuses_in_one_sentence_and_takes_each_slot_once(call: Run, linked: Path, read_only: Book) -> None:
    claim = alone(read_only).incident.claims[0]
    why = ("--reason", "test", "--casebook", linked)
    refused = call("correct", claim, "--set", 'time={"edtf":"banana"}', *why)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert call("correct", claim, "--set", "event=shelling", "--set", "event=airstrike", *why).returncode == 2


def test_words_and_precision_are_filled_in(book: Book) -> None:
    case = alone(book)
    claim, text = case.incident.claims[0], case.reports[0].document.text
    changes = {"time": {"edtf": "2016-12-01/2016-12-03", "text": {"start": 2, "end": 9}}}
    payload = deciding.correct(book, claim, changes, reason="test", by="amal").decision.payload
    given = {name: value for name, value in payload["time"].items() if value is not None}
    assert given == {
        "edtf": "2016-12-01/2016-12-03",
        "text": {"start": 2, "end": 9, "exact": text[2:9]},
        "precision": 2,
        "kind": "event",
    }


def test_the_incident_follows_its_claim_and_comes_back_by_undo(book: Book) -> None:
    before = harm(book)
    case = alone(book)
    changes = {"event": "shelling", "time": {"edtf": "2015-05-05"}, "place": {"name": "Idlib"}}
    taken = deciding.correct(book, case.incident.claims[0], changes, reason="test", by="amal").decision
    now = harm(book)[case.incident.id].incident
    assert (now.event, now.time and now.time.edtf, now.place and now.place.name) == ("shelling", "2015-05-05", "Idlib")
    linking.link(book)
    assert harm(book)[case.incident.id].incident == now
    deciding.undo(book, taken.number, reason="test", by="amal")
    assert harm(book) == before
    assert verifying.verify(book).problems == ()


def test_merge_split_and_move_bring_time_place_and_principal_reports_along(book: Book) -> None:
    before = harm(book)
    case = max(before.values(), key=lambda c: len(c.incident.members))
    report = case.incident.principal_of[0]
    gone = [claim.id for r in case.reports if r.document.id == report for claim in r.claims]
    gone = [claim for claim in gone if claim in case.incident.claims]
    for claim in gone:
        deciding.correct(book, claim, {"time": {"edtf": "2016-11-02"}}, reason="test", by="amal")
    split = deciding.split(book, case.incident.id, gone, reason="test", by="amal").decision
    made = harm(book)[split.payload["to"]].incident
    assert made.time is not None
    assert (made.time.edtf, made.principal_of) == ("2016-11-02", (report,))
    assert report not in harm(book)[case.incident.id].incident.principal_of
    for claim in gone:
        deciding.move(book, claim, case.incident.id, reason="test", by="amal")
    assert made.id not in harm(book)
    assert report in harm(book)[case.incident.id].incident.principal_of
    for decision in reversed(book.casebook.decisions()):
        deciding.undo(book, decision.number, reason="test", by="amal")
    assert harm(book) == before
    found = verifying.verify(book)
    assert (found.problems, found.notes) == ((), ())


def test_an_incident_without_claims_leaves_the_lists_and_keeps_its_id(book: Book) -> None:
    before = harm(book)
    case = alone(book)
    rejected = deciding.reject(book, case.incident.claims[0], reason="test", by="amal").decision
    assert case.incident.id not in harm(book)
    linking.link(book)
    assert set(harm(book)) == before.keys() - {case.incident.id}
    deciding.undo(book, rejected.number, reason="test", by="amal")
    assert harm(book) == before


def test_decisions_are_listed_and_shown(call: Run, book: Book) -> None:
    incident = max(harm(book).values(), key=lambda c: len(c.incident.members)).incident
    one, other = incident.claims[:2]
    where = ("--casebook", book.folder)
    deciding.accept(book, one, reason="seen \x1b[31mby me", by="am\x1b[31mal")
    deciding.correct(book, one, {"status": "denied"}, reason="test", by="amal")
    deciding.reject(book, other, reason="test", by="amal")
    book.casebook.close()
    taken = json.loads(call("undo", 3, "--reason", "an error", "--by", "badr", "--json", *where).stdout)
    assert (taken["number"], taken["kind"], taken["undoes"]) == (4, "undo", 3)
    listed = [json.loads(line) for line in call("decisions", incident.id, "--json", *where).stdout.splitlines()]
    assert [(d["number"], d["kind"], d["undone_by"]) for d in listed] == [
        (1, "accept", None),
        (2, "correct", None),
        (3, "reject", 4),
        (4, "undo", None),
    ]
    table = call("decisions", other, *where).stdout
    assert "badr" in table
    assert "accept" not in table
    printed = call("show", incident.id, *where).stdout
    for expected in ("status: denied", "accepted", "corrected: status", "undone by 4", "an error"):
        assert expected in printed
    assert "\x1b" not in printed
    shown = json.loads(call("show", incident.id, "--json", *where).stdout)
    assert shown["verdicts"] == {one: "accept"}
    assert shown["corrections"] == {one: {"status": "denied"}}
    assert len(shown["decisions"]) == 4
    assert call("decisions", "I9999", *where).returncode == 1


def counting(book: Book) -> str:
    """Id of a claim of the example with several killed figures."""
    claims = (c for case in harm(book).values() for c in case.claims())
    return next(c.id for c in claims if sum(f.measure == "killed" for f in c.figures) > 1)


def test_a_count_and_plain_words_are_enough(book: Book) -> None:
    claim = counting(book)
    changes = {"killed": 90, "time": "2016-12-11", "place": "Marea"}
    deciding.correct(book, claim, changes, reason="as printed", by="amal")
    (report,) = book.casebook.reports([claim.rpartition(".")[0]])
    corrected = next(c for c in report.claims if c.id == claim)
    assert (corrected.figures[0].bound, corrected.figures[0].value) == ("exact", 90)
    assert len(corrected.figures) > 1
    assert (corrected.time and corrected.time.edtf, corrected.place and corrected.place.name) == ("2016-12-11", "Marea")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"killed": "many"}, "no whole number"),
        ({"injured": 4}, "has no injured figure"),
        ({"killed": 4, "figures": []}, "either single counts"),
    ],
)
def test_a_count_that_cannot_be_meant_is_refused(read_only: Book, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        deciding.correct(read_only, counting(read_only), changes, reason="because", by="amal")
