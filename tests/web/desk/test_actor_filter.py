"""Lists, map and totals narrowed down to those who are blamed, after what people decided about actors."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tallystick.web.desk.filters import Filters, claims_of, incidents_of

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
WHY = {"reason": "one and the same", "by": "amal"}
ONE, OTHER = "Syrian government", "government forces"


def blamed(book: Book, *names: str) -> set[int]:
    """The incidents for which one of ``names`` is blamed, as the record itself has it."""
    from tallystick.casebook.identity import incident_number
    from tallystick.commands import cases

    found = cases.case_files(book, cases.Selection())
    return {incident_number(c.incident.id) for c in found if {b.perpetrator for b in c.assessment.blame} & {*names}}


def listed(book: Book, actor: str, **rest: str) -> set[int]:
    rows = incidents_of(book.casebook.alias, Filters(actor=actor, **rest))
    return set(rows.values_list("pk", flat=True))


def claims(book: Book, actor: str, **rest: str) -> list[tuple[str, int]]:
    rows = claims_of(book.casebook.alias, Filters(actor=actor, **rest))
    return list(rows.order_by("confidence", "claim").values_list("claim_id", "incident_id"))


def test_claims_and_incidents_are_those_for_which_it_is_blamed(book: Book) -> None:
    expected = blamed(book, ONE)
    assert listed(book, ONE) == expected
    assert {incident for _, incident in claims(book, ONE, verdict="all")} == expected
    held = {claim for i in book.casebook.incidents() if int(i.id[1:]) in expected for claim in i.claims}
    assert {claim for claim, _ in claims(book, ONE, verdict="all")} <= held
    assert blamed(book, OTHER) - expected


@pytest.mark.parametrize("words", ["syrian-government", "the Syrian Government", "Assad's army"])
def test_an_id_and_other_words_for_it_mean_the_same(book: Book, words: str) -> None:
    assert listed(book, words) == listed(book, ONE) != set()


@pytest.mark.parametrize("words", ["nobody of note", "they", "%", "' OR 1=1 --"])
def test_who_is_not_blamed_has_no_rows(book: Book, words: str) -> None:
    assert listed(book, words) == set()
    for rest in ({}, {"q": "killed"}, {"place": "aleppo"}, {"verdict": "all"}):
        assert claims(book, words, **rest) == []


def test_a_merge_joins_the_rows_of_both_names_and_its_undoing_parts_them(book: Book) -> None:
    from tallystick.commands import actors, digests

    one, other = listed(book, ONE), listed(book, OTHER)
    taken = actors.merge(book, ONE, OTHER, **WHY)
    assert listed(book, ONE) == listed(book, OTHER) == one | other, "before the digests are made anew"
    digests.catch_up(book)
    assert listed(book, ONE) == listed(book, OTHER) == listed(book, "government") == one | other
    actors.undo(book, taken.decision.number, **WHY)
    digests.catch_up(book)
    assert (listed(book, ONE), listed(book, OTHER)) == (one, other)


def test_a_new_name_and_the_old_one_find_the_same(book: Book) -> None:
    from tallystick.commands import actors, digests

    before = listed(book, ONE)
    actors.change(book, ONE, "Damascus authorities", **WHY)
    for _ in range(2):
        assert listed(book, "Damascus authorities") == listed(book, ONE) == before
        digests.catch_up(book)


@pytest.mark.parametrize("rest", [{}, {"q": "killed"}, {"verdict": "all", "place": "a"}, {"since": "2010-01-01"}])
def test_claims_are_the_same_whether_few_or_many_incidents_are_asked_for(
    book: Book, monkeypatch: pytest.MonkeyPatch, rest: dict[str, str]
) -> None:
    few = claims(book, ONE, **rest)
    monkeypatch.setattr("tallystick.web.desk.filters._MOST_INCIDENTS", {False: 0, True: 0})
    monkeypatch.setattr("tallystick.web.desk.filters._MOST_FOUND", 0)
    assert claims(book, ONE, **rest) == few != []


def test_pages_map_and_programs_are_narrowed_down_alike(client_of: ClientOf, book: Book) -> None:
    client, expected = client_of("coder"), blamed(book, ONE)
    page = client.get("/c/aleppo/incidents", {"actor": ONE}).content.decode()
    assert set(map(int, re.findall(r"<strong>I(\d+)</strong>", page))) == expected
    assert f'name="actor" value="{ONE}"' in page
    assert f'<option value="{OTHER}">' in page
    queue = client.get("/c/aleppo/queue", {"actor": ONE}).content.decode()
    assert re.findall(r'data-claim="([^"]+)"', queue) == [claim for claim, _ in claims(book, ONE)]
    assert f"blamed: <bdi>{ONE}</bdi>" in queue
    told: dict[str, Any] = client.get("/api/v1/c/aleppo/overview", {"actor": ONE}).json()
    assert told["coverage"]["incidents"] == len(expected)
    items = client.get("/api/v1/c/aleppo/incidents", {"actor": ONE}).json()["items"]
    assert {int(one["id"][1:]) for one in items} == expected
    found = client.get("/api/v1/c/aleppo/claims", {"actor": ONE, "verdict": ""}).json()["items"]
    assert {(one["id"], int(one["incident"][1:])) for one in found} >= set(claims(book, ONE, verdict="all"))
    drawn = client.get("/api/v1/c/aleppo/map", {"actor": "nobody of note"}).json()
    assert drawn["cells"] == []


def test_an_actors_page_leads_to_its_incidents(client_of: ClientOf, book: Book) -> None:
    page = client_of("coder").get("/c/aleppo/actors/of/syrian-government").content.decode()
    link = re.search(r'href="(/c/aleppo/incidents\?actor=[^"]+)"', page)
    assert link
    shown = client_of("coder").get(link[1]).content.decode()
    assert set(map(int, re.findall(r"<strong>I(\d+)</strong>", shown))) == blamed(book, ONE)
