from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tallystick.commands import deciding
from tallystick.commands.layouts import ends_words

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book
    from tallystick.record import CaseFile

Clients = Callable[[str], "Client"]


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_says_every_range_with_the_sentence_of_each_of_its_ends(
    client_of: Clients, case: CaseFile, address: str
) -> None:
    from django.utils.html import escape

    page = text(client_of("coder"), address)
    for figure in case.assessment.figures:
        assert ends_words(figure) in page
        for end in (figure.low, figure.best, figure.high):
            assert escape(end.reason) in page


def test_every_mark_leads_to_words_on_the_page_and_on_to_the_report(
    client_of: Clients, case: CaseFile, address: str
) -> None:
    page = text(client_of("coder"), address)
    targets = set(re.findall(r'href="#(c-[^"]+)"', page))
    assert targets
    assert targets <= set(re.findall(r'id="(c-[^"]+)"', page))
    assert {f"c-{claim}" for claim in case.incident.claims} == set(re.findall(r'id="(c-[^"]+)"', page))
    for claim in case.claims():
        assert claim.text.exact in page
    ways = re.findall(r'href="([^"]+[?]claim=[^"]+)">in the report', page)
    assert len(ways) == len(case.incident.claims)
    assert all(client_of("coder").get(way).status_code == 200 for way in ways)


def test_each_informant_has_a_line_and_a_copy_is_folded_under_it_with_its_reason(
    client_of: Clients, case: CaseFile, address: str
) -> None:
    page = text(client_of("coder"), address)
    folds = [fold for informant in case.assessment.informants for fold in informant.folded]
    assert folds
    assert all(fold.reason in page for fold in folds)
    assert page.count('class="line fold"') >= 1
    assert page.count('class="line out"') >= 1


def test_another_method_and_convention_are_shown_on_demand_and_said_to_be_so(client_of: Clients, address: str) -> None:
    page = text(client_of("coder"), f"{address}?method=airwars&convention=literal")
    assert "This method publishes the lowest and the highest claim and no best." in page
    assert "the record keeps its standing ones" in page


def test_an_unknown_method_is_one_sentence(client_of: Clients, address: str) -> None:
    assert "There is no method" in text(client_of("coder"), f"{address}?method=average", 400)


def test_an_id_that_was_merged_leads_to_where_it_went(
    client_of: Clients, case: CaseFile, book: Book, address: str
) -> None:
    other = next(i.id for i in book.casebook.incidents() if i.id != case.incident.id)
    deciding.merge(book, case.incident.id, other, reason="one event", by="reviewer")
    answer = client_of("coder").get(f"/c/aleppo/incidents/{other}?method=ucdp")
    assert (answer.status_code, answer["Location"]) == (302, f"{address}?method=ucdp")


def test_an_incident_that_never_was_is_not_found(client_of: Clients, case: CaseFile) -> None:
    assert "has no incident I9999" in text(client_of("coder"), "/c/aleppo/incidents/I9999", 404)


@pytest.mark.parametrize(("role", "forms"), [("coder", 0), ("reviewer", 2), ("publisher", 3)])
def test_the_forms_on_the_page_are_those_that_the_role_may_send(
    client_of: Clients, address: str, role: str, forms: int
) -> None:
    page = text(client_of(role), address)
    assert len(re.findall(r'method="post" action="[^"]*/incidents/', page)) == forms


def test_the_words_of_a_report_are_never_markup(client_of: Clients, case: CaseFile, book: Book, address: str) -> None:
    deciding.grade(book, case.incident.id, "weak", reason="<script>alert(1)</script>", by="<b>me</b>")
    page = text(client_of("coder"), address)
    assert "<script>alert" not in page
    assert "<b>me</b>" not in page


def test_numbers_of_pictures_are_written_with_a_point_in_every_language(client_of: Clients, address: str) -> None:
    client = client_of("coder")
    client.cookies["django_language"] = "fr"
    page = text(client, address)
    assert re.search(r'cx="\d+\.\d+%"', page)
    assert not re.search(r'(cx|x1|data-latitude)="\d+,', page)


def test_why_an_account_was_joined_is_said_with_its_evidence(client_of: Clients, case: CaseFile, address: str) -> None:
    from django.utils.html import escape

    page = text(client_of("coder"), address)
    joined = [m for m in case.incident.members if m.joined_by and m.evidence[0].feature != "same-report"]
    assert joined
    for member in joined:
        assert all(escape(piece.says) in page for piece in member.evidence)
