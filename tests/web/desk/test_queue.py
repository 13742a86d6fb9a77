"""The queue and the list of incidents."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
_ROW = re.compile(r'data-claim="([^"]+)" data-verdict="([^"]*)"')


def rows(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/c/aleppo/queue{query}")
    assert answer.status_code == 200
    return [claim for claim, _ in _ROW.findall(answer.content.decode())]


def incidents(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/c/aleppo/incidents{query}")
    assert answer.status_code == 200
    return re.findall(r"<strong>(I\d+)</strong>", answer.content.decode())


def decide(client: Client, claim: str, **form: str) -> str:
    answer = client.post(f"/c/aleppo/queue/claims/{claim}", form, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def test_the_least_sure_claim_comes_first(client_of: ClientOf, book: Book) -> None:
    sure = {claim.id: claim.confidence for report in book.casebook.reports() for claim in report.claims}
    found = rows(client_of("coder"))
    assert len(found) > 10
    assert [sure[claim] for claim in found] == sorted(sure[claim] for claim in found)


def test_a_decision_shows_on_its_row_and_leaves_the_queue(client_of: ClientOf, book: Book) -> None:
    client = client_of("coder")
    claim = rows(client)[0]
    row = decide(client, claim, act="accept", edition="0")
    assert f'data-claim="{claim}" data-verdict="accept"' in row
    assert "is accepted." in row
    assert claim not in rows(client)
    assert claim in rows(client, "?verdict=accept")


@pytest.mark.parametrize(("query", "kept"), [("", False), ("?verdict=all", True)])
def test_the_count_above_the_list_follows_a_decision(client_of: ClientOf, query: str, kept: bool) -> None:
    client = client_of("coder")
    found = rows(client, query)
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/c/aleppo/queue{query}"}
    answer = client.post(f"/c/aleppo/queue/claims/{found[0]}", {"act": "accept", "edition": "0"}, headers=headers)
    left = len(found) if kept else len(found) - 1
    assert f'<strong id="count" hx-swap-oob="true">{left} claims</strong>' in answer.content.decode()


def test_the_count_of_incidents_follows_too_and_other_lists_are_left_alone(client_of: ClientOf) -> None:
    client = client_of("coder")
    page = client.get("/c/aleppo/queue?tab=incidents").content.decode()
    found = re.findall(r"<strong>(I\d+)</strong>", page)
    for place, told in (("queue?tab=incidents", f"{len(found) - 1} incident"), ("incidents", "")):
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/c/aleppo/{place}"}
        answer = client.post(f"/c/aleppo/incidents/{found.pop(0)}/accept", {}, headers=headers)
        assert answer.status_code == 200
        assert told in answer.content.decode()
        assert ('id="count"' in answer.content.decode()) is bool(told)


def test_undo_brings_a_rejected_claim_back(client_of: ClientOf, book: Book) -> None:
    client = client_of("coder")
    claim = rows(client)[0]
    assert 'data-verdict="reject"' in decide(client, claim, act="reject", edition="0")
    number = str(book.casebook.decisions(claim)[-1].number)
    assert 'data-verdict=""' in decide(client, claim, act="undo", number=number, edition=number)
    assert claim in rows(client)


def test_a_row_that_others_decided_meanwhile_tells_so(client_of: ClientOf, book: Book) -> None:
    claim = rows(client_of("coder"))[0]
    decide(client_of("reviewer"), claim, act="reject", free="A quotation", edition="0")
    answer = client_of("coder").post(
        f"/c/aleppo/queue/claims/{claim}", {"act": "accept", "edition": "0"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 409
    assert "A quotation" in answer.content.decode()
    assert len(book.casebook.decisions(claim)) == 1


def test_a_viewer_sees_no_queue_and_decides_nothing(client_of: ClientOf, book: Book) -> None:
    claim = rows(client_of("coder"))[0]
    assert client_of("viewer").get("/c/aleppo/queue").status_code == 403
    assert client_of("viewer").post(f"/c/aleppo/queue/claims/{claim}", {"act": "accept"}).status_code == 403
    assert book.casebook.decisions() == []


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("?event=siege", True),
        ("?event=airstrike&outlet=Harbour+Wire", False),
        ("?grade=fair", True),
        ("?grade=confirmed", False),
        ("?least=0&most=79", True),
        ("?least=100", False),
        ("?place=aleppo", True),
        ("?place=geneva", False),
        ("?since=2016-12-01&until=2016-12-31", True),
        ("?until=2016-11-30", False),
        ("?bbox=36,36,38,37", True),
        ("?bbox=0,0,1,1", False),
        ("?bbox=170,-90,-170,90", False),
        ("?outlet=State+View", True),
        ("?q=chlorine", True),
        ("?q=zeppelin", False),
        ("?reviewer=nobody", False),
        ("?context=1", True),
    ],
)
def test_filters_narrow_claims_and_incidents(client_of: ClientOf, query: str, some: bool) -> None:
    everything = set(rows(client_of("coder"), "?verdict=all"))
    found = set(rows(client_of("coder"), query))
    assert bool(found) == some
    assert found < everything or found == everything or "context" in query
    if "least" not in query and "reviewer" not in query:
        assert bool(incidents(client_of("coder"), query)) == some


@pytest.mark.parametrize("rest", ["", "&most=100", "&verdict=all&since=2010-01-01", "&place=a"])
def test_words_find_the_same_whether_few_or_many(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, rest: str
) -> None:
    query = f"?q=killed{rest}"
    few = rows(client_of("coder"), query), incidents(client_of("coder"), query)
    monkeypatch.setattr("tallystick.web.desk.filters._MOST_FOUND", 0)
    assert (rows(client_of("coder"), query), incidents(client_of("coder"), query)) == few
    assert few[0]


@pytest.mark.parametrize(
    "query", ["?since=soon", "?least=many", "?most=101", "?bbox=1,2,3", "?bbox=9,9,1,1", "?verdict=maybe", "?after=x|y"]
)
def test_a_filter_that_cannot_be_meant_is_one_sentence(client_of: ClientOf, query: str) -> None:
    answer = client_of("coder").get(f"/c/aleppo/queue{query}")
    assert answer.status_code == 400
    assert answer.content.decode().count("<p>") == 2


def test_pages_follow_one_another_without_gap_or_repeat(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    from tallystick.web.desk import listing

    client = client_of("coder")
    whole = rows(client)
    monkeypatch.setattr(listing, "PAGE", 4)
    seen, query = list[str](), ""
    while True:
        page = client.get(f"/c/aleppo/queue{query}").content.decode()
        seen += [claim for claim, _ in _ROW.findall(page)]
        more = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
        if more is None:
            break
        query = more[1].replace("&amp;", "&")
    assert seen == whole


@pytest.mark.parametrize("sort", ["newest", "oldest", "killed", "unreviewed", "informants", "sure"])
def test_each_order_of_incidents_pages_through_them_all(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    from tallystick.web.desk import listing

    client = client_of("coder")
    whole = incidents(client, f"?sort={sort}")
    assert len(whole) > 1
    monkeypatch.setattr(listing, "PAGE", 1)
    seen, query = list[str](), f"?sort={sort}"
    for _ in whole:
        page = client.get(f"/c/aleppo/incidents{query}").content.decode()
        seen += re.findall(r"<strong>(I\d+)</strong>", page)
        more = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
        query = more[1].replace("&amp;", "&") if more else ""
    assert seen == whole


def test_the_incident_that_counts_most_dead_comes_first_and_shows_its_range(client_of: ClientOf) -> None:
    page = client_of("coder").get("/c/aleppo/incidents?sort=killed").content.decode()
    first = page[page.index("<tbody>") :][:3000]
    assert "79–?" in first
    assert "<strong>82</strong>" in first


def test_counts_beside_the_filters_lead_to_as_many_rows(client_of: ClientOf) -> None:
    page = client_of("coder").get("/c/aleppo/queue").content.decode()
    counted = re.findall(r'href="\?(event=[^"]+)"><bdi>[^<]*</bdi> <span class="number">(\d+)<', page)
    assert counted
    for query, count in counted:
        assert len(rows(client_of("coder"), f"?{query}")) == int(count)


def test_a_view_is_saved_shared_and_taken_away_by_its_owner_alone(client_of: ClientOf) -> None:
    coder, reviewer = client_of("coder"), client_of("reviewer")
    form = {"page": "queue", "query": "event=siege&q=&after=0.5|x", "name": "Sieges"}
    assert coder.post("/c/aleppo/views", form)["Location"] == "/c/aleppo/queue?event=siege"
    assert b"Sieges" not in reviewer.get("/c/aleppo/queue").content
    coder.post("/c/aleppo/views", {**form, "shared": "1"})
    page = reviewer.get("/c/aleppo/queue").content.decode()
    assert page.count("Sieges") == 1
    assert "/forget" not in page
    address = re.search(r'action="(/c/aleppo/views/\d+/forget)"', coder.get("/c/aleppo/queue").content.decode())
    assert address
    reviewer.post(address[1])
    assert b"Sieges" in coder.get("/c/aleppo/queue").content
    coder.post(address[1])
    assert b"Sieges" not in coder.get("/c/aleppo/queue").content


def test_a_view_needs_a_name(client_of: ClientOf) -> None:
    answer = client_of("coder").post("/c/aleppo/views", {"page": "queue", "query": "", "name": " "})
    assert answer.status_code == 400
    assert "needs a name" in answer.content.decode()


def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(
    client_of: ClientOf, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from tallystick.web.desk import listing

    client, asked = client_of("coder"), list[int]()
    client.get("/c/aleppo/queue")
    for size in (2, 10):
        monkeypatch.setattr(listing, "PAGE", size)
        with CaptureQueriesContext(connections[book.casebook.alias]) as queries:
            client.get("/c/aleppo/queue")
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] < 20
