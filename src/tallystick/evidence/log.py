"""The custody log on the disk: appended to under a lock, one entry at a time, and never anything else.

A kill or a power cut may stop a write half way. So each entry is first put down whole in a note,
``incoming/custody.next``, then appended to ``custody.jsonl`` by one write and flushed to the disk, and the note is
removed. Whoever opens the log next finds one of these:

- no note: nothing was going on;
- a note that the log already holds: the note is removed;
- a note with the very next entry, and at most its beginning as an unended last line: the entry is written whole;
- an unended last line that no note explains (a power cut before the note reached the disk, or a hand): the fragment
  is kept as an object, an entry ``torn-line`` names it, and the log goes on. Nothing is lost, and since the entry is
  chained like any other, nothing can be slipped in that way unseen.

A log that is damaged in any other way is not appended to.

What the log says of objects is kept in an index beside it (``evidence.index``), so that an entry costs the same however
long the log is.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import evolve

from tallystick.errors import EvidenceError
from tallystick.evidence.capture import now
from tallystick.evidence.chain import CREATED, TORN_LINE, Entry, LogHead, settled, sha256, true_entry
from tallystick.evidence.index import Captured, Index, LogFile, told
from tallystick.evidence.objects import Objects, sync_folder

LOG_NAME = "custody.jsonl"
LOCK_NAME = "custody.lock"
NOTE_NAME = "custody.next"


@contextmanager
def lock(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Holds the log's lock: alone in order to write, or shared in order to read while nobody writes."""
    flags = os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT
    descriptor = os.open(folder / LOCK_NAME, flags | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def explains(note: Entry, fragment: bytes) -> bool:
    """True where an unended last line is what a stopped write of ``note`` leaves."""
    if note.line().startswith(fragment):
        return True
    return note.action == TORN_LINE and note.object == sha256(fragment)


def read_note(path: Path, head: LogHead) -> Entry | None:
    """The entry of the note where it is the one right after ``head``; None where there is no such note."""
    try:
        entry = true_entry(path.read_bytes())
    except FileNotFoundError:
        return None
    return entry if entry is not None and entry.follows(head) else None


class CustodyLog:
    """Reads on and appends; every method but the constructor wants the lock held."""

    def __init__(self, folder: Path, objects: Objects) -> None:
        self._path = folder / LOG_NAME
        self._note = objects.incoming / NOTE_NAME
        self._objects = objects
        self.index = Index(folder)
        self._known = LogFile()

    @property
    def head(self) -> LogHead:
        """How long the log is, and the hash of its last entry."""
        return self._known.head

    @property
    def casebook(self) -> str:
        """Id of the casebook that the log was begun for."""
        return self._known.casebook

    def refresh(self) -> None:
        """Takes in what was written since the last time, and completes what a stopped write left.

        The log is read from its beginning only where it is not the file that the index was made from.

        Raises EvidenceError where the log is missing or damaged.
        """
        try:
            file, size = told(self._path)
        except FileNotFoundError:
            raise EvidenceError(f"There is no custody log {self._path}; restore it from a copy.") from None
        if size < self._known.size:
            raise EvidenceError("The custody log was cut while in use; run `tallystick verify`.")
        if file == self._known.file and not os.path.lexists(self._note):
            return
        self._known = self._indexed()
        fragment = self._fragment() if file == self._known.file else self._read_all()
        self._recover(fragment)

    def create(self, fields: dict[str, Any]) -> None:
        """Begins the log with the entry ``created``; a log that was begun already is only read."""
        if not os.path.lexists(self._path):
            os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644))
            sync_folder(self._path.parent)
        self.refresh()
        if self.head.length == 0:
            self.append(CREATED, fields)

    def append(self, action: str, fields: dict[str, Any]) -> Entry:
        """Writes the next entry and flushes it to the disk.

        Raises OSError where it cannot be written whole (a full disk); the log is then as it was.
        """
        entry = Entry(self.head.length + 1, self.head.hash, action, now(), settled(fields))
        try:
            self._note.write_bytes(entry.line())
            self._write(entry)
        finally:
            self._note.unlink(missing_ok=True)
        return entry

    def writable(self) -> None:
        """Raises OSError where nothing can be added."""
        with self._path.open("ab"):
            pass

    def _indexed(self) -> LogFile:
        try:
            return self.index.state()
        except sqlite3.DatabaseError:
            self.index.discard()
            return LogFile()

    def _fragment(self) -> bytes:
        """What stands after the last whole entry."""
        with self._path.open("rb") as log:
            log.seek(self._known.size)
            return log.read()

    def _read_all(self) -> bytes:
        """Makes the index anew from the whole log; returns the unended last line, empty as a rule."""
        self._known, captured = LogFile(), list[Captured]()
        with self._path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                entry = true_entry(line)
                if entry is None or not entry.follows(self.head):
                    number = self.head.length + 1
                    raise EvidenceError(f"The custody log is damaged at entry {number}; run `tallystick verify`.")
                self._known = _after(self._known, entry, len(line))
                captured += _captured(entry)
            else:
                line = b""
        self._keep(captured, anew=True)
        return line

    def _keep(self, captured: Iterable[Captured], *, anew: bool = False) -> None:
        """Notes in the index what was taken in; where that fails, the index is made anew the next time."""
        self._known = evolve(self._known, file=told(self._path)[0])
        try:
            self.index.add(captured, self._known, anew=anew)
        except sqlite3.Error:
            self.index.discard()
            self._known = evolve(self._known, file="")

    def _recover(self, fragment: bytes) -> None:
        note = read_note(self._note, self.head)
        if note is not None and explains(note, fragment):
            self._write(note)
        elif fragment:
            self._set_aside(fragment)
        self._note.unlink(missing_ok=True)
        waiting = [path.name for path in self._objects.incoming.iterdir()]
        for name in waiting:
            if self.index.holds(name):
                self._objects.settle(name)

    def _set_aside(self, fragment: bytes) -> None:
        digest = sha256(fragment)
        if not self._objects.holds(digest):
            self._objects.stage(digest, fragment)
        self.append(TORN_LINE, {"sha256": digest, "bytes": len(fragment)})

    def _write(self, entry: Entry) -> None:
        """Appends the line right after the last whole entry; on failure the log ends there again."""
        line = entry.line()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        try:
            os.ftruncate(descriptor, self._known.size)
            try:
                if os.write(descriptor, line) != len(line):
                    raise OSError("the disk took only a part of the entry")
                os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, self._known.size)
                raise
        finally:
            os.close(descriptor)
        self._known = _after(self._known, entry, len(line))
        self._keep(_captured(entry))


def _after(known: LogFile, entry: Entry, length: int) -> LogFile:
    """The log once it also holds ``entry``, a line of ``length`` bytes."""
    casebook = known.casebook
    if entry.action == CREATED and entry.sequence == 1:
        casebook = str(entry.fields.get("casebook", ""))
    return evolve(known, size=known.size + length, head=entry.head, casebook=casebook)


def _captured(entry: Entry) -> list[Captured]:
    if entry.object is None:
        return []
    document = entry.fields.get("document_id")
    return [(entry.object, document if isinstance(document, str) else None, entry.sequence)]
