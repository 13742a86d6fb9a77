"""Decisions, links and readings stand in the custody log; what a kill left out of it is made up for."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tallystick.commands import adding, casebooks, custody, deciding, linking, verifying
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import CasebookError

TEXTS = (
    "Shelling killed 9 people in Marea on Monday, residents said.",
    "An air strike killed 4 people in Idlib on Sunday, the Observatory said.",
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    corpus = tmp_path / "corpus.jsonl"
    lines = (json.dumps({"id": f"r{n}", "text": text, "published": "2016-12-13"}) for n, text in enumerate(TEXTS))
    corpus.write_text("\n".join(lines))
    book = casebooks.create(tmp_path / "book")
    adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline(), by="amal")
    linking.link(book)
    return book


def again(book: Book) -> adding.Added:
    corpus = book.folder.parent / "corpus.jsonl"
    return adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline(), by="amal")


def actions(book: Book) -> list[str]:
    return [entry.action for entry in book.evidence.entries()]


def tamper(book: Book, statement: str) -> None:
    with sqlite3.connect(book.folder / "casebook.sqlite3") as database:
        database.execute(statement)
    database.close()


def test_each_step_is_logged_once(book: Book) -> None:
    deciding.accept(book, "r0.c01", reason="seen", by="amal")
    deciding.reject(book, "r1.c01", reason="a drill", by="amal")
    again(book)
    linking.link(book)
    steps = ["created", *["capture", "reading"] * 2, "record", "linked", "decision", "decision"]
    assert actions(book) == steps
    assert (verifying.verify(book).problems, verifying.verify(book).notes) == ((), ())


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("update casebook_claim set data = json_set(data, '$.figures[0].value', 90) where id = 'r0.c01'", "claims of"),
        ("update casebook_document set published = '2011-01-01' where id = 'r0'", "document r0"),
        ("delete from casebook_membership where claim_id = 'r0.c01'", "incidents"),
        ("update casebook_incident set event = 'abduction' where number = 1", "incidents"),
        ("update casebook_decision set author = 'badr' where id = 1", "Decision 1"),
        ("delete from casebook_decision where id = 1", "Decision 1"),
    ],
)
def test_verify_names_what_was_changed_by_other_means(book: Book, statement: str, named: str) -> None:
    deciding.accept(book, "r0.c01", reason="seen", by="amal")
    if "casebook_decision" in statement:
        for trigger in ("update", "delete"):
            tamper(book, f"drop trigger casebook_decision_no_{trigger}")
    tamper(book, statement)
    problems = verifying.verify(book).problems
    assert len(problems) == 1
    assert named in problems[0]


def test_a_decision_that_a_kill_left_unlogged_is_logged_by_the_next_command(book: Book) -> None:
    book.casebook.accept("r0.c01", author="amal", reason="seen")
    found = verifying.verify(book)
    assert (found.problems, len(found.notes)) == ((), 1)
    linking.link(book)
    assert actions(book)[-1] == "decision"
    assert (verifying.verify(book).problems, verifying.verify(book).notes) == ((), ())


def test_a_reading_that_a_kill_left_unlogged_is_logged_by_repeating_the_add(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = book.folder.parent / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "r9", "text": TEXTS[0] + " And more.", "published": "2016-12-13"}))
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(custody, "log_reading", stop)
        again(book)
    found = verifying.verify(book)
    assert (found.problems, len(found.notes)) == ((), 1)
    assert again(book).known == 1
    assert (verifying.verify(book).problems, verifying.verify(book).notes) == ((), ())


def test_a_decision_that_a_kill_kept_from_being_stored_is_taken_again(book: Book) -> None:
    before = book.casebook.incidents()
    known = custody.complete(book)
    with pytest.raises(KeyboardInterrupt), custody.changing(book, known):
        book.casebook.merge("I0001", "I0002", author="amal", reason="one")
        stop()
    with pytest.raises(KeyboardInterrupt), book.casebook.together(), custody.changing(book, known):
        book.casebook.merge("I0001", "I0002", author="amal", reason="one")
        book.evidence.append("record", {"record_sha256": book.casebook.record_sha256()})
        stop()
    assert book.casebook.incidents() == before
    found = verifying.verify(book)
    assert (found.problems, len(found.notes)) == ((), 1)
    deciding.merge(book, "I0001", "I0002", reason="one", by="amal")
    assert (verifying.verify(book).problems, verifying.verify(book).notes) == ((), ())


def test_what_was_changed_by_other_means_is_not_built_upon(book: Book) -> None:
    tamper(book, "update casebook_incident set event = 'abduction' where number = 1")
    with pytest.raises(CasebookError, match="tallystick verify"):
        deciding.accept(book, "r0.c01", reason="seen", by="amal")
    assert book.casebook.decisions() == []


def stop(*_: object) -> None:
    raise KeyboardInterrupt
