"""``verify``: the evidence, the custody log and the database against one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tallystick.commands import custody
from tallystick.commands.casebooks import Book
from tallystick.errors import EvidenceError, UsageError
from tallystick.evidence import LogHead

if TYPE_CHECKING:
    from tallystick.casebook import Check

_AGAIN = 3
Progress = Callable[[str, int, int], None]


@frozen
class Verified:
    """What was found: problems and notes as sentences, and a summary of what was checked."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    summary: str
    head: str


def verify(book: Book, head: str | None = None, progress: Progress = lambda what, done, total: None) -> Verified:
    """Check every preserved byte, log entry, stored document, claim, decision and incident; writes nothing.

    ``progress`` is called with what is being checked, how many of it are done, and the number of all.

    Raises UsageError where ``head`` is not LENGTH:HASH.
    """
    expected = None if head is None else _head(head)
    evidence = book.evidence.verify(expected, partial(progress, "Preserved files"))
    check = _check(book, partial(progress, "Stored reports"))
    problems = [p.sentence for p in evidence.problems] + [f.sentence for f in check.problems] + _swapped(book)
    notes = [p.sentence for p in evidence.notes] + [f.sentence for f in check.notes]
    verdict = _verdict(len(problems), len(notes))
    summary = (
        f"{evidence.objects} preserved files ({evidence.bytes} bytes), {evidence.entries} entries of the custody log, "
        f"{check.documents} stored reports and {check.claims} quotations were checked. {verdict}\n"
        f"Custody log: {evidence.head}"
    )
    return Verified(tuple(problems), tuple(notes), summary, str(evidence.head))


def _verdict(problems: int, notes: int) -> str:
    if problems:
        return "1 problem was found." if problems == 1 else f"{problems} problems were found."
    return "All else is as it was left; see the notes." if notes else "All is as it was left."


def _head(text: str) -> LogHead:
    try:
        return LogHead.parse(text)
    except EvidenceError as error:
        raise UsageError(str(error)) from None


def _check(book: Book, progress: Callable[[int, int], None]) -> Check:
    """The check of the database, again where another command wrote to the log meanwhile."""
    entries = _entries(book)
    for _ in range(_AGAIN):
        check = book.casebook.check(entries, progress)
        before, entries = len(entries), _entries(book)
        if not check.problems or len(entries) == before:
            break
    return check


def _entries(book: Book) -> list[tuple[str, Mapping[str, Any]]]:
    try:
        return list(custody.entries(book))
    except EvidenceError:
        return []  # the log is missing, which the evidence's own verification says


def _swapped(book: Book) -> list[str]:
    """Whether the evidence is that of another casebook."""
    try:
        begun_for = book.evidence.casebook()
    except EvidenceError:
        return []  # a damaged log is among the problems already
    if begun_for == book.casebook.identity.id:
        return []
    return [f"The evidence was begun for the casebook {begun_for}, not for this one; restore the folder from a copy."]
