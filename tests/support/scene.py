"""The example casebook as people leave it in the middle of their work, and every page of the site on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from browsing import Watch, sign_in, visiting
from playwright.sync_api import Browser, Page, StorageState

INCIDENT, NEAR = "I0002", "I0001"
"""The killings in eastern Aleppo, and the siege beside them."""
TEXT = """Clinic hit in Idlib

IDLIB, 14 December 2016 (Valley Observer) - An air strike on a clinic in Idlib killed 3 people on Tuesday, the White \
Helmets said.

[Written for the tests of Tallystick. Valley Observer is an invented outlet.]
"""
_SEEN = {"basis": "documents", "documents": "Two lists of names", "reason": "The lists agree on 82 names"}
PAGES = {
    "queue": "queue",
    "reports": "reports",
    "report": "reports/{report}",
    "report-original": "reports/{report}?tab=original",
    "report-provenance": "reports/{report}?tab=provenance",
    "incidents": "incidents",
    "incident": f"incidents/{INCIDENT}",
    "merge": f"incidents/{INCIDENT}/merge?near={NEAR}",
    "split": f"incidents/{INCIDENT}/split?claim={{claim}}",
    "move": f"incidents/{INCIDENT}/move?claim={{claim}}&near={NEAR}",
    "map": "map",
    "overview": "overview",
    "sources": "sources",
    "outlets": "sources?role=outlet",
    "source": "sources/of/{source}",
    "proposals": "sources/proposed",
    "places": "places",
    "place": "places/of/Aleppo%20%28Aleppo,%20SY%29",
    "actors": "actors",
    "actor": "actors/of/syrian-government",
    "uploads": "uploads",
    "upload": "uploads/1",
    "agreement": "agreement",
    "agreement-result": "agreement/1",
    "agreement-code": "agreement/2/code",
    "public": "public",
    "public-incident": f"public/{INCIDENT}",
    "people": "people",
    "access": "people/access",
    "settings": "settings",
    "tokens": "tokens",
    "account": "/account",
    "second-factor": "/account/second-factor",
}
"""Pages that an administrator opens, below the casebook or, with a slash, of the site; words stand for ids."""
OUTSIDE = {"sign-in": "/sign-in", "invitation": "{invitation}"}
"""Pages that nobody needs to sign in for."""


class Scene:
    """The example casebook on a server, lived in: decided about, signed, released, coded, handed in to."""

    def __init__(self, browser: Browser, watch: Watch) -> None:
        self.browser, self.watch = browser, watch
        self.words: dict[str, str] = {"source": "sohr"}
        self._signed_in: dict[str, StorageState] = {}
        self._decide()
        self._study()
        self._manage()

    def addresses(self, pages: dict[str, str]) -> dict[str, str]:
        """The whole address of each page."""
        below = f"{self.watch.served}/c/aleppo/"
        whole = {name: path.format(**self.words) for name, path in pages.items()}
        return {
            name: path if "://" in path else f"{self.watch.served}{path}" if path.startswith("/") else f"{below}{path}"
            for name, path in whole.items()
        }

    @contextmanager
    def person(self, name: str, **look: Any) -> Iterator[Page]:
        """A page with somebody signed in, for whom once is enough."""
        with visiting(self.browser, self.watch, storage_state=self._signed_in.get(name), **look) as page:
            if name not in self._signed_in:
                sign_in(page, self.watch.served, name)
                self._signed_in[name] = page.context.storage_state()
            yield page

    def _decide(self) -> None:
        with self.person("reviewer") as page:
            page.goto(f"{self.watch.served}/c/aleppo/reports?outlet=Harbour+Wire")
            page.click("td.title a")
            self.words["report"] = page.url.rpartition("/")[2]
            self.words["claim"] = f"{self.words['report']}.c01"
            self._post(page, f"claims/{self.words['claim']}", act="accept")
            self._post(page, f"claims/{self.words['report']}.c03", act="reject", reason="No figure of its own")
            self._post(page, f"incidents/{INCIDENT}/grade", grade="confirmed", **_SEEN)
            self._post(page, f"incidents/{INCIDENT}/sign")
        with self.person("publisher") as page:
            self._post(page, f"incidents/{INCIDENT}/sign", reason="Read it against the reports")
            self._post(page, f"incidents/{INCIDENT}/release", public="yes", reason="Signed by two")

    def _study(self) -> None:
        with self.person("reviewer") as page:
            page.goto(f"{self.watch.served}/c/aleppo/agreement")
            people = {o.inner_text(): o.get_attribute("value") or "" for o in page.locator("[name=first] option").all()}
            for name, first in (("December", "coder"), ("January", "administrator")):
                told = {"name": name, "share": "30", "first": people[first], "second": people["reviewer"]}
                self._post(page, "agreement", **told)
            self._code(page, "90")
        with self.person("coder") as page:
            self._code(page)

    def _code(self, page: Page, killed: str = "") -> None:
        page.goto(f"{self.watch.served}/c/aleppo/agreement/1/code")
        while page.url.endswith("/code"):
            if killed:
                page.locator("input[name$=':killed']").first.fill(killed)
            page.locator("button[data-key=n]").click()

    def _manage(self) -> None:
        with self.person("administrator") as page:
            self._post(page, "uploads", text=TEXT, name="clinic")
            self._post(page, "tokens", name="nightly export", acts="read", days="30")
            self._post(page, "views", page="queue", name="Sieges", query="event=siege")
            page.goto(f"{self.watch.served}/c/aleppo/people")
            form = page.locator("form[action$='/invite']")
            form.locator("[name=note]").fill("A new coder")
            form.get_by_role("button").click()
            self.words["invitation"] = page.input_value("#fresh-link")

    def _post(self, page: Page, path: str, /, **form: str) -> None:
        cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
        address = f"{self.watch.served}/c/aleppo/{path}"
        answer = page.request.post(
            address,
            data=urlencode(form),
            headers={
                "X-CSRFToken": cookies["csrftoken"],
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": address,
            },
        )
        assert answer.ok, f"{path}: {answer.status} {answer.text()[:2000]}"
