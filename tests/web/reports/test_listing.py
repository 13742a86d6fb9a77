"""The list of reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
_LINK = re.compile(r'href="/c/aleppo/reports/([^"?]+)"')


def listed(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/c/aleppo/reports{query}")
    assert answer.status_code == 200
    return _LINK.findall(answer.content.decode())


def store(book: Book, count: int) -> list[str]:
    from tallystick.record import Document, Report

    for number in range(count):
        day = f"2017-01-{1 + number % 28:02}" if number % 7 else None
        document = Document(f"n{number:03}", "Ten died.", published=day, publisher="Daily", sha256=f"{number:064}")
        book.casebook.store_report(Report(document), "tests", reader="tests", reader_version="1")
    return [f"n{number:03}" for number in range(count)]


def test_every_report_comes_once_over_all_pages_newest_first(client_of: ClientOf, book: Book) -> None:
    names, client = store(book, 120), client_of("coder")
    query, seen = "?outlet=Daily", list[str]()
    for _ in range(4):
        page = client.get(f"/c/aleppo/reports{query}").content.decode()
        seen += _LINK.findall(page)
        more = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
        if more is None:
            break
        query = more[1].replace("&amp;", "&")
    assert sorted(seen) == names
    days = [next(r for r in book.casebook.reports([name])).document.published or "" for name in seen]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 7),
        ("?outlet=State View", 1),
        ("?since=2016-12-14", 1),
        ("?until=2016-12-13", 6),
        ("?language=fr", 0),
        ("?q=chlorine", 1),
    ],
)
def test_filters_narrow_the_list(client_of: ClientOf, book: Book, query: str, count: int) -> None:
    assert len(listed(client_of("coder"), query)) == count


def test_a_day_that_is_none_is_one_sentence(client_of: ClientOf) -> None:
    answer = client_of("coder").get("/c/aleppo/reports?since=yesterday")
    assert answer.status_code == 400
    assert "YYYY-MM-DD" in answer.content.decode()


def test_what_is_left_to_review_is_counted(client_of: ClientOf, book: Book) -> None:
    before = listed(client_of("coder"), "?unreviewed=1")
    report = next(r for r in book.casebook.reports() if r.document.publisher == "Relief Desk")
    for claim in report.claims:
        form = {"act": "accept", "edition": "0"}
        assert client_of("coder").post(f"/c/aleppo/claims/{claim.id}", form).status_code == 302
    assert set(before) - set(listed(client_of("coder"), "?unreviewed=1")) == {report.document.id}
