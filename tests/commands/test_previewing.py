from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tallystick.commands import adding, casebooks, deciding, linking, previewing
from tallystick.commands.cases import case_files_of
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import CasebookError, UsageError

if TYPE_CHECKING:
    from tallystick.commands.casebooks import Book

EXAMPLES = Path(__file__).parents[2] / "examples" / "aleppo"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = casebooks.create(tmp_path / "book")
    adding.add(book, adding.plan([str(EXAMPLES)], None, ReadOptions()), pipeline(), by="tests")
    linking.link(book)
    return book


@pytest.fixture
def names(book: Book) -> tuple[str, str]:
    """The incident with most claims, and another one."""
    most, other, *_ = sorted(book.casebook.incidents(), key=lambda incident: -len(incident.claims))
    return most.id, other.id


def test_a_preview_stores_nothing(book: Book, names: tuple[str, str]) -> None:
    before, log = book.casebook.incidents(), len(list(book.evidence.entries()))
    most, other = names
    previewing.merge(book, most, other)
    previewing.split(book, most, [book.casebook.claims_in(most)[0]])
    previewing.move(book, book.casebook.claims_in(most)[0], other)
    assert book.casebook.incidents() == before
    assert book.casebook.decisions() == []
    assert len(list(book.evidence.entries())) == log


Act = Callable[["Book", str, str], tuple[previewing.Preview, object]]


def _merge(book: Book, most: str, other: str) -> tuple[previewing.Preview, object]:
    return previewing.merge(book, most, other), deciding.merge(book, most, other, reason="one", by="me")


def _split(book: Book, most: str, other: str) -> tuple[previewing.Preview, object]:
    claims = book.casebook.claims_in(most)[:2]
    return previewing.split(book, most, claims), deciding.split(book, most, claims, reason="two", by="me")


def _move(book: Book, most: str, other: str) -> tuple[previewing.Preview, object]:
    claim = book.casebook.claims_in(most)[-1]
    return previewing.move(book, claim, other), deciding.move(book, claim, other, reason="there", by="me")


@pytest.mark.parametrize("act", [_merge, _split, _move])
def test_what_is_previewed_is_what_the_decision_makes(book: Book, names: tuple[str, str], act: Act) -> None:
    preview, _ = act(book, *names)
    made = tuple(case_files_of(book, [case.incident.id for case in preview.after]))
    assert [case.assessment for case in preview.after] == [case.assessment for case in made]
    for told, now in zip(preview.after, made, strict=True):
        assert (told.incident.event, told.incident.time, told.incident.claims) == (
            now.incident.event,
            now.incident.time,
            now.incident.claims,
        )


def test_before_is_as_it_stands(book: Book, names: tuple[str, str]) -> None:
    standing = tuple(case_files_of(book, names))
    assert previewing.merge(book, *names).before == standing


def test_what_the_decision_refuses_the_preview_refuses(book: Book, names: tuple[str, str]) -> None:
    most, _ = names
    with pytest.raises(CasebookError, match="one incident already"):
        previewing.merge(book, most, most)
    with pytest.raises(CasebookError, match="claims on both sides"):
        previewing.split(book, most, book.casebook.claims_in(most))
    with pytest.raises(UsageError, match="no method"):
        previewing.merge(book, *names, previewing.Rules.of(book, method="average"))
