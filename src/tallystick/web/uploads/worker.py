"""The process that reads what was handed in; it ends with the server that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tallystick.web.settings import configure
from tallystick.web.site import Site

if TYPE_CHECKING:
    from tallystick.web.uploads.working import Worker

_ENDING_SECONDS = 30
_STDIN = 0


@contextmanager
def beside(site: Site) -> Iterator[None]:
    """A worker for ``site`` in a process of its own while the block runs; what it has in hand is read to its end."""
    command = [sys.executable, "-m", "tallystick.web.uploads.worker"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, **site.to_environment()})
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> None:
    """Works until SIGTERM comes, or the server that holds the other end of standard input is gone."""
    configure(Site.of_environment())
    from tallystick.web.uploads.working import Worker

    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stopped.set())
    threading.Thread(target=_end_with_server, args=(worker,), daemon=True).start()
    worker.run()


def _end_with_server(worker: Worker) -> None:
    while os.read(_STDIN, 1):
        pass  # nothing is ever sent: reading ends when the server does
    worker.stopped.set()


if __name__ == "__main__":
    main()
