"""What commands write into the custody log beside the captures, and how they make up for what a kill left out.

A reading and a decision are logged once they are stored; a change of the incidents is logged just before it is stored,
and confirmed after. So a kill at any point leaves what ``complete`` puts right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tallystick.casebook.actions import DECISION, LINKED, READING, RECORD
from tallystick.commands.casebooks import Book
from tallystick.errors import CasebookError

if TYPE_CHECKING:
    from tallystick.casebook import Logged


def logged(book: Book) -> Logged:
    """What the custody log says of the database.

    Raises EvidenceError where there is no log.
    """
    from tallystick.casebook import Logged

    return Logged.of(entries(book))


def entries(book: Book) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Action and fields of the log's entries in their order."""
    return ((entry.action, entry.fields) for entry in book.evidence.entries())


def log_reading(book: Book, document: str, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Log that ``document`` was read and stored, unless its entry among the ``known`` ones says just that."""
    fields = book.casebook.reading_fields(document)
    if known.get(document) != fields:
        book.evidence.append(READING, fields)


def complete(book: Book) -> Logged:
    """Log the decisions and the change of incidents that were stored and not yet logged; what the log then says.

    Raises EvidenceError where the log cannot be written, CasebookError where the incidents were changed by other means.
    """
    known = logged(book)
    for fields in book.casebook.decision_fields():
        if fields["number"] not in known.decisions:
            book.evidence.append(DECISION, fields)
            known.confirmed = True
    now = book.casebook.record_sha256()
    if not _agrees(known, now):
        if logged(book).record != known.record:
            return complete(book)  # another command changed them meanwhile
        raise CasebookError("The incidents were changed by other means than Tallystick; run `tallystick verify`.")
    if not known.confirmed and now == known.record:
        book.evidence.append(LINKED, {"completed": True})
    return known


def _agrees(known: Logged, now: str) -> bool:
    if known.record is None:
        return True
    return now == known.record or (not known.confirmed and now == known.before)


@contextmanager
def changing(book: Book, known: Logged) -> Iterator[None]:
    """Everything stored within the block is stored whole or not at all, its effect on the incidents logged before."""
    with book.casebook.together():
        yield
        now = book.casebook.record_sha256()
        if now != known.record:
            book.evidence.append(RECORD, {"record_sha256": now})
