"""Real browsers on a served site, which may ask for nothing but the site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from attrs import define, field
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, expect, sync_playwright

expect.set_options(timeout=20_000)
PASSWORD = "a long enough sentence"
DESK = {"width": 1280, "height": 850}
PHONE = {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_OURS = ("data:", "about:", "blob:")
T = TypeVar("T")


@define(slots=False)
class Watch:
    """What browsers asked for, and what went wrong in them: failed scripts, refused loads, dialogs."""

    served: str
    asked: list[str] = field(factory=list)
    faults: list[str] = field(factory=list)

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watches all pages and frames of ``context``."""
        context.on("request", lambda sent: self.asked.append(sent.url))
        context.on("weberror", lambda failed: self.faults.append(str(failed.error)))
        context.on("console", self._said)
        context.on("dialog", self._shown)
        return context

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(said.text)

    def _shown(self, shown: Dialog) -> None:
        self.faults.append(f"a dialog: {shown.message}")
        shown.dismiss()

    @property
    def elsewhere(self) -> list[str]:
        """Addresses that were asked for and are not the site's."""
        return [url for url in self.asked if not url.startswith((f"{self.served}/", *_OURS))]


@contextmanager
def visiting(browser: Browser, watch: Watch, **look: Any) -> Iterator[Page]:
    """A page of a new browser that is watched; ``look`` as ``Browser.new_context`` takes it."""
    context = watch.over(browser.new_context(**{"viewport": DESK, **look}))
    try:
        yield context.new_page()
    finally:
        context.close()


def press(page: Page, key: str) -> None:
    """Presses a key once the page's scripts listen: what a page says can be read before they do."""
    page.wait_for_load_state("domcontentloaded")
    page.keyboard.press(key)


def sign_in(page: Page, served: str, name: str, first: str = "queue") -> Page:
    """The page with the person ``name`` signed in, at the first page of the person's role."""
    page.goto(f"{served}/sign-in")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**/{first}")
    return page


def aside(work: Callable[[Path], T], home: Path) -> T:
    """Works on a casebook in another thread: Playwright's loop runs in this one, where Django refuses to."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, home).result()


def _chromium() -> str:
    """Debian's Chromium; where there is none a test is skipped, but never in CI."""
    found = shutil.which("chromium")
    if found is None and not os.environ.get("CI"):
        pytest.skip("needs a browser: Debian's package chromium")
    return found or "chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = _chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A coder's browser, signed in; no script of it fails, and everything that it asks for comes from the site."""
    asked, errors = list[str](), list[str]()
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield sign_in(page, served, "coder")
    context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((served, "data:", "about:"))] == []
