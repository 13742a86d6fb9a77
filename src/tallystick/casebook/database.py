"""Connections to casebooks: each open casebook has a database alias of its own, so that several can be open at once."""

from __future__ import annotations

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
    when it begins, so that two writers queue (for up to 30 s) and never deadlock. ``synchronous=NORMAL`` may lose the
    last transactions in a power cut but never damages the file; what is lost is preserved in the evidence store and
    comes back with a repeated ``add``.

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
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


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
