"""The site killed in the middle of its writes, again and again: what it confirmed is there, and all of it verifies.

    python benchmarks/kills.py [--times 50] [--json]

Reads the example into a casebook and serves it. Four programs decide about its claims without a pause; at a random
moment every process of the server is killed outright (SIGKILL), and the site is started again. After each kill the
casebook must verify; at the end each decision that a program was told of must stand in the history as it was told.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tallystick.client import Client
from tallystick.commands import adding, casebooks, digests, linking, verifying
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import TallystickError

EXAMPLE = Path(__file__).parents[1] / "examples" / "aleppo"
PROGRAMS = 4
_STARTS_SECONDS = 60
_LONGEST_SECONDS = 1.5
_MAKE_TOKEN = (
    "import sys; from pathlib import Path; from tallystick.web import serving\n"
    "from tallystick.web.site import Site\n"
    "serving.prepare(Site((sys.argv[1],)))\n"
    "from django.contrib.auth.models import User; from tallystick.web.people.membership import set_role\n"
    "from tallystick.casebook.folder import identity; from tallystick.web.api import tokens\n"
    "user = User.objects.create_user('program'); book = identity(Path(sys.argv[1])).id\n"
    "set_role(user, book, 'reviewer'); print(tokens.make(user, book, 'kills', ['read', 'code', 'review'], 1))\n"
)


def make(folder: Path) -> str:
    """The example as a casebook, and a token for the programs."""
    book = casebooks.create(folder)
    adding.add(book, adding.plan([str(EXAMPLE)], None, ReadOptions()), pipeline(), by="benchmark")
    linking.link(book)
    digests.catch_up(book)
    book.casebook.close()
    done = subprocess.run([sys.executable, "-c", _MAKE_TOKEN, str(folder)], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server on the casebook in a group of processes of its own, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tallystick", "serve", "--casebook", str(folder), "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--no-browser"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + _STARTS_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server, f"http://127.0.0.1:{port}"
        time.sleep(0.05)
    raise SystemExit("The server did not start.")


class Program(threading.Thread):
    """Decides until the server is gone; ``confirmed`` is what it was told of."""

    def __init__(self, address: str, token: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.address, self.token, self.rng = address, token, random.Random(seed)
        self.confirmed: list[dict[str, Any]] = []

    def run(self) -> None:
        """Accepts, rejects and corrects claims at random."""
        try:
            with Client(self.address, self.token) as casebook:
                claims = [claim["id"] for claim in casebook.claims()]
                while True:
                    self.confirmed.append(self._decide(casebook, self.rng.choice(claims)))
        except TallystickError:
            return

    def _decide(self, casebook: Client, claim: str) -> dict[str, Any]:
        act = self.rng.choice(("accept", "reject", "correct"))
        if act == "correct":
            certainty = self.rng.choice(("stated", "reported", "disputed"))
            return casebook.correct(claim, {"certainty": certainty}, reason="benchmark")
        return getattr(casebook, act)(claim, reason="benchmark")  # type: ignore[no-any-return]


def kill_once(folder: Path, token: str, seed: int) -> list[dict[str, Any]]:
    """One start, some work, one kill; what was confirmed before it."""
    server, address = start(folder)
    programs = [Program(address, token, seed * PROGRAMS + n) for n in range(PROGRAMS)]
    for program in programs:
        program.start()
    until = time.monotonic() + _STARTS_SECONDS
    while not all(program.confirmed for program in programs) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0, _LONGEST_SECONDS))
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    for program in programs:
        program.join(30)
    return [told for program in programs for told in program.confirmed]


def problems_of(folder: Path) -> list[str]:
    """What ``tallystick verify`` finds wrong."""
    book = casebooks.open_casebook(folder)
    found = [str(problem) for problem in verifying.verify(book).problems]
    book.casebook.close()
    return found


def lost(folder: Path, confirmed: list[dict[str, Any]]) -> list[int]:
    """Numbers of the confirmed decisions that do not stand in the history as they were told."""
    book = casebooks.open_casebook(folder)
    known = {d.number: (d.kind, list(d.targets), d.at, d.payload) for d in book.casebook.decisions()}
    book.casebook.close()
    told = {d["number"]: (d["kind"], d["targets"], d["at"], d["payload"]) for d in confirmed}
    return [number for number, decision in told.items() if known.get(number) != decision]


def measure(folder: Path, times: int) -> dict[str, Any]:
    """Kills the site so many times; what was confirmed, lost and found wrong."""
    token, confirmed, problems = make(folder), list[dict[str, Any]](), list[str]()
    for seed in range(times):
        confirmed += kill_once(folder, token, seed)
        problems += problems_of(folder)
    missing = lost(folder, confirmed)
    return {"kills": times, "confirmed": len(confirmed), "lost": len(missing), "problems": problems}


def main() -> None:
    """Prints what came of it; status 1 where anything was lost or does not verify."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        found = measure(Path(work) / "book", chosen.times)
    print(json.dumps(found) if chosen.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    sys.exit(bool(found["lost"] or found["problems"]))


if __name__ == "__main__":
    main()
