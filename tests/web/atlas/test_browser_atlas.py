"""The map, its timeline and the totals in a real browser."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from browsing import press
from playwright.sync_api import Page, expect

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def faults(page: Page) -> list[str]:
    """What is inaccessible, in light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        found += [f"{scheme} {fault['id']}" for fault in Axe().run(page, options=WCAG).response["violations"]]
    return found


def test_map_timeline_and_list_follow_one_another(page: Page, served: str) -> None:
    page.goto(f"{served}/c/aleppo/map")
    expect(page.locator(".cluster").first).to_be_visible()
    expect(page.locator("#atlas-map img.leaflet-tile")).to_have_count(0)
    assert faults(page) == []
    listed = page.locator(".in-view li a")
    before = listed.count()
    page.locator("[data-bars] a").first.click()
    page.wait_for_url(re.compile(r"since=2016-12-12&until=2016-12-12"))
    expect(page.locator("[name=since]")).to_have_value("2016-12-12")
    expect(page.locator("[data-bars] a.chosen")).to_have_count(1)
    assert 0 < listed.count() < before
    page.locator(".leaflet-control-zoom-out").click()
    page.wait_for_url(re.compile("bbox=-?[0-9]"))
    page.locator("[name=event]").select_option("chemical-weapon")
    expect(page.locator(".in-view")).to_contain_text("No incident here")
    expect(page.locator(".cluster")).to_have_count(0)


def test_totals_have_a_table_under_each_chart_and_are_downloaded(page: Page, served: str) -> None:
    page.goto(f"{served}/c/aleppo/overview")
    assert faults(page) == []
    page.get_by_text("As a table").first.click()
    expect(page.locator("caption", has_text="Killed by month")).to_have_count(1)
    with page.expect_download() as download:
        page.locator("section", has=page.locator("#t-event")).get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "aleppo-event.csv"


def _drag(page: Page, across: str, share: float) -> None:
    """Drags from the middle of a map to the left and up, and back beyond the middle, over a ``share`` of its size."""
    size = page.locator(across).bounding_box()
    assert size is not None
    x, y = size["x"] + size["width"] / 2, size["y"] + size["height"] / 2
    page.mouse.move(x - share * size["width"], y - share * size["height"])
    page.mouse.down()
    page.mouse.move(x, y, steps=3)
    page.mouse.move(x + share * size["width"], y + share * size["height"], steps=3)
    page.mouse.up()


def test_a_box_that_is_drawn_stays_while_the_map_moves_until_it_follows_the_map_again(page: Page, served: str) -> None:
    page.goto(f"{served}/c/aleppo/map")
    expect(page.locator(".cluster").first).to_be_visible()
    press(page, "b")
    expect(page.locator("#draw")).to_have_attribute("aria-pressed", "true")
    assert faults(page) == []
    _drag(page, "#atlas-map", 0.2)
    page.wait_for_url(re.compile("drawn=1"))
    drawn = page.input_value("[name=bbox]")
    expect(page.locator("path.box")).to_be_visible()
    expect(page.locator("#draw")).to_have_attribute("aria-pressed", "false")
    page.locator(".leaflet-control-zoom-out").click()
    page.wait_for_timeout(600)
    expect(page.locator("[name=bbox]")).to_have_value(drawn)
    page.reload()
    expect(page.locator("path.box")).to_be_visible()
    expect(page.locator("[name=bbox]")).to_have_value(drawn)
    page.get_by_role("button", name="The box follows the map").click()
    expect(page.locator("path.box")).to_have_count(0)
    expect(page.locator("[name=bbox]")).not_to_have_value(drawn)


def test_a_box_may_be_written_and_leaves_out_what_lies_elsewhere(page: Page, served: str) -> None:
    page.goto(f"{served}/c/aleppo/map")
    page.get_by_label("Box on the map").fill("0,0,1,1")
    press(page, "Tab")
    expect(page.locator(".in-view")).to_contain_text("No incident here")
    expect(page.locator("path.box")).to_be_visible()


def test_the_queues_box_is_drawn_on_a_map_or_taken_from_its_view(page: Page, served: str) -> None:
    page.goto(f"{served}/c/aleppo/queue")
    assert page.evaluate("typeof L") == "undefined"
    page.get_by_text("Choose on the map").click()
    expect(page.locator(".box-map .dot").first).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Use this view").click()
    page.wait_for_url(re.compile("bbox=[0-9]"))
    view = page.input_value("[name=bbox]")
    expect(page.locator("[data-row]").first).to_be_visible()
    page.get_by_text("Choose on the map").click()
    expect(page.locator(".box-map path.box")).to_be_visible()
    page.get_by_role("button", name="Draw a box").click()
    _drag(page, ".box-map .map", 0.2)
    expect(page.locator("[name=bbox]")).not_to_have_value(view)
    west, south, east, north = map(float, page.input_value("[name=bbox]").split(","))
    assert west < east
    assert south < north
