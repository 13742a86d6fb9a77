from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.db import connections

from tallystick.casebook import Casebook
from tallystick.errors import CasebookError
from tallystick.record import Report

Captures = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def captures(make_report: Callable[..., Report]) -> Captures:
    """Gives the fields of the custody entries for the documents with those ids."""

    def make(*names: str) -> list[dict[str, Any]]:
        documents = [make_report(name, 2).document for name in names]
        return [
            {"document_id": d.id, "sha256": d.sha256, "text_sha256": sha256(d.text.encode()).hexdigest()}
            for d in documents
        ]

    return make


def execute(book: Casebook, statement: str) -> None:
    with connections[book.alias].cursor() as cursor:
        cursor.execute(statement)


def test_an_untouched_casebook(linked: Casebook, captures: Captures) -> None:
    seen: list[tuple[int, int]] = []
    result = linked.check(captures("a", "b", "c"), progress=lambda done, total: seen.append((done, total)))
    assert (result.problems, result.notes, result.documents, result.claims) == ((), (), 3, 6)
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_corrections_and_decisions_are_no_problem(linked: Casebook, captures: Captures) -> None:
    linked.correct("a-0", {"event": "airstrike"}, author="me", reason="planes")
    linked.split("I0001", ["b-0"], author="me", reason="another day")
    assert linked.check(captures("a", "b", "c")).problems == ()


@pytest.mark.parametrize(
    ("statement", "kind", "where"),
    [
        ("update casebook_document set text = text || '.' where id = 'b'", "changed-text", "b"),
        ("update casebook_document set sha256 = '0' where id = 'b'", "not-preserved", "b"),
        ("update casebook_claim set quote = 'Nothing' where id = 'b-1'", "changed-claim", "b-1"),
        ("update casebook_claim set start = start + 1 where id = 'b-1'", "changed-claim", "b-1"),
        ("update casebook_claim set data = '[]' where id = 'b-1'", "changed-claim", "b-1"),
    ],
)
def test_what_was_changed_is_named(linked: Casebook, captures: Captures, statement: str, kind: str, where: str) -> None:
    execute(linked, statement)
    result = linked.check(captures("a", "b", "c"))
    assert [(found.kind, found.where) for found in result.problems] == [(kind, where)]


def test_a_reference_to_nothing(linked: Casebook, captures: Captures) -> None:
    execute(linked, "pragma foreign_keys = off")
    execute(linked, "update casebook_membership set incident_id = 99 where claim_id = 'a-0'")
    assert [found.kind for found in linked.check(captures("a", "b", "c")).problems] == ["database"]


def test_a_damaged_table(linked: Casebook, captures: Captures) -> None:
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


def test_a_document_that_was_never_preserved(linked: Casebook, captures: Captures) -> None:
    result = linked.check(captures("a", "c"))
    assert [(found.kind, found.where) for found in result.problems] == [("not-preserved", "b")]


def test_a_document_preserved_but_not_stored_is_noted(linked: Casebook, captures: Captures) -> None:
    result = linked.check(captures("a", "b", "c", "d"))
    assert (result.problems, [found.where for found in result.notes]) == ((), ["d"])
