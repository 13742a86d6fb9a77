"""Every page is usable: WCAG 2.2 AA as axe checks it, light and dark, in both directions of writing, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen
from axe_playwright_python.sync_playwright import Axe
from browsing import DESK, PHONE, Watch, browser, visiting
from playwright.sync_api import Browser, Page
from scene import OUTSIDE, PAGES, Scene

__all__ = ["browser"]

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
GRAVE = ("serious", "critical")
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


FEW = ("queue", "report", "incident", "map", "overview", "public", "public-incident")
LATE = ".map, iframe"
"""What asks for more once the page is there."""


@frozen
class Look:
    """How somebody sees the site; ``light`` and ``dark`` are the pages that are seen in that scheme."""

    language: str
    size: dict[str, int]
    light: tuple[str, ...] = ()
    dark: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.language} {self.size['width']}"

    def schemes(self, page: str) -> list[str]:
        """The schemes in which the page of that name is seen."""
        return [name for name in ("light", "dark") if page in getattr(self, name)]

    @property
    def seen(self) -> list[str]:
        """The schemes in which anything is seen, the usual one first."""
        return [name for name in ("light", "dark") if getattr(self, name)]

    @property
    def context(self) -> dict[str, Any]:
        """As a browser's context takes it; colours do not fade into one another, so that they are what they are."""
        return {"color_scheme": self.seen[0], "viewport": self.size, "reduced_motion": "reduce"}


LOOKS = (
    Look("en", DESK, light=tuple(PAGES), dark=FEW),
    Look("ar", PHONE, dark=tuple(PAGES)),
    Look("ar", DESK, light=FEW),
    Look("en", PHONE, light=FEW),
    Look("fr", PHONE, light=FEW),
)


def speak(page: Page, look: Look, served: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": look.language, "url": served}])


def faults(page: Page, look: Look, schemes: list[str], address: str, watch: Watch) -> Iterator[str]:
    """What is wrong with a page as it is seen."""
    before = len(watch.faults)
    answer = page.goto(address)
    if page.locator(LATE).count():
        page.wait_for_load_state("networkidle")
    where = f"{look}: {address.partition('/c/')[2] or address}"
    if answer is None or answer.status != 200:
        yield f"{where}: status {answer.status if answer else 'none'}"
    if page.locator("html").get_attribute("dir") != ("rtl" if look.language == "ar" else "ltr"):
        yield f"{where}: the wrong direction"
    if (wider := page.evaluate(_WIDER)) > 0:
        yield f"{where}: {wider} px wider than the screen"
    for scheme in schemes:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for found in Axe().run(page, options=WCAG).response["violations"]:
            if found["impact"] in GRAVE:
                yield f"{where}, {scheme}: {found['id']}: {[node['target'] for node in found['nodes']][:4]}"
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
                if schemes := look.schemes(name):
                    found += faults(page, look, schemes, address, watch)
        with visiting(browser, watch, **look.context) as page:
            speak(page, look, served)
            for address in scene.addresses(OUTSIDE).values():
                found += faults(page, look, look.seen, address, watch)
    assert not found, "\n".join(found)
    assert watch.elsewhere == []
