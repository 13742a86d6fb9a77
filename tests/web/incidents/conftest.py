"""The incident of the example casebook that has most claims, and its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import browser

__all__ = ["browser"]

if TYPE_CHECKING:
    from tallystick.commands.casebooks import Book
    from tallystick.record import CaseFile


@pytest.fixture
def case(book: Book) -> CaseFile:
    """The case file of the killings in the example, with all digests made."""
    from tallystick.casebook import digesting
    from tallystick.commands import digests
    from tallystick.commands.cases import Selection, case_files

    digesting.outdate(book.casebook.alias, [incident.id for incident in book.casebook.incidents()])
    digests.catch_up(book)
    return max(case_files(book, Selection()), key=lambda case: len(case.incident.claims))


@pytest.fixture
def address(case: CaseFile) -> str:
    """Where its page is."""
    return f"/c/aleppo/incidents/{case.incident.id}"
