"""What the database refuses, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import Error

from tallystick.casebook.apps import CasebookConfig
from tallystick.casebook.database import hold
from tallystick.casebook.selecting import select
from tallystick.errors import CasebookError

MOVED = "moved"
"""Stands among the migrations of a database that is no longer in force."""
_DAMAGED = "The casebook's database is damaged ({told}); restore it from a copy."
_UNREACHED = "The casebook's PostgreSQL database cannot be opened ({told}); see that the server runs and is reachable."
_BUSY = "The casebook is busy with another command; try again when that has finished."
_READ_ONLY = "The casebook cannot be written; check the permissions of its folder and files."
_LOST = "The connection to the PostgreSQL server was lost; what was not yet confirmed is not stored, so repeat it."
_NO_PASSWORD = (
    "The PostgreSQL server does not let this user in; put the right password into ~/.pgpass (host:port:name:user:"
    "password, readable by you alone) or into PGPASSWORD."
)
_FULL = "The disk is full; free some space and repeat the command."
_NO_SLOT = "The PostgreSQL server has no connection free; try again later."
_SIGNS = (
    ("locked|lock timeout", _BUSY),
    ("readonly|read-only", _READ_ONLY),
    ("unable to open", "The casebook's database cannot be opened; check that its file is there and may be written."),
    ("no password supplied|authentication failed", _NO_PASSWORD),
    (r"pg_hba\.conf", "The PostgreSQL server takes no connection from here for this user ({told}); ask who runs it."),
    ("remaining connection slots|too many c", _NO_SLOT),
    ("starting up", "The PostgreSQL server is only starting; try again in a moment."),
    ("permission denied", "The PostgreSQL user may not do this ({told}); give it the right, or use another."),
    ("terminating connection|server closed|connection is (lost|closed)|already closed", _LOST),
    ("FATAL:.*does not exist", "The PostgreSQL {told}; make it on the server (`createdb`), or correct the address."),
    ("connection failed|connection timeout|failed to resolve host", _UNREACHED),
    (r"\bNUL\b|u0000", "The text holds a NUL character, which PostgreSQL does not keep; take it out."),
    ("value too long", "A name is longer than the database keeps ({told}); give a shorter one."),
    ("full|No space left", _FULL),
)
"""What a message of the database says (a regular expression), and the sentence for it; the first that fits stands."""


@contextmanager
def reading() -> Iterator[None]:
    """Raises CasebookError for what goes wrong in the database."""
    try:
        yield
    except Error as error:
        raise CasebookError(_sentence(str(error))) from error
    except UnicodeEncodeError as error:
        raise CasebookError(
            "The text holds half a character (a lone surrogate); give it in another encoding."
        ) from error


def _sentence(error: str) -> str:
    sentence = next((sentence for sign, sentence in _SIGNS if re.search(sign, error)), _DAMAGED)
    if sentence is _LOST:
        for connection in connections.all(initialized_only=True):
            connection.close_if_unusable_or_obsolete()  # the next query opens a new one
    return sentence.format(told=_told(error))


def _told(error: str) -> str:
    """The gist of the database's message: its first line, of a connection's failure the last part of that."""
    first = next(iter(error.strip().splitlines()), "no reason given")
    return first.rpartition("FATAL:")[2].strip().removeprefix("connection failed:").strip().rstrip(".")


@contextmanager
def writing(alias: str) -> Iterator[None]:
    """One transaction that holds the write lock from its beginning: all of it is stored, or nothing.

    Within another it is a part of that one, and where it fails, so does all.

    Raises CasebookError where the casebook was moved to another database since it was opened.
    """
    held = connections[alias].in_atomic_block
    with reading(), transaction.atomic(using=alias, savepoint=False):
        if not held:
            _begin(alias)
        yield


def _begin(alias: str) -> None:
    hold(alias)
    of_casebook = f"app = '{CasebookConfig.label}'"
    if any(select(alias, MigrationRecorder.Migration, ["id"], "name", [MOVED], of_casebook)):
        raise CasebookError("The casebook was moved to another database; open it again.")


def retire(alias: str) -> None:
    """Lets ``writing`` refuse any further change, whoever has the database open."""
    MigrationRecorder(connections[alias]).record_applied(CasebookConfig.label, MOVED)
