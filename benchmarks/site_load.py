"""The review site under twenty people at once, on a casebook as large as a war.

    python benchmarks/site_load.py [--claims 500000] [--seconds 600] [--people 20] [--database postgresql://...]
                                   [--keep FOLDER] [--json]

Makes a casebook of a made-up war (``synthetic``), serves it with ``tallystick serve`` and two processes, and lets
people open its pages for a while, each waiting a second between two pages and deciding about a claim now and then. For
each page: how often, the median and the 95th percentile of the seconds until the whole answer is there, as the one who
asks sees it, and how many answers were errors. Beside it, in the same run and on the same cores, a bare Django view
that says "hello", served the same way. ``--keep`` holds the casebook for further runs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from attrs import evolve, frozen

from linking_scale import bulk
from shared import SHARED
from synthetic.filling import fill
from synthetic.telling import Told, reports
from synthetic.war import events, war
from tallystick.casebook import indexing
from tallystick.commands import casebooks, digests

REAL = SHARED / "data" / "ucdp-syria" / "ucdp_syria.csv.gz"
PASSWORD = "benchmark benchmark"
THINK_SECONDS = 1.0
_PROCESSES = 2
_SETTLING_SECONDS = 15
_HELLO = "hello"
_OUTLETS = 300
_MIX = {
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


def make(folder: Path, claims: int, database: str | None, seed: int) -> dict[str, float]:
    """The casebook with its digests; the seconds that each took."""
    rng, started = random.Random(seed), time.monotonic()
    book = casebooks.create(folder, database=database)
    stream = [by_outlet(told, rng) for told in reports(war(events(REAL), rng), claims, rng)]
    everything, found, result, _ = bulk(stream)
    fill(book, lambda: (told.report for told in stream), everything.values(), found, result)
    with book.casebook.together():
        indexing.catch_up(book.casebook.alias)
    book.casebook.outdate(incident.id for incident in result.incidents)
    filled = time.monotonic()
    digests.catch_up(book)
    book.casebook.close()
    return {"filled": filled - started, "digested": time.monotonic() - filled}


def by_outlet(told: Told, rng: random.Random) -> Told:
    """The report as one of the outlets, of which the larger publish more."""
    outlet = f"Outlet {min(int(rng.expovariate(8 / _OUTLETS)), _OUTLETS):03d}"
    document = evolve(told.report.document, publisher=outlet, language="en")
    return evolve(told, report=evolve(told.report, document=document))


def sample(folder: Path, rng: random.Random) -> tuple[Sample, dict[str, int]]:
    """Some claims, reports and incidents to open, and how many there are of each."""
    book = casebooks.open_casebook(folder)
    from tallystick.casebook.identity import incident_id
    from tallystick.casebook.models import Claim, Document, Incident, IncidentDigest

    alias = book.casebook.alias
    claims = list(Claim.objects.using(alias).values_list("id", flat=True))
    documents = list(Document.objects.using(alias).values_list("id", flat=True))
    incidents = list(IncidentDigest.objects.using(alias).filter(harm=True).values_list("incident_id", flat=True))
    sizes = {
        "claims": len(claims),
        "reports": len(documents),
        "incidents": Incident.objects.using(alias).count(),
        "incidents of harm": len(incidents),
    }
    book.casebook.close()
    some = Sample(
        tuple(rng.sample(claims, min(5000, len(claims)))),
        tuple(rng.sample(documents, min(2000, len(documents)))),
        tuple(incident_id(n) for n in rng.sample(incidents, min(2000, len(incidents)))),
    )
    return some, sizes


def add_people(folder: Path, people: int) -> None:
    """Accounts for those who open pages, in a process of its own, since a site is set up once a process."""
    code = (
        "import sys; from pathlib import Path; from tallystick.web import serving\n"
        "from tallystick.web.site import Site\n"
        "serving.prepare(Site((sys.argv[1],)))\n"
        "from django.contrib.auth.models import User; from tallystick.web.people.membership import set_role\n"
        "from tallystick.casebook.folder import identity\n"
        "for n in range(int(sys.argv[2])):\n"
        "    user, made = User.objects.get_or_create(username=f'p{n}')\n"
        "    if made: user.set_password(sys.argv[3]); user.save()\n"
        "    set_role(user, identity(Path(sys.argv[1])).id, 'publisher')\n"
    )
    subprocess.run([sys.executable, "-c", code, str(folder), str(people), PASSWORD], check=True)


@contextmanager
def served(command: list[str], environment: dict[str, str], port: int, path: str) -> Iterator[str]:
    """The address of a server while it runs."""
    process = subprocess.Popen(command, env={**os.environ, **environment})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(address + path, timeout=5)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def hello_app(folder: Path) -> Path:
    """A bare Django view in a file of its own."""
    path = folder / "hello.py"
    path.write_text(
        "from django.conf import settings\n"
        "settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'], SECRET_KEY='hello')\n"
        "from django.core.wsgi import get_wsgi_application\nfrom django.http import HttpResponse\n"
        "from django.urls import path\nurlpatterns = [path('', lambda request: HttpResponse('hello'))]\n"
        "application = get_wsgi_application()\n"
    )
    return path


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
            kind = self.rng.choices(list(_MIX), list(_MIX.values()))[0]
            started = time.perf_counter()
            try:
                status = self.open(kind).status_code
            except httpx.HTTPError:
                status = 599
            if begun + _SETTLING_SECONDS < time.monotonic():
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
        for kind in _MIX
        if times[kind]
    }


def measure(folder: Path, people: int, seconds: float, work: Path) -> dict[str, Any]:
    """Serves the casebook and lets people open its pages."""
    some, sizes = sample(folder, random.Random(1))
    add_people(folder, people)
    port, other = free_port(), free_port()
    tallystick = [sys.executable, "-m", "tallystick", "serve", "--casebook", str(folder), "--port", str(port)]
    granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--no-log", "--port", str(other)]
    hello_app(work)
    with (
        served([*tallystick, "--workers", str(_PROCESSES), "--no-browser"], {}, port, "/sign-in") as site,
        served(
            [*granian, "--workers", str(_PROCESSES), "hello:application"], {"PYTHONPATH": str(work)}, other, "/"
        ) as hello,
    ):
        until = time.monotonic() + _SETTLING_SECONDS + seconds
        crowd = [Person(n, site, hello, folder.name, some, until) for n in range(people)]
        for person in crowd:
            person.start()
        for person in crowd:
            person.join()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {**sizes, "people": people, "seconds": seconds, "largest process MB": memory, "pages": table(crowd)}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=500_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--database")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    work = Path(tempfile.mkdtemp())
    folder = chosen.keep or work / "war"
    made = {} if casebooks.is_casebook(folder) else make(folder, chosen.claims, chosen.database, chosen.seed)
    told = {**made, **measure(folder, chosen.people, chosen.seconds, work)}
    shutil.rmtree(work)
    if chosen.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        if name != "pages":
            print(f"{name}: {value}")
    for kind, row in told["pages"].items():
        print(f"{kind:18} " + "  ".join(f"{name} {value:>8}" for name, value in row.items()))


if __name__ == "__main__":
    main()
