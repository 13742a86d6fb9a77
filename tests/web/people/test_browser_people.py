"""Coming in, getting on and being watched, in real browsers: what people themselves do with their accounts."""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
import time
from base64 import b32decode
from collections.abc import Iterator

import pytest
from browsing import PASSWORD, Watch, browser, press, sign_in, visiting
from playwright.sync_api import Browser, Page, expect

__all__ = ["browser"]

NEW = "another long enough sentence"
STEP_SECONDS = 30


@pytest.fixture
def watch(served: str) -> Iterator[Watch]:
    """What the browsers of a test ask for; none asks for anything but the site, and no script fails."""
    watched = Watch(served)
    yield watched
    assert watched.elsewhere == []
    # What a person may not see, or has a form for to fill in again, a browser reports as a failed load.
    assert [fault for fault in watched.faults if not re.search("status of 40[03]", fault)] == []


@pytest.fixture
def administrator(browser: Browser, watch: Watch, served: str) -> Iterator[Page]:
    """The page of people, as the administrator sees it."""
    with visiting(browser, watch) as page:
        sign_in(page, served, "administrator")
        page.goto(f"{served}/c/aleppo/people")
        yield page


def _enter(page: Page, served: str, name: str, password: str) -> None:
    page.goto(f"{served}/sign-in")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    press(page, "Enter")


def _code(key: str, ahead: int = 0) -> str:
    """The six digits of an authenticator app (RFC 6238), or those ``ahead`` of them by half minutes: one holds once."""
    counter = struct.pack(">Q", int(time.time() // STEP_SECONDS) + ahead)
    digest = hmac.new(b32decode(key), counter, hashlib.sha1).digest()
    at = digest[-1] & 0xF
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_an_invited_person_joins_by_the_link_once_and_signs_in(
    administrator: Page, browser: Browser, watch: Watch, served: str
) -> None:
    administrator.get_by_label("For whom").fill("A new coder")
    administrator.locator("form[action$='/invite'] select[name=role]").select_option("coder")
    administrator.get_by_role("button", name="Make a link").click()
    link = administrator.input_value("#fresh-link")
    assert link.startswith(f"{served}/invitation/")
    with visiting(browser, watch) as page:
        page.goto(link)
        expect(page.get_by_role("heading", name="Join aleppo")).to_be_visible()
        page.locator("[name=username]").fill("noor")
        page.locator("[name=new_password1]").fill(NEW)
        page.locator("[name=new_password2]").fill(NEW)
        page.get_by_role("button", name="Join").click()
        page.wait_for_url("**/c/aleppo/queue")
        page.get_by_role("button", name="Sign out").click()
        _enter(page, served, "noor", NEW)
        page.wait_for_url("**/c/aleppo/queue")
        expect(page.get_by_role("link", name="People", exact=True)).to_have_count(0)
    administrator.goto(f"{served}/c/aleppo/people")
    expect(administrator.get_by_label("Role of noor")).to_have_value("coder")
    expect(administrator.get_by_text("No invitation is open.")).to_be_visible()
    with visiting(browser, Watch(served)) as page:
        page.goto(link)
        expect(page.get_by_text("This invitation was used, taken back or is too old")).to_be_visible()


def test_a_new_password_by_the_administrators_link_ends_the_old_one_and_its_sessions(
    administrator: Page, browser: Browser, watch: Watch, served: str
) -> None:
    with visiting(browser, watch) as before, visiting(browser, watch) as page:
        sign_in(before, served, "coder")
        administrator.get_by_role("button", name="Link for a new password of coder").click()
        page.goto(administrator.input_value("#fresh-link"))
        page.locator("[name=new_password1]").fill(NEW)
        page.locator("[name=new_password2]").fill(NEW)
        page.get_by_role("button", name="Set the password").click()
        expect(page.locator("#notices")).to_contain_text("The new password holds")
        before.goto(f"{served}/c/aleppo/queue")
        expect(before.get_by_role("heading", name="Sign in")).to_be_visible()
        _enter(page, served, "coder", PASSWORD)
        expect(page.locator(".errorlist")).to_be_visible()
        _enter(page, served, "coder", NEW)
        page.wait_for_url("**/c/aleppo/queue")


def test_a_second_factor_is_set_up_asked_for_and_recovered_from(
    browser: Browser, watch: Watch, served: str, administrator: Page
) -> None:
    with visiting(browser, watch) as page:
        sign_in(page, served, "reviewer")
        page.goto(f"{served}/account/second-factor")
        key = page.locator("code.key").inner_text().replace(" ", "")
        page.get_by_label("Code").fill(_code(key))
        page.get_by_role("button", name="Use it from now on").click()
        recovery = page.locator(".codes code").first.inner_text()
        page.get_by_role("link", name="I have written them down").click()
        page.get_by_role("button", name="Sign out").click()
        _enter(page, served, "reviewer", PASSWORD)
        expect(page.get_by_role("heading", name="Second step")).to_be_visible()
        page.goto(f"{served}/c/aleppo/queue")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        _enter(page, served, "reviewer", PASSWORD)
        page.get_by_label("Code").fill(_code(key, ahead=1))
        press(page, "Enter")
        page.wait_for_url("**/c/aleppo/queue")
        page.get_by_role("button", name="Sign out").click()
        _enter(page, served, "reviewer", PASSWORD)
        page.get_by_label("Code").fill(recovery)
        press(page, "Enter")
        page.wait_for_url("**/c/aleppo/queue")
        expect(page.locator("#notices")).to_contain_text("recovery codes are left")
    administrator.reload()
    row = administrator.get_by_role("row").filter(has_text="reviewer")
    expect(row.get_by_role("button", name="Remove the second factor of reviewer")).to_be_visible()


def test_another_role_holds_at_the_next_page_and_the_access_log_tells_who_gave_it(
    administrator: Page, browser: Browser, watch: Watch, served: str
) -> None:
    with visiting(browser, watch) as page:
        sign_in(page, served, "coder")
        page.goto(f"{served}/c/aleppo/incidents/I0002")
        expect(page.get_by_role("link", name="Merge")).to_have_count(0)
        role = administrator.get_by_label("Role of coder")
        role.select_option("reviewer")
        administrator.get_by_role("row").filter(has=role).get_by_role("button", name="Change").click()
        expect(administrator.get_by_label("Role of coder")).to_have_value("reviewer")
        page.reload()
        expect(page.get_by_role("link", name="Merge", exact=True)).to_be_visible()
        administrator.get_by_label("Role of coder").select_option("viewer")
        administrator.get_by_role("row").filter(has=role).get_by_role("button", name="Change").click()
        expect(administrator.get_by_label("Role of coder")).to_have_value("viewer")
        page.reload()
        expect(page.get_by_text("Your role does not allow this")).to_be_visible()
    administrator.get_by_role("link", name="Access log").click()
    administrator.locator("[name=act]").select_option("people")
    administrator.get_by_role("button", name="Filter").click()
    told = administrator.locator("table.log tbody tr")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("administrator")
    expect(told.first).to_contain_text(re.compile("coder.*viewer"))
    administrator.locator("[name=act]").select_option("signed-in")
    administrator.get_by_role("button", name="Filter").click()
    expect(administrator.locator("table.log")).to_contain_text("coder")
