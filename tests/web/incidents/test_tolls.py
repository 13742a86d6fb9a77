"""Running totals beside an incident: those that span it are told, and enter none of its ranges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tallystick.assessing.tolls import TOLL

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book
    from tallystick.record import CaseFile

Clients = Callable[[str], "Client"]
HTMX = {"hx-request": "true"}


def test_the_page_asks_for_the_tolls_that_span_it_and_shows_their_words(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    from tallystick.commands.tolls import spanning

    client = client_of("coder")
    assert f'hx-get="{address}/tolls"' in client.get(address).content.decode()
    found = spanning(book, case.incident)
    assert found
    shown = client.get(f"{address}/tolls", headers=HTMX).content.decode()
    for one in found:
        assert f'href="/c/aleppo/incidents/{one.toll.incident.id}"' in shown
        assert all(claim.text.exact.split()[0] in shown for claim in one.toll.claims)
    assert "<html" not in shown
    assert "<html" in client.get(f"{address}/tolls").content.decode()


def test_a_toll_itself_has_none(client_of: Clients, case: CaseFile, book: Book) -> None:
    toll = next(i.id for i in book.casebook.incidents() if i.event == TOLL)
    client = client_of("coder")
    assert "/tolls" not in client.get(f"/c/aleppo/incidents/{toll}").content.decode()
    assert "No toll spans it." in client.get(f"/c/aleppo/incidents/{toll}/tolls").content.decode()


@pytest.mark.parametrize("asked", ["I9999", "nonsense"])
def test_an_incident_that_never_was_is_not_there(client_of: Clients, asked: str) -> None:
    assert client_of("coder").get(f"/c/aleppo/incidents/{asked}/tolls").status_code in (400, 404)
