"""People who open pages of a site: which, how often, and how long each page took."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import httpx
from attrs import frozen

PASSWORD = "benchmark benchmark"
THINK_SECONDS = 1.0
SETTLING_SECONDS = 15
"""While all sign in, what they open does not count."""
_HELLO = "hello"
MIX = {
    "queue": 6,
    "queue, filtered": 3,
    "queue, searched": 2,
    "reports": 2,
    "report": 6,
    "incidents": 3,
    "incident": 6,
    "map": 1,
    "map-data": 2,
    "timeline-data": 1,
    "overview": 1,
    "sources": 1,
    "uploads": 1,
    "public": 1,
    "accept": 2,
    _HELLO: 6,
}
"""How often each page is opened, as shares."""


@frozen
class Sample:
    """What there is to open."""

    claims: tuple[str, ...]
    documents: tuple[str, ...]
    incidents: tuple[str, ...]


class Person(threading.Thread):
    """Somebody who opens pages until the time is over."""

    def __init__(self, number: int, site: str, hello: str, slug: str, some: Sample, until: float) -> None:
        super().__init__(daemon=True)
        self.rng, self.some, self.until, self.hello = random.Random(number), some, until, hello
        self.base, self.site, self.name_ = f"{site}/c/{slug}", site, f"p{number}"
        self.http = httpx.Client(timeout=60, follow_redirects=True)
        self.found: list[tuple[str, float, int]] = []

    def run(self) -> None:
        """Signs in, then opens pages; the first of them, while all sign in, are not counted."""
        begun = time.monotonic()
        page = self.http.get(f"{self.site}/sign-in")
        token = self.http.cookies["csrftoken"]
        words = {"username": self.name_, "password": PASSWORD, "csrfmiddlewaretoken": token}
        self.http.post(str(page.url), data=words, headers={"Referer": str(page.url)})
        while time.monotonic() < self.until:
            kind = self.rng.choices(list(MIX), list(MIX.values()))[0]
            started = time.perf_counter()
            try:
                status = self.open(kind).status_code
            except httpx.HTTPError:
                status = 599
            if begun + SETTLING_SECONDS < time.monotonic():
                self.found.append((kind, time.perf_counter() - started, status))
            time.sleep(THINK_SECONDS * self.rng.uniform(0.5, 1.5))

    def open(self, kind: str) -> httpx.Response:
        """Opens one page of that kind."""
        if kind == _HELLO:
            return self.http.get(self.hello)
        if kind == "accept":
            claim = self.rng.choice(self.some.claims)
            words = {"reason": "As read"}
            headers = {"X-CSRFToken": self.http.cookies["csrftoken"], "Referer": self.base}
            return self.http.post(
                f"{self.site}/api/v1{self.base[len(self.site) :]}/claims/{claim}/accept", json=words, headers=headers
            )
        return self.http.get(self.base + self._path(kind))

    def _path(self, kind: str) -> str:
        rng, some = self.rng, self.some
        paths: dict[str, Callable[[], str]] = {
            "queue, filtered": lambda: (
                f"/queue?event={rng.choice(('airstrike', 'shelling'))}&since=2016-03-01&until=2016-04-30"
            ),
            "queue, searched": lambda: f"/queue?q={rng.choice(('market', 'hospital', 'barrel bombs', 'school'))}",
            "report": lambda: f"/reports/{rng.choice(some.documents)}",
            "incident": lambda: f"/incidents/{rng.choice(some.incidents)}",
            "map-data": lambda: f"/map/cells?zoom={rng.randint(5, 9)}&bbox=35.5,15.3,42.4,37.3",
            "timeline-data": lambda: "/map/timeline",
        }
        return paths.get(kind, lambda: f"/{kind}")()


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(people: list[Person]) -> dict[str, dict[str, Any]]:
    """For each page: how often, milliseconds at the median and the 95th percentile, and errors."""
    times, errors = defaultdict[str, list[float]](list), defaultdict[str, int](int)
    for person in people:
        for kind, seconds, status in person.found:
            times[kind].append(seconds * 1000)
            errors[kind] += status >= 400
    return {
        kind: {
            "opened": len(times[kind]),
            "p50 ms": round(percentile(times[kind], 0.5), 1),
            "p95 ms": round(percentile(times[kind], 0.95), 1),
            "errors": errors[kind],
        }
        for kind in MIX
        if times[kind]
    }
