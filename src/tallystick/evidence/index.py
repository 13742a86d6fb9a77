"""What the custody log says, kept so that it can be looked up without reading it: ``custody.index``, a SQLite file.

It is made from the log alone and believed only while the log is, byte for byte by all that the file system tells (size,
inode, times of change), the file that it was made from; else it is made anew. So it may be removed at any time, and a
log that was changed is read, and found to be damaged, as if there were no index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from tallystick.evidence.chain import EMPTY, LogHead

INDEX_NAME = "custody.index"
INDEX_NAMES = frozenset(f"{INDEX_NAME}{end}" for end in ("", "-wal", "-shm", "-journal"))
"""Its files: SQLite's own may stand beside it while it is used, and after a kill."""
_TABLES = """
CREATE TABLE IF NOT EXISTS log (one INTEGER PRIMARY KEY, file TEXT, size INTEGER, head TEXT, casebook TEXT);
CREATE TABLE IF NOT EXISTS captured (object TEXT, document TEXT, entry INTEGER, PRIMARY KEY (object, document))
    WITHOUT ROWID;
"""
Captured = tuple[str, str | None, int]
"""Hash of an object, the document for which it was preserved, and the number of the entry that says so."""


@frozen
class LogFile:
    """The log as it lay on the disk, and what its entries amount to."""

    file: str = ""
    """What the file system tells of it."""
    size: int = 0
    """Bytes up to the end of the last entry."""
    head: LogHead = EMPTY
    casebook: str = ""


def told(path: Path) -> tuple[str, int]:
    """What the file system tells of the log, and its size; raises FileNotFoundError where there is none."""
    stat = path.stat()
    return f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}", stat.st_size


class Index:
    """The index of one log; every method wants the log's lock held."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / INDEX_NAME
        self._connection: sqlite3.Connection | None = None

    def state(self) -> LogFile:
        """The log from which it was made; an empty one where there is none."""
        row = self._open().execute("SELECT file, size, head, casebook FROM log").fetchone()
        return LogFile(row[0], row[1], LogHead.parse(row[2]), row[3]) if row else LogFile()

    def entry(self, digest: str, document: str | None) -> int | None:
        """The number of the entry that brought the object for that document."""
        found = self._open().execute(
            "SELECT entry FROM captured WHERE object = ? AND document = ?", (digest, _key(document))
        )
        row = found.fetchone()
        return None if row is None else int(row[0])

    def holds(self, digest: str) -> bool:
        """True where some entry brought the object."""
        return self._open().execute("SELECT 1 FROM captured WHERE object = ?", (digest,)).fetchone() is not None

    def add(self, captured: Iterable[Captured], now: LogFile, *, anew: bool = False) -> None:
        """Takes in what the next entries say; ``anew`` forgets all before."""
        connection = self._open()
        with connection:
            if anew:
                connection.execute("DELETE FROM captured")
            rows = ((digest, _key(document), number) for digest, document, number in captured)
            connection.executemany("INSERT OR IGNORE INTO captured VALUES (?, ?, ?)", rows)
            state = (1, now.file, now.size, str(now.head), now.casebook)
            connection.execute("INSERT OR REPLACE INTO log VALUES (?, ?, ?, ?, ?)", state)

    def discard(self) -> None:
        """Removes it, to be made anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        for name in INDEX_NAMES:
            self._path.with_name(name).unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None or not self._path.exists():
            self._connection = _connect(self._path)
        return self._connection


def _connect(path: Path) -> sqlite3.Connection:
    """WAL without a flush for each change: a power cut may take the last of them, and damages none before."""
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.executescript(_TABLES)
    return connection


def _key(document: str | None) -> str:
    """An empty key for no document, which no document's key is."""
    return "" if document is None else f"={document}"
