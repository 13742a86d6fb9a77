from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

Add = Callable[..., Any]
Clients = Callable[[str], "Client"]
STRIKE = {
    "latitude": 36.2,
    "longitude": 37.15,
    "precision": 1,
    "first_day": date(2014, 5, 1),
    "last_day": date(2014, 5, 1),
}


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    from django.core.cache import cache

    cache.clear()


def test_map_timeline_list_and_totals_are_of_the_same_filters(client_of: Clients, add: Add) -> None:
    add(**STRIKE, place="Kept", event="shelling", killed_low=2, killed_best=2, killed_high=2)
    add(**STRIKE, place="Dropped", event="airstrike", killed_low=4321, killed_best=4321, killed_high=4321)
    client, query = client_of("coder"), "?event=shelling"
    page = client.get(f"/c/aleppo/map{query}").content.decode()
    assert "Kept" in page
    assert "Dropped" not in page
    (cell,) = client.get(f"/c/aleppo/map/cells{query}&zoom=5").json()["cells"]
    assert (cell["killed"], cell["totals"]["incidents"]) == ("2", 1)
    (day,) = client.get(f"/c/aleppo/map/timeline{query}").json()["bins"]
    assert (day["from"], day["killed"]) == ("2014-05-01", "2")
    overview = client.get(f"/c/aleppo/overview{query}").content.decode()
    assert "Air strike</option>" in overview
    assert "321" not in overview.partition('class="tiles"')[2]


def test_for_htmx_the_map_page_is_its_timeline_and_list_alone(client_of: Clients, add: Add) -> None:
    add(**STRIKE, place="Kafr Nabl")
    part = client_of("coder").get("/c/aleppo/map", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="linked">')
    assert "Kafr Nabl" in part


def test_a_bar_of_the_timeline_leads_to_its_days_with_the_other_filters_kept(client_of: Clients, add: Add) -> None:
    add(**STRIKE)
    page = client_of("coder").get("/c/aleppo/map?grade=fair&since=2014-01-01").content.decode()
    assert 'href="?grade=fair&amp;since=2014-05-01&amp;until=2014-05-01"' in page


@pytest.mark.parametrize("name", ["month", "event", "grade", "confirmation", "informant"])
def test_every_breakdown_is_downloaded_as_svg_png_and_csv(client_of: Clients, add: Add, name: str) -> None:
    add(**STRIKE, informants=("A",), killed_low=1, killed_best=2, killed_high=3)
    client = client_of("coder")
    svg, png, table = (client.get(f"/c/aleppo/overview/{name}.{form}") for form in ("svg", "png", "csv"))
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content.startswith(b"<svg")
    assert png.content.startswith(b"\x89PNG")
    (row,) = csv.DictReader(io.StringIO(table.content.decode()))
    assert (row["sure_low"], row["sure_best"], row["sure_high"], row["unsure_low"]) == ("1", "2", "3", "0")
    assert table["Content-Disposition"] == f'attachment; filename="aleppo-{name}.csv"'


def test_a_name_that_a_spreadsheet_would_run_is_text_in_the_csv(client_of: Clients, add: Add) -> None:
    add(**STRIKE, informants=("=cmd()",))
    table = client_of("coder").get("/c/aleppo/overview/informant.csv").content.decode()
    assert "\n'=cmd()," in table.replace("\r", "")


@pytest.mark.parametrize("path", ["overview/month.exe", "overview/secret.svg"])
def test_other_charts_and_forms_are_not_found(client_of: Clients, add: Add, path: str) -> None:
    assert client_of("coder").get(f"/c/aleppo/{path}").status_code == 404


@pytest.mark.parametrize("path", ["map", "map/cells", "map/timeline", "overview", "overview/month.csv"])
def test_who_may_only_see_what_is_public_sees_no_map_or_total(client_of: Clients, add: Add, path: str) -> None:
    assert client_of("viewer").get(f"/c/aleppo/{path}").status_code == 403


def test_what_was_worked_out_is_worked_out_anew_after_a_decision(client_of: Clients, book: Book) -> None:
    from tallystick.casebook import digesting
    from tallystick.commands import deciding, digests

    names = [incident.id for incident in book.casebook.incidents()]
    digesting.outdate(book.casebook.alias, names)
    digests.catch_up(book)
    client = client_of("reviewer")
    before = client.get("/c/aleppo/overview/grade.csv").content
    assert client.get("/c/aleppo/overview/grade.csv").content == before
    for name in names:
        deciding.grade(book, name, "confirmed", reason="an admission", by="me")
    digesting.outdate(book.casebook.alias, names)
    digests.catch_up(book)
    assert client.get("/c/aleppo/overview/grade.csv").content != before


@pytest.mark.parametrize("query", ["zoom=99999999999", "zoom=-1", "zoom=x", "bbox=-540,-90,540,90"])
def test_odd_zooms_and_boxes_are_answered(client_of: Clients, add: Add, query: str) -> None:
    add(**STRIKE)
    answer = client_of("coder").get(f"/c/aleppo/map/cells?{query}")
    assert answer.status_code == 200
    assert len(answer.json()["cells"]) == 1


def test_an_empty_casebook_has_a_map_and_an_overview(client_of: Clients, add: Add) -> None:
    client = client_of("coder")
    assert client.get("/c/aleppo/map").status_code == 200
    assert client.get("/c/aleppo/overview").status_code == 200
    assert client.get("/c/aleppo/overview/month.svg").content.startswith(b"<svg")
