"""An incident of the queue accepted as it was read, at one go, and that taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tallystick.commands import deciding

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book
    from tallystick.record import CaseFile

Clients = Callable[[str], "Client"]
HTMX = {"hx-request": "true"}


def kinds(book: Book) -> list[str]:
    return [decision.kind for decision in book.casebook.decisions()]


def test_all_claims_that_nobody_judged_are_accepted_and_the_others_left(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    first, second, *rest = case.incident.claims
    deciding.reject(book, first, reason="a quotation", by="amal")
    deciding.accept(book, second, reason="seen", by="amal")
    page = client_of("coder").post(f"{address}/accept", {"act": "accept"}, headers=HTMX).content.decode()
    assert kinds(book) == ["reject", "accept", *["accept"] * len(rest)]
    assert f"{len(rest)} claims of {case.incident.id} are accepted." in page
    verdicts = book.casebook.verdicts(case.incident.claims)
    assert verdicts == {first: "reject", **dict.fromkeys((second, *rest), "accept")}
    assert [d.reason for d in book.casebook.decisions(rest[0])] == ["As read"]
    again = client_of("coder").post(f"{address}/accept", {"act": "accept"}, headers=HTMX)
    assert again.status_code == 400
    assert "nothing to accept" in again.content.decode()


def test_what_was_accepted_at_one_go_is_taken_back_at_one_go(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    client = client_of("coder")
    page = client.post(f"{address}/accept", {"act": "accept"}, headers=HTMX).content.decode()
    numbers = re.findall(r'name="number" value="(\d+)"', page)
    assert len(numbers) == len(case.incident.claims)
    row = client.post(f"{address}/accept", {"act": "undo", "number": numbers}, headers=HTMX).content.decode()
    assert book.casebook.verdicts(case.incident.claims) == {}
    assert f"<strong>{len(numbers)}</strong>/{len(numbers)}" in row


def test_only_ones_own_acceptances_of_that_incident_are_taken_back_here(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    taken = deciding.accept(book, case.incident.claims[0], reason="seen", by="amal")
    answer = client_of("coder").post(f"{address}/accept", {"act": "undo", "number": taken.decision.number})
    assert answer.status_code == 400
    assert kinds(book) == ["accept"]


def test_who_saw_an_older_state_is_told_what_came_between_and_nothing_is_stored(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    deciding.grade(book, case.incident.id, "contested", reason="two accounts", by="amal")
    client = client_of("coder")
    answer = client.post(f"{address}/accept", {"act": "accept", "edition": "0"}, headers=HTMX)
    assert answer.status_code == 409
    assert "two accounts" in answer.content.decode()
    assert client.post(f"{address}/accept", {"act": "accept", "edition": "0"}).status_code == 409
    assert kinds(book) == ["grade"]
    assert client.post(f"{address}/accept", {"act": "accept", "edition": ["0", "1"]}, headers=HTMX).status_code == 200


def test_without_scripts_the_list_comes_back(client_of: Clients, case: CaseFile, address: str) -> None:
    answer = client_of("coder").post(f"{address}/accept", {"act": "accept"}, follow=True)
    assert answer.redirect_chain == [("/c/aleppo/queue?tab=incidents", 302)]
    assert f"claims of {case.incident.id} are accepted." in answer.content.decode()
