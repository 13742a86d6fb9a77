"""A casebook that goes to another database and back is the same to the last decision; stopped, it stays as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from postgresql_server import Server, copy_casebook

from tallystick.casebook import searching
from tallystick.casebook.folder import Identity
from tallystick.casebook.models import ClaimDigest
from tallystick.commands import adding, casebooks, deciding, digests, linking, transferring, verifying
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import CasebookError

TEXTS = {
    "r-1": "Shelling killed 9 people in Marea on Monday, residents said.",
    "R_2": "An air strike killed 4 people in Idlib on Sunday, the Observatory said.",
    "r.10": "قُتل 5 أشخاص. Shelling killed at least 5 people in Saraqib \U0001f4a5 on Monday, residents said.",
}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with reports, incidents and decisions; tests copy it."""
    folder = tmp_path_factory.mktemp("reviewed")
    corpus = folder / "corpus.jsonl"
    lines = (json.dumps({"id": name, "text": text, "published": "2016-12-13"}) for name, text in TEXTS.items())
    corpus.write_text("\n".join(lines))
    book = casebooks.create(folder / "book")
    adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline("rules"), by="amal")
    linking.link(book)
    first, second = (book.casebook.incidents()[place].id for place in (0, 1))
    deciding.accept(book, "r-1.c01", reason="seen", by="amal")
    deciding.correct(book, "R_2.c01", {"killed": 6}, reason="six", by="badr")
    deciding.merge(book, first, second, reason="one", by="amal")
    linking.link(book)
    deciding.undo(book, 3, reason="two", by="amal")
    book.casebook.close()
    return book.folder


@pytest.fixture
def book(reviewed: Path, tmp_path: Path) -> Book:
    return casebooks.open_casebook(copy_casebook(reviewed, tmp_path / "book"))


@pytest.fixture(params=["postgresql", "sqlite"])
def elsewhere(request: pytest.FixtureRequest) -> str:
    """An empty database that is not the casebook's."""
    if request.param == "sqlite":
        return "elsewhere.sqlite3"
    server: Server = request.getfixturevalue("server")
    return server.fresh()


def told(book: Book) -> list[Any]:
    """All that the record says, in its order."""
    casebook = book.casebook
    logged = [casebook.reading_fields(name) for name in sorted(TEXTS)]
    return [list(casebook.reports()), casebook.incidents(), casebook.decisions(), logged, casebook.decision_fields()]


def again(book: Book) -> Book:
    book.casebook.close()
    return casebooks.open_casebook(book.folder)


def moved(book: Book, database: str) -> Book:
    transferring.transfer(book, database)
    return again(book)


def in_order(book: Book) -> bool:
    found = verifying.verify(book)
    return (found.problems, found.notes) == ((), ())


def test_there_and_back_it_is_the_same(book: Book, server: Server) -> None:
    before = told(book)
    there = moved(book, server.fresh())
    assert (told(there), in_order(there)) == (before, True)
    back = moved(there, "again.sqlite3")
    assert (told(back), in_order(back)) == (before, True)
    assert back.casebook.identity.database == "again.sqlite3"


def test_work_goes_on_where_it_was_left(book: Book, elsewhere: str) -> None:
    ids = [incident.id for incident in book.casebook.incidents()]
    now = moved(book, elsewhere)
    assert deciding.reject(now, "R_2.c01", reason="a drill", by="amal").decision.number == 5
    assert linking.link(now).incidents == len(ids) - 1
    assert next(now.casebook.next_incident_ids()) not in ids
    assert in_order(now)


def test_a_search_finds_in_lists_what_it_found_before(book: Book, elsewhere: str) -> None:
    digests.catch_up(book)

    def found(book: Book) -> list[str]:
        alias = book.casebook.alias
        rows = ClaimDigest.objects.using(alias).filter(words__in=searching.numbers(alias, "shelling", "claim"))
        return sorted(rows.values_list("pk", flat=True))

    before = found(book)
    assert (found(moved(book, elsewhere)), len(before)) == (before, 2)


def test_every_row_is_counted_and_hashed_in_the_custody_log(book: Book, elsewhere: str) -> None:
    done = transferring.transfer(book, elsewhere)
    entry = list(book.evidence.entries())[-1]
    assert (entry.action, entry.fields["rows"]) == ("transferred", done.rows)
    assert done.rows > len(entry.fields["tables"]) == done.tables > 5


def test_whoever_has_the_old_database_open_changes_nothing_any_more(book: Book, elsewhere: str) -> None:
    old = casebooks.open_casebook(book.folder)
    transferring.transfer(book, elsewhere)
    with pytest.raises(CasebookError, match="moved to another database; open it again"):
        old.casebook.accept("r-1.c01", author="badr", reason="seen")
    assert len(old.casebook.decisions()) == 4


@pytest.mark.parametrize("at", [0, 7, 14, 25])
def test_stopped_anywhere_the_old_database_stays_in_force_and_it_can_be_repeated(
    book: Book, elsewhere: str, at: int
) -> None:
    before, calls = told(book), iter(range(100))

    def stop(what: str, done: int, total: int) -> None:
        if next(calls) == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transferring.transfer(book, elsewhere, stop)
    stayed = again(book)
    assert stayed.casebook.identity == book.casebook.identity
    assert (told(stayed), in_order(stayed)) == (before, True)
    assert told(moved(stayed, elsewhere)) == before


def test_stopped_before_its_last_step_it_is_completed_by_repeating(
    book: Book, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told(book)
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(Identity, "write", _stop)
        transferring.transfer(book, elsewhere)
    stayed = again(book)
    assert stayed.casebook.identity == book.casebook.identity
    now = moved(stayed, elsewhere)
    assert now.casebook.identity != book.casebook.identity
    assert told(now) == before


def test_a_database_that_holds_something_else_is_left_alone(
    book: Book, reviewed: Path, tmp_path: Path, elsewhere: str
) -> None:
    other = casebooks.create(tmp_path / "other", database=elsewhere)
    other.casebook.close()
    at = elsewhere if "://" in elsewhere else f"sqlite:///{tmp_path / 'other' / elsewhere}"
    now = moved(book, at)
    copied = casebooks.open_casebook(copy_casebook(reviewed, tmp_path / "third"))
    deciding.accept(copied, "R_2.c01", reason="seen", by="amal")
    with pytest.raises(CasebookError, match="holds something else already; name an empty database"):
        transferring.transfer(copied, at)
    assert in_order(again(now))


def test_a_casebook_that_is_not_in_order_stays(book: Book, elsewhere: str) -> None:
    from tallystick.casebook.models import Document

    Document.objects.using(book.casebook.alias).filter(id="r-1").update(publisher="Another")
    with pytest.raises(CasebookError, match="not in order, so it stays where it is: What is stored about document r-1"):
        transferring.transfer(book, elsewhere)
    assert again(book).casebook.identity == book.casebook.identity


def test_it_does_not_go_to_where_it_is(book: Book) -> None:
    with pytest.raises(CasebookError, match="already; name another"):
        transferring.transfer(book, book.casebook.identity.database)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
