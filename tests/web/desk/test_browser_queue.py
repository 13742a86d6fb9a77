"""A reviewer's keys in a real browser."""

from __future__ import annotations

import re

from browsing import press, sign_in
from playwright.sync_api import Browser, Page, expect

ROW = "[data-row]"
CHOSEN = "[data-row][aria-selected=true]"


def claim(page: Page) -> str:
    return page.locator(CHOSEN).get_attribute("data-claim") or ""


def test_a_review_decision_costs_one_key_or_two(page: Page) -> None:
    rows = [row.get_attribute("data-claim") or "" for row in page.locator(ROW).all()]
    assert claim(page) == rows[0]
    press(page, "a")
    expect(page.locator(ROW).nth(0)).to_have_attribute("data-verdict", "accept")
    expect(page.locator(ROW).nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator(ROW).nth(1).locator("a.open")).to_be_focused()
    press(page, "x")
    expect(page.locator("#reject select")).to_be_focused()
    press(page, "Enter")
    expect(page.locator(ROW).nth(1)).to_have_attribute("data-verdict", "reject")
    expect(page.locator(ROW).nth(2)).to_have_attribute("aria-selected", "true")
    press(page, "u")
    expect(page.locator(ROW).nth(1)).to_have_attribute("data-verdict", "")
    expect(page.locator(ROW).nth(1)).to_have_attribute("aria-selected", "true")
    page.reload()
    first = page.locator(ROW).nth(0)
    first.get_by_role("button", name="Reject").click()
    page.fill("#reject [name=free]", "A quotation")
    press(page, "Enter")
    expect(first).to_have_attribute("data-verdict", "reject")
    page.locator(ROW).nth(2).get_by_role("button", name="Accept").click()
    expect(page.locator(ROW).nth(2)).to_have_attribute("data-verdict", "accept")
    expect(page.locator("#notices")).to_contain_text("is accepted")


def test_another_persons_decision_meanwhile_is_shown_and_mine_kept(page: Page, browser: Browser, served: str) -> None:
    other = sign_in(browser.new_context().new_page(), served, "reviewer")
    press(other, "a")
    expect(other.locator(ROW).nth(0)).to_have_attribute("data-verdict", "accept")
    press(page, "x")
    page.fill("#reject [name=free]", "A quotation")
    press(page, "Enter")
    expect(page.locator("#notices .conflict")).to_contain_text("reviewer")
    expect(page.locator("#notices .conflict")).to_contain_text("A quotation")
    page.get_by_role("button", name="Decide so all the same").click()
    expect(page.locator(ROW).nth(0)).to_have_attribute("data-verdict", "reject")


def test_rows_are_walked_and_opened_by_keys_which_are_listed_and_views_saved(page: Page) -> None:
    queue = page.url
    rows = [row.get_attribute("data-claim") or "" for row in page.locator(ROW).all()]
    press(page, "j")
    press(page, "j")
    press(page, "k")
    assert claim(page) == rows[1]
    press(page, "Enter")
    page.wait_for_url("**/reports/**")
    expect(page.locator(".card[aria-current]")).to_have_attribute("data-claim", rows[1])
    page.goto(queue)
    press(page, "?")
    expect(page.locator("#keys")).to_contain_text(re.compile("Accept.*Reject|a.*Accept", re.DOTALL))
    press(page, "Escape")
    page.goto(f"{queue}?event=siege")
    page.get_by_role("button", name="Save this view").click()
    page.fill("#save-view [name=name]", "Sieges")
    press(page, "Enter")
    expect(page.locator(".view.on")).to_contain_text("Sieges")


def test_an_incident_is_accepted_by_one_key_and_taken_back_by_another(page: Page) -> None:
    press(page, "2")
    page.wait_for_url(re.compile("tab=incidents"))
    first = page.locator(ROW).nth(0)
    expect(first).to_have_attribute("aria-selected", "true")
    press(page, "a")
    expect(first).to_have_attribute("data-verdict", "accept")
    expect(page.locator("#notices")).to_contain_text("accepted")
    expect(page.locator(ROW).nth(1)).to_have_attribute("aria-selected", "true")
    press(page, "u")
    expect(page.locator("#notices")).to_contain_text("taken back")
    expect(first.get_by_role("button", name="Accept")).to_be_visible()


def test_another_persons_decision_about_an_incident_meanwhile_is_shown(
    page: Page, browser: Browser, served: str
) -> None:
    page.goto(f"{served}/c/aleppo/queue?tab=incidents")
    other = sign_in(browser.new_context().new_page(), served, "reviewer")
    other.goto(f"{served}/c/aleppo/queue?tab=incidents")
    press(other, "a")
    expect(other.locator(ROW).nth(0)).to_have_attribute("data-verdict", "accept")
    press(page, "a")
    expect(page.locator("#notices .conflict")).to_contain_text("reviewer")
    page.get_by_role("button", name="Decide so all the same").click()
    expect(page.locator("#notices")).to_contain_text("nothing to accept")
