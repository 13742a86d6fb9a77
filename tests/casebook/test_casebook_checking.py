from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.db import connections

from tallystick.casebook import Casebook
from tallystick.errors import CasebookError
from tallystick.record import Report

Log = Callable[..., list[tuple[str, dict[str, Any]]]]


@pytest.fixture
def captures(make_report: Callable[..., Report]) -> Log:
    """Gives the custody entries for the preserving of the documents with those ids."""

    def make(*names: str) -> list[tuple[str, dict[str, Any]]]:
        documents = [make_report(name, 2).document for name in names]
        return [
            (
                "capture",
                {"document_id": d.id, "sha256": d.sha256, "text_sha256": sha256(d.text.encode()).hexdigest()},
            )
            for d in documents
        ]

    return make


@pytest.fixture
def log(linked: Casebook, captures: Log) -> list[tuple[str, dict[str, Any]]]:
    """The custody entries of the casebook ``linked`` as it stands."""
    readings = [("reading", linked.reading_fields(name)) for name in "abc"]
    record = [("record", {"record_lthash": linked.record_lthash()}), ("linked", {})]
    return [*captures("a", "b", "c"), *readings, *record]


ANOTHER_FIGURE = {
    "sqlite": "update casebook_claim set data = json_set(data, '$.figures[0].value', 50) where id = 'b-1'",
    "postgresql": "update casebook_claim set data = jsonb_set(data, '{figures,0,value}', '50') where id = 'b-1'",
}
UNCHECKED = {
    "sqlite": "pragma foreign_keys = off",
    "postgresql": "set session_replication_role = replica",
}


def execute(book: Casebook, statement: str | dict[str, str]) -> None:
    connection = connections[book.alias]
    with connection.cursor() as cursor:
        cursor.execute(statement if isinstance(statement, str) else statement[connection.vendor])


def test_an_untouched_casebook(linked: Casebook, log: list[Any]) -> None:
    seen: list[tuple[int, int]] = []
    result = linked.check(log, progress=lambda done, total: seen.append((done, total)))
    assert (result.problems, result.notes, result.documents, result.claims) == ((), (), 3, 6)
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_decisions_are_no_problem_once_they_are_logged(linked: Casebook, log: list[Any]) -> None:
    linked.correct("a-0", {"event": "airstrike"}, author="me", reason="planes")
    linked.split("I0001", ["b-0"], author="me", reason="another day")
    log.append(("record", {"record_lthash": linked.record_lthash()}))
    assert [note.where for note in linked.check(log).notes] == ["decision 1", "decision 2"]
    result = linked.check([*log, *(("decision", fields) for fields in linked.decision_fields())])
    assert (result.problems, result.notes) == ((), ())


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        ("update casebook_document set text = text || '.' where id = 'b'", {"changed-text"}),
        ("update casebook_document set sha256 = '0' where id = 'b'", {"not-preserved"}),
        ("update casebook_document set published = '2011-01-01' where id = 'b'", {"changed-document"}),
        ("update casebook_document set publisher = 'Another' where id = 'b'", {"changed-document"}),
        ("update casebook_claim set quote = 'Nothing' where id = 'b-1'", {"changed-claim"}),
        ("update casebook_claim set start = start + 1 where id = 'b-1'", {"changed-claim"}),
        ("update casebook_claim set status = 'denied' where id = 'b-1'", {"changed-claim"}),
        ("update casebook_claim set data = '[]' where id = 'b-1'", {"changed-claim", "changed-reading"}),
        (ANOTHER_FIGURE, {"changed-reading"}),
        ("update casebook_claim set superseded = true where id = 'b-1'", {"changed-reading"}),
        ("delete from casebook_membership where claim_id = 'b-1'", {"changed-record"}),
        ("update casebook_incident set event = 'abduction' where number = 1", {"changed-record"}),
        ("update casebook_membership set incident_id = 2 where claim_id = 'c-0'", {"changed-record"}),
    ],
)
def test_what_was_changed_is_named(
    linked: Casebook, log: list[Any], statement: str | dict[str, str], kinds: set[str]
) -> None:
    execute(linked, statement)
    assert {found.kind for found in linked.check(log).problems} == kinds


def test_a_document_that_was_removed(linked: Casebook, log: list[Any], captures: Log) -> None:
    removed = {**linked.reading_fields("a"), "document_id": "d"}
    result = linked.check([*log, *captures("d"), ("reading", removed)])
    assert [(found.kind, found.where) for found in result.problems] == [("removed-document", "d")]


def test_a_decision_that_was_changed_or_removed(linked: Casebook, log: list[Any]) -> None:
    linked.accept("a-0", author="me", reason="seen")
    (fields,) = linked.decision_fields()
    changed = linked.check([*log, ("decision", {**fields, "author": "another"})])
    assert [found.kind for found in changed.problems] == ["changed-decision"]
    removed = linked.check([*log, ("decision", fields), ("decision", {**fields, "number": 2})])
    assert [found.kind for found in removed.problems] == ["removed-decision"]
    twice = linked.check([*log, ("decision", fields), ("decision", {**fields, "kind": "reject"})])
    assert [found.kind for found in twice.problems] == ["changed-decision"]


def test_a_change_of_incidents_that_was_logged_and_not_stored_is_noted(linked: Casebook, log: list[Any]) -> None:
    interrupted = [*log, ("record", {"record_lthash": "0" * 64})]
    result = linked.check(interrupted)
    assert (result.problems, [note.where for note in result.notes]) == ((), ["record"])
    assert [found.kind for found in linked.check([*interrupted, ("linked", {})]).problems] == ["changed-record"]


def test_a_reference_to_nothing(linked: Casebook, captures: Log) -> None:
    execute(linked, UNCHECKED)
    execute(linked, "update casebook_membership set incident_id = 99 where claim_id = 'a-0'")
    assert [found.kind for found in linked.check(captures("a", "b", "c")).problems] == ["database"]


@pytest.mark.sqlite_only
def test_a_damaged_table(linked: Casebook, captures: Log) -> None:
    with connections[linked.alias].cursor() as cursor:
        cursor.execute("select rootpage from sqlite_master where name = 'casebook_claim'")
        (page,) = cursor.fetchone()
    linked.close()
    with (linked.folder / "casebook.sqlite3").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 64)
    with Casebook.open(linked.folder) as book:
        problems = book.check(captures("a", "b", "c")).problems
        assert {found.kind for found in problems} == {"database"}
        with pytest.raises(CasebookError, match="restore it from a copy"):
            list(book.reports())


def test_a_document_that_was_never_preserved(linked: Casebook, captures: Log) -> None:
    result = linked.check(captures("a", "c"))
    assert [(found.kind, found.where) for found in result.problems] == [("not-preserved", "b")]


def test_a_document_preserved_but_not_stored_is_noted(linked: Casebook, captures: Log) -> None:
    result = linked.check(captures("a", "b", "c", "d"))
    assert (result.problems, {found.where for found in result.notes}) == ((), {"a", "b", "c", "d"})


def test_a_log_of_before_the_record_was_hashed_as_a_set_is_checked_as_it_was_then(
    linked: Casebook, captures: Log
) -> None:
    readings = [("reading", linked.reading_fields(name)) for name in "abc"]
    log = [*captures("a", "b", "c"), *readings, ("record", {"record_sha256": linked.record_sha256()}), ("linked", {})]
    assert linked.check(log).problems == ()
    execute(linked, "update casebook_incident set event = 'abduction' where number = 1")
    assert [found.kind for found in linked.check(log).problems] == ["changed-record"]


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("update casebook_bookkeeping set record = zeroblob(2048)", "changed-record"),
        ("update casebook_bookkeeping set events = '{}'", "changed-record"),
        ("delete from casebook_decisiontarget where target = 'a-0'", "changed-decision"),
    ],
)
def test_bookkeeping_that_was_changed_is_named(linked: Casebook, log: list[Any], statement: str, kind: str) -> None:
    linked.reject("a-0", author="me", reason="a drill")
    log += [("decision", fields) for fields in linked.decision_fields()]
    assert linked.check(log).problems == ()
    execute(linked, statement.replace("zeroblob(2048)", "decode('00', 'hex')") if vendor(linked) else statement)
    assert [found.kind for found in linked.check(log).problems] == [kind]


def vendor(book: Casebook) -> bool:
    """True on a PostgreSQL server."""
    return connections[book.alias].vendor == "postgresql"


def test_what_was_changed_by_other_means_stays_seen_after_linking_put_it_right(
    linked: Casebook, log: list[Any]
) -> None:
    """Whoever changes a row and has the next command change it back leaves a trace all the same."""
    incident = linked.incidents()[0]
    execute(linked, "update casebook_incident set event = 'abduction' where number = 1")
    with pytest.raises(CasebookError, match="tallystick verify"):
        linked.save_summaries([incident])
    with pytest.raises(CasebookError, match="tallystick verify"):
        linked.reject("a-0", author="me", reason="a drill")
    assert [found.kind for found in linked.check(log).problems] == ["changed-record"]
