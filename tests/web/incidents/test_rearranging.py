from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book
    from tallystick.record import CaseFile

Clients = Callable[[str], "Client"]


def ids(book: Book) -> list[str]:
    return [incident.id for incident in book.casebook.incidents()]


def test_a_split_is_previewed_and_then_done(client_of: Clients, case: CaseFile, book: Book, address: str) -> None:
    client, claim, before = client_of("reviewer"), case.assessment.informants[-1].claims[0], ids(book)
    preview = client.get(f"{address}/split", {"claim": claim}).content.decode()
    assert "As they would be" in preview
    assert "grade changes" in preview
    assert ids(book) == before
    client.post(f"{address}/split", {"claim": claim, "reason": "another street"})
    assert len(ids(book)) == len(before) + 1
    assert claim not in book.casebook.claims_in(case.incident.id)


def test_all_claims_cannot_be_split_off_and_the_page_says_why(client_of: Clients, case: CaseFile, address: str) -> None:
    answer = client_of("reviewer").get(f"{address}/split", {"claim": case.incident.claims})
    assert answer.status_code == 200
    assert "A split leaves claims on both sides" in answer.content.decode()


def test_incidents_near_in_days_and_place_are_offered_for_a_merge_which_is_previewed_and_done(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    client = client_of("reviewer")
    offered = client.get(f"{address}/merge").content.decode()
    other = next(name for name in ids(book) if name != case.incident.id and f'value="{name}"' in offered)
    preview = client.get(f"{address}/merge", {"near": other}).content.decode()
    assert "As they would be" in preview
    assert other in ids(book)
    client.post(f"{address}/merge", {"other": other, "reason": "one event"})
    assert book.casebook.resolve_incident(other) == case.incident.id


def test_an_incident_is_not_merged_into_itself(client_of: Clients, case: CaseFile, address: str) -> None:
    answer = client_of("reviewer").get(f"{address}/merge", {"other": case.incident.id})
    assert "are one incident already" in answer.content.decode()


def test_a_claim_is_moved_after_a_preview(client_of: Clients, case: CaseFile, book: Book, address: str) -> None:
    client, claim = client_of("reviewer"), case.incident.claims[-1]
    other = next(name for name in ids(book) if name != case.incident.id)
    assert other in client.get(f"{address}/move", {"claim": claim, "other": other}).content.decode()
    answer = client.post(f"{address}/move", {"claim": claim, "other": other, "reason": "of the other day"})
    assert answer["Location"] == address
    assert claim in book.casebook.claims_in(other)


def test_after_the_last_claim_the_way_goes_on_to_where_it_went(client_of: Clients, case: CaseFile, book: Book) -> None:
    single = next(i for i in book.casebook.incidents() if len(i.claims) == 1)
    form = {"claim": single.claims[0], "other": case.incident.id, "reason": "the same"}
    answer = client_of("reviewer").post(f"/c/aleppo/incidents/{single.id}/move", form)
    assert answer["Location"] == f"/c/aleppo/incidents/{case.incident.id}"


def test_a_claim_of_another_incident_is_not_moved_from_here(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    other = next(i for i in book.casebook.incidents() if i.id != case.incident.id)
    form = {"claim": other.claims[0], "other": case.incident.id, "reason": "x"}
    assert client_of("reviewer").post(f"{address}/move", form).status_code == 400


def test_what_was_decided_since_the_preview_is_shown_and_the_reason_kept(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    from tallystick.commands import deciding

    claim, before = case.incident.claims[-1], ids(book)
    deciding.grade(book, case.incident.id, "weak", reason="seen meanwhile", by="another")
    form = {"claim": claim, "reason": "another street", "edition": "0"}
    answer = client_of("reviewer").post(f"{address}/split", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "seen meanwhile" in page
    assert 'value="another street"' in page
    assert "As they would be" in page
    assert ids(book) == before
