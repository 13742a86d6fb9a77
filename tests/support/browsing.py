"""A real browser on a served site, that may ask for nothing but the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

expect.set_options(timeout=20_000)
PASSWORD = "a long enough sentence"
_FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync"""


def sign_in(page: Page, served: str, name: str) -> Page:
    """The page with the person ``name`` signed in, at the queue."""
    page.goto(f"{served}/sign-in")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/queue")
    return page


def aside(work: Callable[[Path], None], home: Path) -> None:
    """Works on a casebook in another thread: Playwright's loop runs in this one, where Django refuses to."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work, home).result()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A coder's browser, signed in; no script of it fails, and everything that it asks for comes from the site."""
    asked, errors = list[str](), list[str]()
    context = browser.new_context(viewport={"width": 1280, "height": 850})
    page = context.new_page()
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield sign_in(page, served, "coder")
    context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((served, "data:", "about:"))] == []
