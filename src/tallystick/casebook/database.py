"""Connections to casebooks: each open casebook has a database alias of its own, so that several can be open at once."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import connections

from tallystick.casebook.postgresql import address
from tallystick.errors import CasebookError

BUSY_SECONDS = 30
"""How long a command waits for another one that writes."""
_KEPT_SECONDS = 60
"""How long a site keeps a connection to a file, with what was read of it; a file put in its place is seen after."""
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "cache_size=-32768",  # kibibytes
    "mmap_size=1073741824",
    "temp_store=MEMORY",
)
_numbers = count(1)
_WRITER = 0x7A115
"""The advisory lock of a PostgreSQL database that whoever writes to its casebook holds; any number would do."""


def database_settings(database: str, folder: Path) -> dict[str, Any]:
    """Django's settings for a database named in ``casebook.toml``: a file, ``sqlite:///PATH`` or ``postgresql://...``.

    SQLite runs in WAL mode, so that readers and a writer do not wait for each other; a transaction takes the write lock
    when it begins, so that two writers queue (for up to 30 s) and never deadlock. ``synchronous=FULL`` puts each
    transaction on the disk before the custody log tells of it.

    Raises CasebookError for a database of another kind, UsageError for an address that cannot be read.
    """
    scheme = _scheme(database)
    if scheme in address.SCHEMES:
        return address.settings(database)
    if scheme not in {"", "sqlite"} or (scheme and not database.startswith(f"{scheme}:///")):
        raise CasebookError(
            f"A casebook cannot be kept in a {scheme!r} database; use a file, sqlite:///PATH or postgresql://HOST/NAME."
        )
    path = unquote(urlsplit(database).path.removeprefix("/")) if scheme else database
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in _PRAGMAS),
        },
        "CONN_MAX_AGE": _KEPT_SECONDS,
    }


def _scheme(database: str) -> str:
    # Looked for by hand, since ``urlsplit`` quotes the address, and a password in it, where it does not like the host.
    scheme, found, _ = database.partition("://")
    return scheme.lower() if found else ""


def kept(database: str) -> str:
    """``database`` as ``casebook.toml`` names it: without a password."""
    return address.without_password(database) if _scheme(database) in address.SCHEMES else database


def on_server(database: dict[str, Any]) -> bool:
    """True where the database is one of a server, and no file."""
    return str(database["ENGINE"]) == address.ENGINE


def may_write(database: dict[str, Any]) -> bool:
    """True where the database's file and its folder, where SQLite puts its own files, can be written.

    A server says itself, at the first change, what its user may not do.
    """
    if on_server(database):
        return True
    path = Path(database["NAME"])
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def for_reading(database: dict[str, Any]) -> dict[str, Any]:
    """The settings of ``database`` (a file) for reading alone, from media where nothing can be written.

    ``immutable`` spares SQLite the files that it shares between processes; where a stopped command left some that are
    not yet in the database itself, they are read too.
    """
    path = Path(database["NAME"]).resolve()
    log = path.with_name(f"{path.name}-wal")
    mode = "mode=ro" if log.is_file() and log.stat().st_size else "immutable=1"
    return {**database, "NAME": f"{path.as_uri()}?{mode}", "OPTIONS": {"uri": True, "timeout": BUSY_SECONDS}}


def require(database: dict[str, Any]) -> None:
    """Raises CasebookError where the database's file is missing, since opening it would make an empty one."""
    if not on_server(database) and not Path(database["NAME"]).is_file():
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


def hold(alias: str) -> None:
    """Within a transaction: waits until nobody else writes, and keeps others from writing until it ends.

    SQLite does so by itself. On PostgreSQL all writers take one lock before anything else, so that none sees a state
    that another is about to change, and two never wait for each other; readers wait for nobody.
    """
    connection = connections[alias]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'; SELECT pg_advisory_xact_lock({_WRITER});")
