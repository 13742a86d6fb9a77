"""What people decide; each function takes the decision and returns one sentence that says what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tallystick.commands.casebooks import Book
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.grades import grades


def accept(book: Book, claim: str, *, reason: str, by: str) -> str:
    """Vouch for a claim as it was read."""
    taken = book.casebook.accept(claim, author=by, reason=reason)
    return f"Decision {taken.number}: {claim} is accepted."


def reject(book: Book, claim: str, *, reason: str, by: str) -> str:
    """Take a claim out of the record; it is kept and counts nowhere."""
    taken = book.casebook.reject(claim, author=by, reason=reason)
    return f"Decision {taken.number}: {claim} is rejected."


def correct(book: Book, claim: str, changes: Mapping[str, Any], *, reason: str, by: str) -> str:
    """Give slots of a claim anew; the claim as read is kept."""
    known = {event.id for event in event_types()}
    taken = book.casebook.correct(claim, changes, author=by, reason=reason, events=known)
    return f"Decision {taken.number}: {', '.join(sorted(changes))} of {claim} corrected."


def merge(book: Book, into: str, other: str, *, reason: str, by: str) -> str:
    """Bring all claims of ``other`` into ``into``; the id of ``other`` leads there from now on."""
    taken = book.casebook.merge(into, other, author=by, reason=reason)
    return f"Decision {taken.number}: {other} is now part of {into}."


def split(book: Book, incident: str, claims: Sequence[str], *, reason: str, by: str) -> str:
    """Make some claims of an incident one of their own."""
    made, taken = book.casebook.split(incident, claims, author=by, reason=reason)
    return f"Decision {taken.number}: {len(claims)} claims of {incident} are now the incident {made}."


def move(book: Book, claim: str, incident: str, *, reason: str, by: str) -> str:
    """Move a claim to another incident."""
    taken = book.casebook.move(claim, incident, author=by, reason=reason)
    return f"Decision {taken.number}: {claim} is now in {incident}."


def grade(book: Book, incident: str, value: str, *, reason: str, by: str) -> str:
    """Give an incident a grade; the machine's stays beside it."""
    taken = book.casebook.grade(incident, value, author=by, reason=reason, grades=set(grades()))
    return f"Decision {taken.number}: {incident} is graded {value}."


def undo(book: Book, decision: int, *, reason: str, by: str) -> str:
    """Take a decision back."""
    taken = book.casebook.undo(decision, author=by, reason=reason)
    return f"Decision {taken.number}: decision {decision} is taken back."
