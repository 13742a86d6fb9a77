"""``verify``: the evidence, the custody log and the database against one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from tallystick.commands.casebooks import Book
from tallystick.errors import EvidenceError
from tallystick.evidence import LogHead


@frozen
class Verified:
    """What was found: problems and notes as sentences, and a summary of what was checked."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    summary: str
    head: str


def verify(book: Book, head: str | None = None) -> Verified:
    """Check every preserved byte, every entry of the log, every stored text and quotation; writes nothing.

    Raises EvidenceError where ``head`` is not LENGTH:HASH.
    """
    expected = LogHead.parse(head) if head else None
    evidence = book.evidence.verify(expected)
    check = book.casebook.check(_captures(book))
    problems = [p.sentence for p in evidence.problems] + [f.sentence for f in check.problems] + _swapped(book)
    notes = [p.sentence for p in evidence.notes] + [f.sentence for f in check.notes]
    verdict = f"{len(problems)} problems were found." if problems else "All is as it was left."
    summary = (
        f"{evidence.objects} preserved files ({evidence.bytes} bytes), {evidence.entries} entries of the custody log, "
        f"{check.documents} stored reports and {check.claims} quotations were checked. {verdict}\n"
        f"Custody log: {evidence.head}"
    )
    return Verified(tuple(problems), tuple(notes), summary, str(evidence.head))


def _captures(book: Book) -> list[Mapping[str, Any]]:
    try:
        return [entry.fields for entry in book.evidence.entries() if "document_id" in entry.fields]
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
