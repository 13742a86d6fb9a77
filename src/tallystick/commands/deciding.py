"""What people decide: each decision is taken, the incidents brought up to it, and logged; a sentence says so.

``expected`` is the edition of the claims or incidents that the person saw (``Casebook.edition``): where somebody else
decided meanwhile, ConflictError tells what, and nothing is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tallystick.commands import custody, summaries
from tallystick.commands.casebooks import Book
from tallystick.commands.shorthand import expanded
from tallystick.vocabulary.grades import confirmation_of

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry


@frozen
class Decided:
    """A decision that was taken, and one sentence that says what it did."""

    decision: DecisionEntry
    sentence: str


def accept(book: Book, claim: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Vouch for a claim as it was read."""
    taken = _take(book, lambda: book.casebook.accept(claim, author=by, reason=reason, expected=expected))
    return _decided(taken, f"{claim} is accepted.")


def reject(book: Book, claim: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Take a claim out of the record; it is kept and counts nowhere."""
    taken = _take(book, lambda: book.casebook.reject(claim, author=by, reason=reason, expected=expected))
    return _decided(taken, f"{claim} is rejected.")


def correct(
    book: Book, claim: str, changes: Mapping[str, Any], *, reason: str, by: str, expected: int | None = None
) -> Decided:
    """Give slots of a claim anew; the claim as read is kept."""
    given = expanded(book, claim, changes)
    taken = _take(book, lambda: book.casebook.correct(claim, given, author=by, reason=reason, expected=expected))
    return _decided(taken, f"{', '.join(sorted(changes))} of {claim} corrected.")


def add_claim(book: Book, document: str, slots: Mapping[str, Any], *, reason: str, by: str) -> Decided:
    """Add a claim that the reader missed to a document; the next ``link`` brings it to its incident."""
    taken = _take(book, lambda: book.casebook.add_claim(document, slots, author=by, reason=reason))
    return _decided(taken, f"{taken.targets[0]} is added.")


def merge(book: Book, into: str, other: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Bring all claims of ``other`` into ``into``; the id of ``other`` leads there from now on."""
    taken = _take(book, lambda: book.casebook.merge(into, other, author=by, reason=reason, expected=expected))
    return _decided(taken, f"{other} is now part of {into}.")


def split(
    book: Book, incident: str, claims: Sequence[str], *, reason: str, by: str, expected: int | None = None
) -> Decided:
    """Make some claims of an incident one of their own."""
    taken = _take(book, lambda: book.casebook.split(incident, claims, author=by, reason=reason, expected=expected)[1])
    moved, made = len(taken.payload["moved"]), taken.payload["to"]
    counted = f"{moved} claims of {incident} are" if moved > 1 else f"1 claim of {incident} is"
    return _decided(taken, f"{counted} now the incident {made}.")


def move(book: Book, claim: str, incident: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Move a claim to another incident."""
    taken = _take(book, lambda: book.casebook.move(claim, incident, author=by, reason=reason, expected=expected))
    return _decided(taken, f"{claim} is now in {incident}.")


def grade(
    book: Book,
    incident: str,
    value: str,
    *,
    basis: str | None = None,
    documents: Sequence[str] = (),
    reason: str,
    by: str,
    expected: int | None = None,
) -> Decided:
    """Give an incident a grade; the machine's stays beside it.

    On the ``basis`` of an "admission" the case is admitted; on that of "documents", the primary evidence that was seen,
    it is verified.
    """
    taken = _take(
        book,
        lambda: book.casebook.grade(
            incident, value, basis=basis, documents=documents, author=by, reason=reason, expected=expected
        ),
    )
    return _decided(taken, f"{incident} is graded {value} and {confirmation_of(value, basis)}.")


def sign(book: Book, incident: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Vouch for an incident as it stands; a later change of it lets the signature lapse."""
    taken = _take(book, lambda: book.casebook.sign(incident, author=by, reason=reason, expected=expected))
    signers = len(book.casebook.released(incident).signers)
    return _decided(taken, f"{incident} is signed by {by}, {'the first' if signers < 2 else 'as the second'} to do so.")


def release(book: Book, incident: str, public: bool, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Make a signed incident public, or hold it back."""
    taken = _take(book, lambda: book.casebook.release(incident, public, author=by, reason=reason, expected=expected))
    return _decided(taken, f"{incident} is {'public' if public else 'held back'}.")


def undo(book: Book, decision: int, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Take a decision back."""
    taken = _take(book, lambda: book.casebook.undo(decision, author=by, reason=reason, expected=expected))
    return _decided(taken, f"decision {decision} is taken back.")


def _decided(taken: DecisionEntry, what: str) -> Decided:
    return Decided(taken, f"Decision {taken.number}: {what}")


def _take(book: Book, decide: Callable[[], DecisionEntry]) -> DecisionEntry:
    """Take a decision with all that follows from it, or nothing of it."""
    custody.complete(book)
    with custody.changing(book) as change:
        taken = decide()
        incidents, claims = _touched(book, taken)
        change.incidents |= incidents | set(book.casebook.homes(claims).values())
        change.incidents |= summaries.refresh(book, change.incidents)
    custody.complete(book)
    return taken


def _touched(book: Book, taken: DecisionEntry) -> tuple[set[str], set[str]]:
    """The ids of incidents, and of claims, that a decision, or the one that it undoes, speaks of."""
    names = set[str]()
    for decision in (taken, *([] if taken.reverses is None else [book.casebook.decision(taken.reverses)])):
        moved = decision.payload.get("moved", {}) if decision.kind != "correct" else {}
        names |= {*decision.targets, *moved, *(origin for origin in moved.values() if origin is not None)}
    incidents = book.casebook.known_incidents(names)
    return incidents, names - incidents
