"""The access log: what stands in it, who reads it, how it is filtered, exported and forgotten."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
Person = Callable[[str], "User"]
LOG = "/c/aleppo/people/access"


def _table(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{LOG}.csv{query}")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_sign_ins_failures_and_sign_outs_are_noted(client_of: ClientOf) -> None:
    client = client_of("")
    client.post("/sign-in", {"username": "coder", "password": "wrong"})
    client.post("/sign-in", {"username": "coder", "password": "a long enough sentence"})
    client.post("/sign-out")
    acts = [row["act"] for row in _table(client_of("administrator"), "?name=coder")]
    assert acts == ["signed-out", "signed-in", "failed"]


def test_a_failure_under_a_name_that_nobody_has_is_noted_without_it(client_of: ClientOf) -> None:
    client_of("").post("/sign-in", {"username": "my password by mistake", "password": "x"})
    row = next(row for row in _table(client_of("administrator")) if row["act"] == "failed")
    assert (row["person"], row["address"]) == ("", "127.0.0.1")


def test_opening_a_report_and_taking_a_table_away_are_noted(client_of: ClientOf, book: Book) -> None:
    report = next(iter(book.casebook.reports())).document.id
    client_of("coder").get(f"/c/aleppo/reports/{report}")
    administrator = client_of("administrator")
    _table(administrator)
    rows = [(row["person"], row["act"], row["what"]) for row in _table(administrator)]
    assert ("coder", "opened", f"/c/aleppo/reports/{report}") in rows
    assert ("administrator", "downloaded", f"{LOG}.csv") in rows


def test_the_names_of_another_casebooks_people_are_not_shown(client_of: ClientOf, site: Site) -> None:
    client_of("").post("/sign-in", {"username": "stranger", "password": "wrong"})
    client_of("stranger")
    assert "stranger" not in {row["person"] for row in _table(client_of("administrator"))}


def test_entries_are_filtered_by_act_and_day(client_of: ClientOf) -> None:
    client = client_of("administrator")
    today = timezone.now().date()
    assert {row["act"] for row in _table(client, "?act=signed-in")} == {"signed-in"}
    assert _table(client, f"?until={today - timedelta(days=1)}") == []
    assert _table(client, f"?since={today}") != []
    assert client.get(f"{LOG}?since=yesterday").status_code == 400


def test_pages_follow_one_another_without_gap_or_repetition(client_of: ClientOf, person: Person, site: Site) -> None:
    import re

    from tallystick.web.people.models import AccessEntry
    from tallystick.web.shelf import shelf

    told = {"person": person("coder"), "name": "coder", "casebook": shelf()["aleppo"].id, "act": "opened"}
    AccessEntry.objects.bulk_create([AccessEntry(**told, what=f"/made/{number:03d}") for number in range(230)])
    client, query, seen = client_of("administrator"), "?act=opened", []
    while query:
        page = client.get(f"{LOG}{query}").content.decode()
        seen += re.findall(r"/made/\d+", page)
        query = (re.search(r'rel="next" href="[^"?]*(\?[^"]*)"', page) or ["", ""])[1].replace("&amp;", "&")
    assert seen == [f"/made/{number:03d}" for number in reversed(range(230))]


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(client_of: ClientOf, person: Person) -> None:
    from tallystick.web.people.models import AccessEntry
    from tallystick.web.shelf import shelf

    AccessEntry.objects.create(casebook=shelf()["aleppo"].id, act="people", what='=HYPERLINK("//x";"y")')
    assert any(row["what"] == '\'=HYPERLINK("//x";"y")' for row in _table(client_of("administrator")))


def test_what_is_older_than_the_casebook_keeps_is_forgotten(client_of: ClientOf, person: Person) -> None:
    from tallystick.web.people.access import forget_old
    from tallystick.web.people.models import AccessEntry, SafetyRules
    from tallystick.web.shelf import shelf

    casebook = shelf()["aleppo"].id
    for days in (5, 20, 400):
        at = timezone.now() - timedelta(days=days)
        AccessEntry.objects.create(casebook=casebook, act="opened", what=str(days), at=at)
    forget_old()
    assert {e.what for e in AccessEntry.objects.filter(act="opened")} == {"5", "20"}
    SafetyRules.objects.create(casebook=casebook, keep_days=10)
    forget_old()
    assert {e.what for e in AccessEntry.objects.filter(act="opened")} == {"5"}
