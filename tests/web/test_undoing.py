"""Who may not take a decision may not take it back either, on whichever page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]


@pytest.fixture
def merged(book: Book) -> tuple[int, str]:
    """The number of a merge, and a claim in the incident that is left."""
    from tallystick.commands import deciding

    one, other = book.casebook.incidents()[:2]
    taken = deciding.merge(book, one.id, other.id, reason="one strike", by="reviewer")
    return taken.decision.number, one.claims[0]


@pytest.mark.parametrize("route", ["claims", "queue/claims"])
def test_a_coder_does_not_take_a_reviewers_merge_back(
    client_of: ClientOf, book: Book, merged: tuple[int, str], route: str
) -> None:
    number, claim = merged
    address = f"/c/aleppo/{route}/{claim}"
    assert client_of("coder").post(address, {"act": "undo", "number": str(number)}).status_code == 403
    assert book.casebook.decision(number).reversed_by is None
    assert client_of("reviewer").post(address, {"act": "undo", "number": str(number)}).status_code == 302
    assert book.casebook.decision(number).reversed_by is not None


def test_a_coder_takes_a_verdict_back(client_of: ClientOf, book: Book) -> None:
    from tallystick.commands import deciding

    claim = book.casebook.incidents()[0].claims[0]
    number = deciding.reject(book, claim, reason="a drill", by="reviewer").decision.number
    address = f"/c/aleppo/claims/{claim}"
    assert client_of("coder").post(address, {"act": "undo", "number": str(number)}).status_code == 302
    assert book.casebook.decision(number).reversed_by is not None


def test_a_reviewer_does_not_take_a_release_back(client_of: ClientOf, book: Book) -> None:
    from tallystick.commands import deciding

    incident = book.casebook.incidents()[0].id
    for signer in ("reviewer", "publisher"):
        deciding.sign(book, incident, reason="checked", by=signer)
    number = deciding.release(book, incident, True, reason="ready", by="publisher").decision.number
    address = f"/c/aleppo/incidents/{incident}/undo"
    assert client_of("reviewer").post(address, {"decision": number}).status_code == 403
    assert book.casebook.released(incident).public
    assert client_of("publisher").post(address, {"decision": number}).status_code == 302
    assert not book.casebook.released(incident).public
