from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tallystick.commands import deciding

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book
    from tallystick.record import CaseFile

Clients = Callable[[str], "Client"]


def decisions(book: Book) -> list[str]:
    return [decision.kind for decision in book.casebook.decisions()]


def test_a_grade_is_set_with_a_reason_and_the_machines_stays_beside_it(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    answer = client_of("reviewer").post(f"{address}/grade", {"grade": "confirmed", "reason": "seen"}, follow=True)
    page = answer.content.decode()
    assert "Set by reviewer." in page
    assert "The machine:" in page
    assert case.assessment.grade_reason in page
    assert book.casebook.grades()[case.incident.id].grade == "confirmed"


def test_a_grade_without_a_reason_is_refused_in_one_sentence(client_of: Clients, book: Book, address: str) -> None:
    answer = client_of("reviewer").post(f"{address}/grade", {"grade": "confirmed", "reason": " "})
    assert answer.status_code == 400
    assert "needs a reason" in answer.content.decode()
    assert decisions(book) == []


def test_two_people_sign_and_a_publisher_makes_it_public(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    publisher = client_of("publisher")
    early = publisher.post(f"{address}/release", {"public": "yes", "reason": "ready"})
    assert early.status_code == 400
    client_of("reviewer").post(f"{address}/sign", {})
    publisher.post(f"{address}/sign", {"reason": "read it"})
    publisher.post(f"{address}/release", {"public": "yes", "reason": "ready"})
    assert book.casebook.released(case.incident.id).public
    publisher.post(f"{address}/release", {"public": "no", "reason": "a witness asked"})
    assert not book.casebook.released(case.incident.id).public
    assert "a witness asked" in publisher.get(address).content.decode()


def test_who_signed_is_told_that_a_second_person_has_to(client_of: Clients, address: str) -> None:
    client = client_of("reviewer")
    assert "a second person has to" in client.post(f"{address}/sign", {}, follow=True).content.decode()
    assert client.post(f"{address}/sign", {}).status_code == 400


def test_a_coder_neither_grades_nor_signs_and_a_reviewer_does_not_release(
    client_of: Clients, book: Book, address: str
) -> None:
    coder = client_of("coder")
    assert coder.post(f"{address}/grade", {"grade": "weak", "reason": "x"}).status_code == 403
    assert coder.post(f"{address}/sign", {}).status_code == 403
    assert coder.get(f"{address}/merge").status_code == 403
    assert client_of("reviewer").post(f"{address}/release", {"public": "no", "reason": "x"}).status_code == 403
    assert decisions(book) == []


def test_what_was_decided_meanwhile_is_shown_and_the_form_keeps_what_was_given(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    deciding.grade(book, case.incident.id, "contested", reason="the army denies it", by="another")
    given = {"grade": "confirmed", "reason": "my own words", "edition": "0"}
    answer = client_of("reviewer").post(f"{address}/grade", given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "the army denies it" in page
    assert 'value="my own words"' in page
    assert decisions(book) == ["grade"]


def test_a_decision_is_undone_from_the_history_and_stays_there(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    taken = deciding.grade(book, case.incident.id, "weak", reason="haste", by="another").decision
    page = client_of("reviewer").post(f"{address}/undo", {"decision": taken.number}, follow=True).content.decode()
    assert case.incident.id not in book.casebook.grades()
    assert "haste" in page
    assert "undone by" in page


def test_a_decision_about_something_else_is_not_undone_here(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    other = next(i.id for i in book.casebook.incidents() if i.id != case.incident.id)
    taken = deciding.sign(book, other, reason="x", by="another").decision
    assert client_of("reviewer").post(f"{address}/undo", {"decision": taken.number}).status_code == 400
    assert decisions(book) == ["sign"]


def test_a_grade_on_documents_names_them_and_is_verified(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    form = {"grade": "confirmed", "basis": "documents", "documents": "Register of the clinic\n\n", "reason": "seen"}
    page = client_of("reviewer").post(f"{address}/grade", form, follow=True).content.decode()
    assert "Register of the clinic" in page
    assert "confirmation-verified" in page


def test_who_undoes_on_an_older_state_is_told_what_came_between(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    claim = case.incident.claims[0]
    first = deciding.accept(book, claim, reason="seen", by="amal")
    deciding.reject(book, claim, reason="a quotation", by="badr")
    form = {"decision": first.decision.number, "edition": first.decision.number}
    answer = client_of("reviewer").post(f"{address}/undo", form)
    assert answer.status_code == 409
    assert "a quotation" in answer.content.decode()
    assert decisions(book) == ["accept", "reject"]


def test_a_grade_that_is_refused_keeps_what_was_given_on_the_incidents_own_page(
    client_of: Clients, book: Book, address: str
) -> None:
    form = {"grade": "weak", "basis": "documents", "documents": "Register of the clinic", "reason": "seen in March"}
    answer = client_of("reviewer").post(f"{address}/grade", form)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert"' in page
    assert "Sign-off" in page
    assert 'value="seen in March"' in page
    assert "Register of the clinic</textarea>" in page
    assert decisions(book) == []


def test_a_reason_that_is_missing_is_asked_for_without_advice_for_a_command_line(
    client_of: Clients, address: str
) -> None:
    page = client_of("reviewer").post(f"{address}/grade", {"grade": "weak"}).content.decode()
    assert "A decision needs a reason." in page
    assert "--reason" not in page


def test_an_undo_that_others_build_on_is_refused_on_the_incidents_own_page(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    other = next(i for i in book.casebook.incidents() if i.id != case.incident.id)
    merged = deciding.merge(book, case.incident.id, other.id, reason="one event", by="amal").decision
    deciding.split(book, case.incident.id, [other.claims[0]], reason="no, two", by="badr")
    answer = client_of("reviewer").post(f"{address}/undo", {"decision": merged.number})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "History" in page
    assert 'role="alert"' in page


def test_a_merge_that_is_refused_keeps_the_reason_and_the_other_incident(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    answer = client_of("reviewer").post(f"{address}/merge", {"other": case.incident.id, "reason": "the same one"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="the same one"' in page
    assert f'value="{case.incident.id}"' in page
    assert decisions(book) == []


def test_an_edition_that_no_database_could_hold_breaks_nothing(client_of: Clients, book: Book, address: str) -> None:
    assert client_of("reviewer").post(f"{address}/sign", {"edition": "9" * 5000}).status_code == 302
    assert decisions(book) == ["sign"]
