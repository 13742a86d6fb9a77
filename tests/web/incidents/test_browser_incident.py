"""An incident in a real browser: its numbers are asked about, it is split and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import press, sign_in
from playwright.sync_api import Browser, Page, expect

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LEAD = "Militias fighting for the Syrian government shot dead 79 people"


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A reviewer's browser at the incident of the killings; it asks for nothing but the site."""
    asked, errors = list[str](), list[str]()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, served, "reviewer")
    page.goto(f"{served}/c/aleppo/map?event=killing")
    page.locator(".in-view li a").first.click()
    page.wait_for_url("**/incidents/*")
    yield page
    context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((served, "data:", "about:"))] == []


def faults(page: Page) -> list[str]:
    """What is inaccessible, in light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        found += [f"{scheme} {fault['id']}" for fault in Axe().run(page, options=WCAG).response["violations"]]
    return found


def test_an_incident_is_understood_split_and_put_together_by_keys(page: Page) -> None:
    assert faults(page) == []
    expect(page.locator("[data-map] path.unsure")).to_have_count(1)
    expect(page.locator("[data-map] img")).to_have_count(0)
    mark = page.locator(".picture").first.locator("svg a").first
    mark.focus()
    press(page, "Enter")
    expect(page.locator(".claim:target")).to_be_in_viewport()
    page.select_option("[name=method]", "airwars")
    page.wait_for_url(re.compile("method=airwars"))
    expect(page.locator("main")).to_contain_text("the record keeps its standing ones")
    press(page, "x")
    page.wait_for_url("**/split")
    page.locator("label", has_text=LEAD).get_by_role("checkbox").check()
    expect(page.locator("#preview")).to_contain_text("As they would be")
    expect(page.locator("#preview")).to_contain_text("grade changes")
    assert faults(page) == []
    page.fill("#preview [name=reason]", "Another street")
    press(page, "Enter")
    expect(page.locator("#notices")).to_contain_text("is now the incident I")
    expect(page.locator("main")).not_to_contain_text(LEAD)
    press(page, "u")
    expect(page.locator("#notices")).to_contain_text("is taken back")
    expect(page.locator("main")).to_contain_text(LEAD)
    press(page, "e")
    expect(page.locator("select[name=grade]")).to_be_focused()
    press(page, "Escape")
    press(page, "s")
    expect(page.locator("main")).to_contain_text("1 of 2 signatures: reviewer")
