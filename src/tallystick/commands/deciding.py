"""What people decide: each decision is taken, the incidents brought up to it, and logged; a sentence says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tallystick.commands import custody, summaries
from tallystick.commands.casebooks import Book
from tallystick.commands.shorthand import expanded

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry


@frozen
class Decided:
    """A decision that was taken, and one sentence that says what it did."""

    decision: DecisionEntry
    sentence: str


def accept(book: Book, claim: str, *, reason: str, by: str) -> Decided:
    """Vouch for a claim as it was read."""
    taken = _take(book, lambda: book.casebook.accept(claim, author=by, reason=reason))
    return _decided(taken, f"{claim} is accepted.")


def reject(book: Book, claim: str, *, reason: str, by: str) -> Decided:
    """Take a claim out of the record; it is kept and counts nowhere."""
    taken = _take(book, lambda: book.casebook.reject(claim, author=by, reason=reason))
    return _decided(taken, f"{claim} is rejected.")


def correct(book: Book, claim: str, changes: Mapping[str, Any], *, reason: str, by: str) -> Decided:
    """Give slots of a claim anew; the claim as read is kept."""
    given = expanded(book, claim, changes)
    taken = _take(book, lambda: book.casebook.correct(claim, given, author=by, reason=reason))
    return _decided(taken, f"{', '.join(sorted(changes))} of {claim} corrected.")


def merge(book: Book, into: str, other: str, *, reason: str, by: str) -> Decided:
    """Bring all claims of ``other`` into ``into``; the id of ``other`` leads there from now on."""
    taken = _take(book, lambda: book.casebook.merge(into, other, author=by, reason=reason))
    return _decided(taken, f"{other} is now part of {into}.")


def split(book: Book, incident: str, claims: Sequence[str], *, reason: str, by: str) -> Decided:
    """Make some claims of an incident one of their own."""
    taken = _take(book, lambda: book.casebook.split(incident, claims, author=by, reason=reason)[1])
    moved, made = len(taken.payload["moved"]), taken.payload["to"]
    counted = f"{moved} claims of {incident} are" if moved > 1 else f"1 claim of {incident} is"
    return _decided(taken, f"{counted} now the incident {made}.")


def move(book: Book, claim: str, incident: str, *, reason: str, by: str) -> Decided:
    """Move a claim to another incident."""
    taken = _take(book, lambda: book.casebook.move(claim, incident, author=by, reason=reason))
    return _decided(taken, f"{claim} is now in {incident}.")


def grade(book: Book, incident: str, value: str, *, reason: str, by: str) -> Decided:
    """Give an incident a grade; the machine's stays beside it."""
    taken = _take(book, lambda: book.casebook.grade(incident, value, author=by, reason=reason))
    return _decided(taken, f"{incident} is graded {value}.")


def sign(book: Book, incident: str, *, reason: str, by: str) -> Decided:
    """Vouch for an incident as it stands; a later change of it lets the signature lapse."""
    taken = _take(book, lambda: book.casebook.sign(incident, author=by, reason=reason))
    signers = len(book.casebook.released(incident).signers)
    return _decided(taken, f"{incident} is signed by {by}, {'the first' if signers < 2 else 'as the second'} to do so.")


def release(book: Book, incident: str, public: bool, *, reason: str, by: str) -> Decided:
    """Make a signed incident public, or hold it back."""
    taken = _take(book, lambda: book.casebook.release(incident, public, author=by, reason=reason))
    return _decided(taken, f"{incident} is {'public' if public else 'held back'}.")


def undo(book: Book, decision: int, *, reason: str, by: str) -> Decided:
    """Take a decision back."""
    taken = _take(book, lambda: book.casebook.undo(decision, author=by, reason=reason))
    return _decided(taken, f"decision {decision} is taken back.")


def _decided(taken: DecisionEntry, what: str) -> Decided:
    return Decided(taken, f"Decision {taken.number}: {what}")


def _take(book: Book, decide: Callable[[], DecisionEntry]) -> DecisionEntry:
    """Take a decision with all that follows from it, or nothing of it."""
    with custody.changing(book, custody.complete(book)):
        taken = decide()
        summaries.refresh(book, _touched(book, taken))
    custody.complete(book)
    return taken


def _touched(book: Book, taken: DecisionEntry) -> set[str]:
    """The ids of incidents and claims that a decision, or the one that it undoes, speaks of."""
    touched = set(taken.targets)
    for decision in (taken, *(d for d in book.casebook.decisions() if d.number == taken.reverses)):
        moved = decision.payload.get("moved", {}) if decision.kind != "correct" else {}
        touched |= moved.keys() | {origin for origin in moved.values() if origin is not None}
    return touched
