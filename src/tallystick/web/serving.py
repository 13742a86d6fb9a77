"""Starts the web server for a site."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from tallystick.errors import UsageError
from tallystick.web.settings import configure
from tallystick.web.site import Site
from tallystick.web.uploads import worker

TARGET = "tallystick.web.wsgi:application"
_BACKLOG = 128
_THREADS = 8
"""Requests that one process answers at a time: more would only take turns, each with a connection of its own."""
_IDLE_SECONDS = 600
"""How long a thread waits for work before it ends, and with it what it keeps of the databases."""
_END_SECONDS = 10
"""How long a process may take to end; one that was still starting does not hear that it should."""
_LOOK_SECONDS = 0.1


def prepare(site: Site) -> Site:
    """Brings the site's tables up to date and opens each casebook once, so that what is wrong shows before serving.

    Raises CasebookError where a casebook or the site's database cannot be used.
    """
    keyed = site.with_key()
    configure(keyed)
    from tallystick.web.shelf import shelf
    from tallystick.web.tables import bring_up_to_date

    bring_up_to_date()
    shelf()
    return keyed


class _Server(Granian):  # type: ignore[misc, valid-type]
    """Says when it answers; granian's own hook comes before its processes have loaded the site."""

    ready: Callable[[], object]

    def startup(self, *arguments: Any) -> None:
        """Starts the processes, and waits beside them for the first that listens."""
        super().startup(*arguments)
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            try:
                socket.create_connection((self.bind_addr, self.bind_port), timeout=1).close()
            except OSError:
                time.sleep(_LOOK_SECONDS)
            else:
                self.ready()
                return


def entry() -> str | None:
    """The path of a one-time link for an administrator who has no password; None where they have one."""
    from tallystick.web.people.entrance import settle

    return settle()


def serve(site: Site, host: str, port: int, workers: int, ready: Callable[[], object] = lambda: None) -> None:
    """Serves until it is stopped, with a worker beside for what is handed in; ``ready`` is called when it answers.

    Raises UsageError where the address cannot be used.
    """
    os.environ |= site.to_environment()
    server = _Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        backlog=_BACKLOG,
        backpressure=_BACKLOG,
        blocking_threads=_THREADS,
        blocking_threads_idle_timeout=_IDLE_SECONDS,
        log_access=False,
        log_enabled=False,
        workers_kill_timeout=_END_SECONDS,
    )
    server.ready = ready
    try:
        with worker.beside(site):
            server.serve()
    except OSError as error:
        raise UsageError(f"{host}:{port} cannot be used ({error.strerror or error}); name another --port.") from error


def folders(chosen: list[Path]) -> tuple[str, ...]:
    """The absolute folders of the casebooks to serve: those named, or the nearest from here upward.

    Raises CasebookError where there is none.
    """
    from tallystick.casebook.folder import find

    return tuple(str(folder.resolve()) for folder in chosen) or (str(find(Path.cwd())),)
