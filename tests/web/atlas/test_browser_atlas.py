"""The map, its timeline and the totals in a real browser."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
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
