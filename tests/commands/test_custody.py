"""Decisions, links and readings stand in the custody log; what a kill left out of it is made up for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from tallystick.commands import adding, casebooks, custody, deciding, linking, verifying
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import CasebookError
from tallystick.evidence import Entry, LogHead

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


ANOTHER_FIGURE = {
    "sqlite": "update casebook_claim set data = json_set(data, '$.figures[0].value', 90) where id = 'r0.c01'",
    "postgresql": "update casebook_claim set data = jsonb_set(data, '{figures,0,value}', '90') where id = 'r0.c01'",
}
LIFTED = {
    "sqlite": "drop trigger casebook_decision_no_{what}",
    "postgresql": "drop trigger casebook_decision_no_{what} on casebook_decision",
}


def tamper(book: Book, statement: str | dict[str, str], what: str = "") -> None:
    connection = connections[book.casebook.alias]
    with connection.cursor() as cursor:
        cursor.execute(
            statement if isinstance(statement, str) else statement[connection.vendor].replace("{what}", what)
        )


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
        (ANOTHER_FIGURE, "claims of"),
        ("update casebook_document set published = '2011-01-01' where id = 'r0'", "document r0"),
        ("delete from casebook_membership where claim_id = 'r0.c01'", "incidents"),
        ("update casebook_incident set event = 'abduction' where number = 1", "incidents"),
        ("update casebook_decision set author = 'badr' where id = 1", "Decision 1"),
        ("delete from casebook_decision where id = 1", "Decision 1"),
    ],
)
def test_verify_names_what_was_changed_by_other_means(book: Book, statement: str | dict[str, str], named: str) -> None:
    deciding.accept(book, "r0.c01", reason="seen", by="amal")
    if "casebook_decision" in statement:
        for trigger in ("update", "delete"):
            tamper(book, LIFTED, what=trigger)
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
    custody.complete(book)
    with pytest.raises(KeyboardInterrupt), custody.changing(book):
        book.casebook.merge("I0001", "I0002", author="amal", reason="one")
        stop()
    with pytest.raises(KeyboardInterrupt), book.casebook.together():
        with custody.changing(book):
            book.casebook.merge("I0001", "I0002", author="amal", reason="one")
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


def test_a_casebook_of_before_the_set_hash_goes_on_with_it(book: Book) -> None:
    """Its tables are filled anew, and its log says from which hash to which it went over."""
    deciding.reject(book, "r1.c01", reason="a drill", by="amal")
    older(book)
    book.casebook.close()
    reopened = casebooks.open_casebook(book.folder)
    assert verifying.verify(reopened).problems == ()
    deciding.accept(reopened, "r0.c01", reason="seen", by="amal")
    assert (verifying.verify(reopened).problems, verifying.verify(reopened).notes) == ((), ())
    assert actions(reopened)[-4:] == ["decision", "record", "linked", "decision"]
    assert reopened.casebook.events() == {"shelling": 1}
    reopened.casebook.close()


def test_an_older_casebook_that_was_changed_by_other_means_is_refused(book: Book) -> None:
    older(book)
    tamper(book, "update casebook_incident set event = 'abduction' where number = 1")
    book.casebook.close()
    reopened = casebooks.open_casebook(book.folder)
    with pytest.raises(CasebookError, match="tallystick verify"):
        linking.link(reopened)
    assert len(verifying.verify(reopened).problems) == 1
    reopened.casebook.close()


def older(book: Book) -> None:
    """Takes the casebook back to how an older Tallystick left it: its tables, and its hash in the log."""
    from django.core.management import call_command

    record = book.casebook.record_sha256()
    head, lines = LogHead(0, "0" * 64), list[bytes]()
    for entry in book.evidence.entries():
        fields = {"record_sha256": record} if entry.action == "record" else entry.fields
        made = Entry(head.length + 1, head.hash, entry.action, entry.at, fields)
        head = made.head
        lines.append(made.line())
    (book.evidence.folder / "custody.jsonl").write_bytes(b"".join(lines))
    call_command("migrate", "casebook", "0003", database=book.casebook.alias, verbosity=0)


def test_a_command_reads_only_what_was_added_to_the_log(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    again(book)
    monkeypatch.setattr(type(book.evidence), "entries", stop)
    deciding.accept(book, "r0.c01", reason="seen", by="amal")
    linking.link(book)
    again(book)
    monkeypatch.undo()
    assert (verifying.verify(book).problems, verifying.verify(book).notes) == ((), ())


def test_a_log_that_was_put_back_from_a_copy_is_read_anew(book: Book) -> None:
    log = book.evidence.folder / "custody.jsonl"
    before = log.read_bytes()
    deciding.accept(book, "r0.c01", reason="seen", by="amal")
    log.write_bytes(before)
    reopened = casebooks.open_casebook(book.folder)
    linking.link(reopened)
    assert actions(reopened)[-1] == "decision"
    assert (verifying.verify(reopened).problems, verifying.verify(reopened).notes) == ((), ())
    reopened.casebook.close()


def test_a_change_names_the_incidents_that_it_touches(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = list[set[str]]()
    changing = custody.changing

    @contextmanager
    def watched(changed: Book) -> Iterator[custody.Change]:
        with changing(changed) as change:
            yield change
            seen.append(set(change.incidents))

    monkeypatch.setattr(custody, "changing", watched)
    deciding.reject(book, "r1.c01", reason="a drill", by="amal")
    deciding.undo(book, 1, reason="no drill", by="amal")
    deciding.merge(book, "I0001", "I0002", reason="one", by="amal")
    deciding.undo(book, 3, reason="two", by="amal")
    deciding.grade(book, "I0001", "weak", reason="hearsay", by="amal")
    assert seen == [{"I0002"}, {"I0002"}, {"I0001", "I0002"}, {"I0001", "I0002"}, {"I0001"}]


def stop(*_: object) -> None:
    raise KeyboardInterrupt
