"""Every page is usable: WCAG 2.2 AA as axe checks it, light and dark, in both directions of writing, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import field, frozen
from axe_playwright_python.sync_playwright import Axe
from browsing import DESK, PHONE, Watch, browser, visiting
from playwright.sync_api import Browser, Page
from scene import OUTSIDE, PAGES, Scene

__all__ = ["browser"]

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
GRAVE = ("serious", "critical")
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@frozen
class Look:
    """How somebody sees the site."""

    language: str
    scheme: str
    size: dict[str, int]
    pages: tuple[str, ...] = field(default=tuple(PAGES))

    def __str__(self) -> str:
        return f"{self.language} {self.scheme} {self.size['width']}"

    @property
    def context(self) -> dict[str, Any]:
        """As a browser's context takes it."""
        return {"color_scheme": self.scheme, "viewport": self.size}


FEW = ("queue", "report", "incident", "map", "overview", "public", "public-incident")
LOOKS = (
    Look("en", "light", DESK),
    Look("ar", "dark", PHONE),
    Look("ar", "light", DESK, FEW),
    Look("en", "dark", DESK, FEW),
    Look("en", "light", PHONE, FEW),
    Look("fr", "light", PHONE, FEW),
)


def speak(page: Page, look: Look, served: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": look.language, "url": served}])


def faults(page: Page, look: Look, address: str, watch: Watch) -> Iterator[str]:
    """What is wrong with a page as it is seen."""
    before = len(watch.faults)
    answer = page.goto(address, wait_until="networkidle")
    where = f"{look}: {address.partition('/c/')[2] or address}"
    if answer is None or answer.status != 200:
        yield f"{where}: status {answer.status if answer else 'none'}"
    if page.locator("html").get_attribute("dir") != ("rtl" if look.language == "ar" else "ltr"):
        yield f"{where}: the wrong direction"
    if (wider := page.evaluate(_WIDER)) > 0:
        yield f"{where}: {wider} px wider than the screen"
    for found in Axe().run(page, options=WCAG).response["violations"]:
        if found["impact"] in GRAVE:
            yield f"{where}: {found['id']}: {[node['target'] for node in found['nodes']][:4]}"
    yield from (f"{where}: {said}" for said in watch.faults[before:])


def test_no_page_has_a_grave_fault_however_it_is_looked_at(browser: Browser, served: str) -> None:
    watch = Watch(served)
    scene = Scene(browser, watch)
    assert watch.faults == []
    found: list[str] = []
    for look in LOOKS:
        with scene.person("administrator", **look.context) as page:
            speak(page, look, served)
            for name, address in scene.addresses(PAGES).items():
                if name in look.pages:
                    found += faults(page, look, address, watch)
        with visiting(browser, watch, **look.context) as page:
            speak(page, look, served)
            for address in scene.addresses(OUTSIDE).values():
                found += faults(page, look, address, watch)
    assert not found, "\n".join(found)
    assert watch.elsewhere == []
