"""The public record: released incidents alone, and nothing of them that exports leave out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
PUBLIC = "/c/aleppo/public"


def _release(book: Book, incident: str) -> None:
    from tallystick.commands import deciding, digests

    for person in ("reviewer", "publisher"):
        deciding.sign(book, incident, reason="checked", by=person)
    deciding.release(book, incident, True, reason="checked", by="publisher")
    digests.refresh(book, [incident])


@pytest.fixture
def harm(book: Book) -> list[str]:
    """Ids of the incidents of harm."""
    from tallystick.vocabulary.events import is_harm

    return [incident.id for incident in book.casebook.incidents() if is_harm(incident.event)]


def test_before_anything_is_released_nothing_is_shown(client_of: ClientOf, harm: list[str]) -> None:
    client = client_of("viewer")
    assert b"Nothing is released yet" in client.get(PUBLIC).content
    assert {client.get(f"{PUBLIC}/{incident}").status_code for incident in harm} == {404}


def test_a_released_incident_is_shown_with_confirmation_and_coverage(
    client_of: ClientOf, book: Book, harm: list[str]
) -> None:
    _release(book, harm[0])
    for path in (PUBLIC, f"{PUBLIC}/{harm[0]}"):
        page = client_of("viewer").get(path).content.decode()
        assert harm[0] in page
        assert "confirmation-" in page
        assert "harm that no report told" in page
    assert {client_of("viewer").get(f"{PUBLIC}/{other}").status_code for other in harm[1:]} <= {404}


def test_no_words_and_no_names_of_a_report_are_shown(client_of: ClientOf, book: Book, harm: list[str]) -> None:
    from tallystick.commands.cases import case_file

    for incident in harm:
        _release(book, incident)
    pages = [client_of("viewer").get(f"{PUBLIC}/{incident}").content.decode() for incident in harm]
    shown = "\n".join([client_of("viewer").get(PUBLIC).content.decode(), *pages])
    for incident in harm:
        for claim in case_file(book, incident).claims():
            assert claim.text.exact not in shown
            for victim in claim.victims:
                assert len(victim.name) < 12 or victim.name not in shown


def test_what_was_held_back_or_changed_since_is_gone(client_of: ClientOf, book: Book, harm: list[str]) -> None:
    from tallystick.commands import deciding, digests

    _release(book, harm[0])
    deciding.grade(book, harm[0], "weak", reason="one witness", by="reviewer")
    assert client_of("viewer").get(f"{PUBLIC}/{harm[0]}").status_code == 404
    digests.refresh(book, [harm[0]])
    assert harm[0] not in client_of("viewer").get(PUBLIC).content.decode()


def test_a_digest_that_no_longer_holds_shows_nothing(client_of: ClientOf, book: Book, harm: list[str]) -> None:
    from tallystick.casebook import digesting

    _release(book, harm[0])
    digesting.outdate(book.casebook.alias, [harm[0]])
    assert harm[0] not in client_of("viewer").get(PUBLIC).content.decode()


def test_pages_hold_every_released_incident_once(
    client_of: ClientOf, book: Book, harm: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import re

    from tallystick.web.public import listing

    for incident in harm:
        _release(book, incident)
    monkeypatch.setattr(listing, "PAGE", 1)
    query, seen = "", []
    for _ in range(len(harm) + 1):
        page = client_of("viewer").get(f"{PUBLIC}{query}").content.decode()
        seen += re.findall(r'href="/c/aleppo/public/(I\d+)"', page)
        found = re.search(r'rel="next"[^>]*href="[^"?]*(\?[^"]*)"', page)
        if found is None:
            break
        query = found[1]
    assert sorted(seen) == sorted(harm)


@pytest.mark.parametrize("after", ["x", ".", "2016-13-99.5", "2016-12-13.99999999999999999999", "'.1"])
def test_a_cursor_that_is_none_does_no_harm(client_of: ClientOf, after: str) -> None:
    assert client_of("viewer").get(f"{PUBLIC}?after={after}").status_code == 200


@pytest.mark.parametrize("incident", ["I9999", "x", "I0001 OR 1=1"])
def test_what_never_was_is_not_there(client_of: ClientOf, incident: str) -> None:
    assert client_of("viewer").get(f"{PUBLIC}/{incident}").status_code == 404
