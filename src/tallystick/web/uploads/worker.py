"""The process that reads what was handed in; it ends with its server, and is started anew where it dies."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tallystick.web.settings import configure
from tallystick.web.site import Site

if TYPE_CHECKING:
    from tallystick.web.uploads.working import Worker

_ENDING_SECONDS = 30
_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE = 60.0
_STDIN = 0
_log = logging.getLogger(__name__)


@contextmanager
def beside(site: Site) -> Iterator[None]:
    """A worker for ``site`` in a process of its own while the block runs; what it has in hand is read to its end."""
    keeper = _Keeper({**os.environ, **site.to_environment()})
    watching = threading.Thread(target=keeper.watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        keeper.end()
        watching.join()


class _Keeper:
    """Starts the worker, and starts it anew where it dies of what it reads; the longer apart, the sooner it dies."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tallystick.web.uploads.worker"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=self._environment)

    def watch(self) -> None:
        """Keeps a worker until it ends because it was asked to."""
        pause = _PAUSE_SECONDS
        while True:
            began = time.monotonic()
            if (status := self._process.wait()) == 0 or self._ended.is_set():
                return
            pause = _PAUSE_SECONDS if time.monotonic() - began > _LONGEST_PAUSE else min(pause * 2, _LONGEST_PAUSE)
            _log.error("What reads the reports ended with status %s; it is started anew in %g seconds.", status, pause)
            self._ended.wait(pause)
            with self._lock:
                if self._ended.is_set():
                    return
                self._process = self._start()

    def end(self) -> None:
        """Asks the worker to end, and lets it go at last."""
        with self._lock:
            self._ended.set()
        self._process.terminate()
        try:
            self._process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()


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
