"""The evidence store: bytes in, never changed, with the log of who brought them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tallystick import __version__
from tallystick.errors import EvidenceError
from tallystick.evidence.capture import Capture, Receipt
from tallystick.evidence.chain import CAPTURE, CREATED, OBJECT_ACTIONS, RESTORED, Entry, LogHead, sha256, true_entry
from tallystick.evidence.log import LOG_NAME, CustodyLog, lock
from tallystick.evidence.objects import Objects, is_hash
from tallystick.evidence.tail import since
from tallystick.evidence.verification import Verification, verify

_RESERVED = OBJECT_ACTIONS | {CREATED}


class EvidenceStore:
    """A content-addressed write-once store and its custody log in one folder.

    The order of writing makes a kill at any point harmless: the bytes are staged in ``incoming/`` and flushed, the
    entry is appended and flushed, the bytes are renamed into ``objects/``. An entry whose bytes still wait is completed
    by the next ``preserve``. All of it happens under one lock, so that two processes cannot fork the chain. Each
    ``preserve`` flushes both file and log: under a millisecond on a solid-state disk, so they are not grouped.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._objects = Objects(folder)
        self._log = CustodyLog(folder, self._objects)

    @classmethod
    def create(cls, folder: Path, casebook: str) -> EvidenceStore:
        """Begins the store of the casebook with that id, or completes the beginning where it was stopped.

        Raises EvidenceError where the folder holds the evidence of another casebook or cannot be written.
        """
        store = cls(folder)
        with _sentences("begin the evidence store"):
            store._objects.make()
            with lock(folder):
                store._log.create({"casebook": casebook, "algorithm": "sha256", "tool": f"tallystick {__version__}"})
        if store._log.casebook != casebook:
            raise EvidenceError(f"{folder} holds the evidence of another casebook ({store._log.casebook}).")
        return store

    def preserve(self, data: bytes, capture: Capture) -> Receipt:
        """Keeps ``data`` with its capture record.

        The same bytes for the same document are neither stored nor logged twice; the same bytes for another document
        get an entry and no second object. Bytes whose object was lost are put back, with an entry that says so.

        Raises EvidenceError where the log is damaged, the stored object was changed, or the disk is full.
        """
        digest = sha256(data)
        with self._writing("preserve " + (capture.name or capture.url or "the bytes")):
            number = self._log.index.entry(digest, capture.document_id)
            present = self._is_present(digest, data)
            if number is not None and present:
                return Receipt(digest, number, new=False)
            action = CAPTURE if number is None else RESTORED
            if not present:
                self._objects.stage(digest, data)
            entry = self._append(action, capture.fields(digest, len(data)), None if present else digest)
            self._objects.settle(digest)
            return Receipt(digest, entry.sequence, new=True)

    def append(self, action: str, fields: Mapping[str, Any]) -> Entry:
        """Logs another custody event (``published``, ``verified``); ``fields`` is plain data.

        Raises EvidenceError where the log is damaged, cannot be written, or keeps the action for itself.
        """
        if action in _RESERVED or not action:
            raise EvidenceError(f"The custody log keeps the action {action!r} for itself; choose another name.")
        with self._writing("write the custody log"):
            return self._log.append(action, dict(fields))

    def writable(self) -> None:
        """Asks whether the log can be written, before anything is stored that it must tell.

        Raises EvidenceError where it is damaged or cannot be written.
        """
        with self._writing("write the custody log"):
            self._log.writable()

    def head(self) -> LogHead:
        """Length and last hash of the log, to be noted elsewhere.

        Raises EvidenceError where the log is missing or damaged.
        """
        with self._writing("read the custody log"):
            return self._log.head

    def casebook(self) -> str:
        """Id of the casebook that the log was begun for; reads only.

        Raises EvidenceError where the log is missing or its beginning is damaged.
        """
        first = next(self.entries(), None)
        if first is None or first.action != CREATED or first.sequence != 1:
            raise EvidenceError("The custody log is damaged at entry 1; run `tallystick verify`.")
        return str(first.fields.get("casebook", ""))

    def entries(self) -> Iterator[Entry]:
        """The log's entries in order; damaged ones, which ``verify`` names, are left out.

        Raises EvidenceError where there is no log.
        """
        with _sentences("read the custody log"), (self.folder / LOG_NAME).open("rb") as file:
            for line in file:
                entry = true_entry(line)
                if entry is not None:
                    yield entry

    def since(self, head: LogHead) -> list[Entry] | None:
        """The log's entries after ``head``, at the cost of their number; None where ``head`` is none of this log's.

        Raises EvidenceError where there is no log.
        """
        with _sentences("read the custody log"):
            return since(self.folder / LOG_NAME, head)

    def read(self, digest: str) -> bytes:
        """The preserved bytes with that SHA-256.

        Raises EvidenceError where there are none, or where they no longer have that hash.
        """
        if not is_hash(digest):
            raise EvidenceError(f"{digest!r} is not a SHA-256; give its 64 lower-case hexadecimal digits.")
        if not self._objects.holds(digest) and not self._objects.staged(digest).exists():
            raise EvidenceError(f"The evidence store has no object {digest}.")
        with _sentences(f"read the object {digest}"):
            data = self._objects.read(digest)
        if data is None:
            raise EvidenceError(f"The object {digest} was changed; restore it from a copy and run `tallystick verify`.")
        return data

    def verify(self, head: LogHead | None = None, progress: Callable[[int, int], None] | None = None) -> Verification:
        """Checks every object and every entry, and the log against a head noted elsewhere; writes nothing.

        ``progress`` is called with the number of objects done and the number of all.
        """
        with _sentences("verify the evidence store"):
            return verify(self.folder, head, progress)

    @contextmanager
    def _writing(self, what: str) -> Iterator[None]:
        with _sentences(what):
            if not self.folder.is_dir():
                raise EvidenceError(f"There is no evidence store in {self.folder}; restore it from a copy.")
            self._objects.make()
            with lock(self.folder):
                self._log.refresh()
                yield

    def _is_present(self, digest: str, data: bytes) -> bool:
        if self._log.index.holds(digest):
            self._objects.settle(digest)
        if not self._objects.holds(digest):
            return False
        if self._objects.read(digest) != data:
            raise EvidenceError(f"The object {digest} was changed; run `tallystick verify`.")
        return True

    def _append(self, action: str, fields: dict[str, Any], staged: str | None) -> Entry:
        try:
            return self._log.append(action, fields)
        except OSError:
            if staged is not None:
                self._objects.staged(staged).unlink(missing_ok=True)
            raise


@contextmanager
def _sentences(what: str) -> Iterator[None]:
    """Turns what the system refuses into one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise EvidenceError(f"Cannot {what}: {error.filename} is missing; restore it from a copy.") from error
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise EvidenceError(f"Cannot {what}: {why}; make room or allow it, then repeat.") from error
