"""Starts the web server for a site."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from tallystick.errors import UsageError
from tallystick.web.settings import configure
from tallystick.web.site import Site

TARGET = "tallystick.web.wsgi:application"
_BACKLOG = 128


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


def serve(site: Site, host: str, port: int, workers: int, ready: Callable[[], object] = lambda: None) -> None:
    """Serves until it is stopped; ``ready`` is called when the socket listens.

    Raises UsageError where the address cannot be used.
    """
    os.environ |= site.to_environment()
    server = Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        backlog=_BACKLOG,
        log_access=False,
        log_enabled=False,
    )
    server.on_startup(ready)
    try:
        server.serve()
    except OSError as error:
        raise UsageError(f"{host}:{port} cannot be used ({error.strerror or error}); name another --port.") from error


def folders(chosen: list[Path]) -> tuple[str, ...]:
    """The absolute folders of the casebooks to serve: those named, or the nearest from here upward.

    Raises CasebookError where there is none.
    """
    from tallystick.casebook.folder import find

    return tuple(str(folder.resolve()) for folder in chosen) or (str(find(Path.cwd())),)
