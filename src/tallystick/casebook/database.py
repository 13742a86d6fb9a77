"""Connections to casebooks: each open casebook has a database alias of its own, so that several can be open at once."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import connections

from tallystick.errors import CasebookError

_BUSY_SECONDS = 30
_numbers = count(1)


def database_settings(database: str, folder: Path) -> dict[str, Any]:
    """Django's settings for a database named in ``casebook.toml``: a file in ``folder`` or ``sqlite:///PATH``.

    SQLite runs in WAL mode, so that readers and a writer do not wait for each other; a transaction takes the write lock
    when it begins, so that two writers queue (for up to 30 s) and never deadlock. ``synchronous=FULL`` puts each
    transaction on the disk before the custody log tells of it.

    Raises CasebookError for a database of another kind.
    """
    parts = urlsplit(database)
    if parts.scheme not in {"", "sqlite"} or parts.netloc:
        raise CasebookError(f"A casebook cannot be kept in a {parts.scheme!r} database; use a file or sqlite:///PATH.")
    path = unquote(parts.path.removeprefix("/")) if parts.scheme else database
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _BUSY_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def may_write(database: dict[str, Any]) -> bool:
    """True where the database's file and its folder, where SQLite puts its own files, can be written."""
    path = Path(database["NAME"])
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def for_reading(database: dict[str, Any]) -> dict[str, Any]:
    """The settings of ``database`` for reading alone, from media where nothing can be written.

    ``immutable`` spares SQLite the files that it shares between processes; where a stopped command left some that are
    not yet in the database itself, they are read too.
    """
    path = Path(database["NAME"]).resolve()
    log = path.with_name(f"{path.name}-wal")
    mode = "mode=ro" if log.is_file() and log.stat().st_size else "immutable=1"
    return {**database, "NAME": f"{path.as_uri()}?{mode}", "OPTIONS": {"uri": True, "timeout": _BUSY_SECONDS}}


def require(database: dict[str, Any]) -> None:
    """Raises CasebookError where the database's file is missing, since opening it would make an empty one."""
    if not Path(database["NAME"]).is_file():
        raise CasebookError(f"The casebook's database {database['NAME']} is missing; restore it from a copy.")


def connect(database: dict[str, Any]) -> str:
    """Registers a database with Django; the alias under which queries reach it."""
    alias = f"casebook-{next(_numbers)}"
    connections.settings[alias] = connections.configure_settings({"default": {}, alias: database})[alias]
    return alias


def disconnect(alias: str) -> None:
    """Closes this thread's connection and forgets the database."""
    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
