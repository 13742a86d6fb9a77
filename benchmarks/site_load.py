"""The review site under twenty people at once, on a casebook as large as a war.

    python benchmarks/site_load.py [--claims 500000] [--seconds 600] [--people 20] [--database postgresql://...]
                                   [--keep FOLDER] [--json]

Makes a casebook of a made-up war with 5 claims to a report and 10 to an incident (``synthetic.archive``), serves it
with ``tallystick serve`` and two processes, and lets people open its pages for a while (``crowd``), each waiting a
second between two pages and deciding about a claim now and then. For each page: how often, the median and the 95th
percentile of the milliseconds until the whole answer is there, as the one who asks sees it, and how many answers were
errors. Beside it, in the same run and on the same cores, a bare Django view that says "hello", served the same way.

``--keep`` holds the casebook for further runs. With ``--database``, an empty database of PostgreSQL, the casebook is
copied there, evidence and all; what was kept stays, and the copy is beside it under ``FOLDER-postgresql``.
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
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from crowd import PASSWORD, SETTLING_SECONDS, Person, Sample, table
from synthetic.archive import make
from synthetic.copying import to_postgresql
from tallystick.commands import casebooks

_PROCESSES = 2


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
        until = time.monotonic() + SETTLING_SECONDS + seconds
        crowd = [Person(n, site, hello, folder.name, some, until) for n in range(people)]
        for person in crowd:
            person.start()
        for person in crowd:
            person.join()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {**sizes, "people": people, "seconds": seconds, "largest process MB": memory, "pages": table(crowd)}


def _copied(folder: Path, database: str) -> Path:
    """The casebook in the database; made where it is not there from an earlier run."""
    copy = folder.with_name(f"{folder.name}-postgresql")
    if not casebooks.is_casebook(copy):
        to_postgresql(folder, copy, database)
    return copy


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
    made = {} if casebooks.is_casebook(folder) else make(folder, chosen.claims, chosen.seed)
    if chosen.database:
        folder = _copied(folder, chosen.database)
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
