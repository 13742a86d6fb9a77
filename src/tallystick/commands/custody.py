"""What commands write into the custody log beside the captures, and how they make up for what a kill left out.

A reading and a decision are logged once they are stored; a change of the incidents is logged just before it is stored,
and confirmed after. So a kill at any point leaves what ``complete`` puts right. How far the log was read is kept in the
database, so that each command reads only what was added since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from tallystick.casebook.actions import DECISION, LINKED, READING, RECORD
from tallystick.commands.casebooks import Book
from tallystick.errors import CasebookError
from tallystick.evidence import LogHead

if TYPE_CHECKING:
    from tallystick.casebook.logged import Kept

_MANY = 100
"""Entries of the log that are soon read again."""


@define
class Change:
    """A change of the record that is being made."""

    incidents: set[str] = field(factory=set)
    """Ids of the incidents that it touches: what was worked out from them before no longer holds."""
    logged: bool = False
    """True once the custody log says that the incidents change."""


def entries(book: Book) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Action and fields of the log's entries in their order.

    Raises EvidenceError where there is no log.
    """
    return ((entry.action, entry.fields) for entry in book.evidence.entries())


def log_reading(book: Book, document: str) -> None:
    """Log that ``document`` was read and stored."""
    book.evidence.append(READING, book.casebook.reading_fields(document))


def complete(book: Book, *, bookmark: bool = True) -> None:
    """Log the decisions and the change of incidents that were stored and not yet logged.

    Without ``bookmark`` it is left to a later command to note how far the log was read, which spares the disk a turn,
    unless much was read.

    Raises EvidenceError where the log cannot be written, CasebookError where the incidents were changed by other means.
    """
    with book.casebook.together():
        kept = book.casebook.log.kept()
        known = _read_on(book, kept)
        for fields in book.casebook.decision_fields(after=known.decisions):
            _log(book, known, DECISION, fields)
        _confirm(book, known)
        if known != kept and (bookmark or _far(known, kept)):
            book.casebook.log.keep(known)


def _far(known: Kept, kept: Kept | None) -> bool:
    """Whether the log was read so far that the next command should not read as much again."""
    if kept is None or kept.head is None or known.head is None:
        return True
    return LogHead.parse(known.head).length - LogHead.parse(kept.head).length > _MANY


def complete_readings(book: Book) -> None:
    """Log the readings that a stopped ``add`` stored and did not log; after ``complete``."""
    for document in book.casebook.log.unlogged():
        log_reading(book, document)


@contextmanager
def taking(book: Book, *, bookmark: bool = True) -> Iterator[None]:
    """What is decided within the block is stored whole or not at all, and logged once it is stored.

    Raises EvidenceError where the log cannot be written, before anything is stored.
    """
    with book.casebook.together():
        complete(book)
        book.evidence.writable()
        yield
    complete(book, bookmark=bookmark)


@contextmanager
def changing(book: Book) -> Iterator[Change]:
    """Everything stored within the block is stored whole or not at all, its effect on the incidents logged before.

    The block names the incidents that it touches.
    """
    change = Change()
    with book.casebook.together():
        yield change
        book.casebook.outdate(change.incidents)
        now = book.casebook.record_lthash()
        if now != _read_on(book, book.casebook.log.kept()).record:
            book.evidence.append(RECORD, {"record_lthash": now})
            change.logged = True


def _read_on(book: Book, kept: Kept | None) -> Kept:
    """What the log says by now, from what was kept of it."""
    added = None if kept is None or kept.head is None else book.evidence.since(LogHead.parse(kept.head))
    if kept is None or added is None:
        return _read_all(book)
    known = evolve(kept)
    for entry in added:
        known.take(entry.action, entry.fields)
        known.head = str(entry.head)
    readings = [str(entry.fields.get("document_id")) for entry in added if entry.action == READING]
    if readings:
        book.casebook.log.found(readings)
    return known


def _read_all(book: Book) -> Kept:
    from tallystick.casebook.logged import Kept

    known, readings = Kept(), set[str]()
    for entry in book.evidence.entries():
        known.take(entry.action, entry.fields)
        known.head = str(entry.head)
        if entry.action == READING:
            readings.add(str(entry.fields.get("document_id")))
    book.casebook.log.found_alone(readings)
    return known


def _log(book: Book, known: Kept, action: str, fields: Mapping[str, Any]) -> None:
    entry = book.evidence.append(action, fields)
    known.take(action, entry.fields)
    if known.head == str(LogHead(entry.sequence - 1, entry.previous)):
        known.head = str(entry.head)  # else another command wrote between, which is still to be read


def _confirm(book: Book, known: Kept) -> None:
    """Log that the last change was stored, where it was; an older hash of the incidents gives way to the present one.

    Raises CasebookError where the incidents are neither what it made of them nor what they were before.
    """
    if known.record is None:
        return
    lthash = book.casebook.record_lthash()
    current = lthash if known.form == "record_lthash" else book.casebook.record_sha256()
    if current != known.record and (known.confirmed or current != known.before):
        raise CasebookError("The incidents were changed by other means than Tallystick; run `tallystick verify`.")
    if not known.confirmed and current == known.record:
        _log(book, known, LINKED, {"completed": True})
    if known.form != "record_lthash":
        _log(book, known, RECORD, {"record_lthash": lthash})
        _log(book, known, LINKED, {"completed": True})
