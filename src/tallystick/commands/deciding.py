"""What people decide: each decision is taken, the incidents brought up to it, and logged; a sentence says so.

``expected`` is the edition of the claims or incidents that the person saw (``Casebook.edition``): where somebody else
decided meanwhile, ConflictError tells what, and nothing is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tallystick.commands import custody, digests, summaries
from tallystick.commands.casebooks import Book
from tallystick.commands.shorthand import expanded
from tallystick.errors import UsageError
from tallystick.vocabulary.grades import confirmation_of

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry


@frozen
class Decided:
    """A decision that was taken, and one sentence that says what it did."""

    decision: DecisionEntry
    sentence: str

    @classmethod
    def of(cls, taken: DecisionEntry, what: str) -> Decided:
        """The decision, with its number before ``what`` it did."""
        return cls(taken, f"Decision {taken.number}: {what}")


def accept(book: Book, claim: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Vouch for a claim as it was read."""
    taken = _take(book, lambda: book.casebook.accept(claim, author=by, reason=reason, expected=expected), vouched=claim)
    return Decided.of(taken, f"{claim} is accepted.")


def reject(book: Book, claim: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Take a claim out of the record; it is kept and counts nowhere."""
    taken = _take(book, lambda: book.casebook.reject(claim, author=by, reason=reason, expected=expected))
    return Decided.of(taken, f"{claim} is rejected.")


def correct(
    book: Book, claim: str, changes: Mapping[str, Any], *, reason: str, by: str, expected: int | None = None
) -> Decided:
    """Give slots of a claim anew; the claim as read is kept."""
    given = expanded(book, claim, changes)
    taken = _take(book, lambda: book.casebook.correct(claim, given, author=by, reason=reason, expected=expected))
    return Decided.of(taken, f"{', '.join(sorted(changes))} of {claim} corrected.")


def add_claim(book: Book, document: str, slots: Mapping[str, Any], *, reason: str, by: str) -> Decided:
    """Add a claim that the reader missed to a document; the next ``link`` brings it to its incident."""
    taken = _take(book, lambda: book.casebook.add_claim(document, slots, author=by, reason=reason))
    return Decided.of(taken, f"{taken.targets[0]} is added.")


def merge(book: Book, into: str, other: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Bring all claims of ``other`` into ``into``; the id of ``other`` leads there from now on."""
    taken = _take(book, lambda: book.casebook.merge(into, other, author=by, reason=reason, expected=expected))
    return Decided.of(taken, f"{other} is now part of {into}.")


def split(
    book: Book, incident: str, claims: Sequence[str], *, reason: str, by: str, expected: int | None = None
) -> Decided:
    """Make some claims of an incident one of their own."""
    taken = _take(book, lambda: book.casebook.split(incident, claims, author=by, reason=reason, expected=expected)[1])
    moved, made = len(taken.payload["moved"]), taken.payload["to"]
    counted = f"{moved} claims of {incident} are" if moved > 1 else f"1 claim of {incident} is"
    return Decided.of(taken, f"{counted} now the incident {made}.")


def move(book: Book, claim: str, incident: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Move a claim to another incident."""
    taken = _take(book, lambda: book.casebook.move(claim, incident, author=by, reason=reason, expected=expected))
    return Decided.of(taken, f"{claim} is now in {incident}.")


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
    return Decided.of(taken, f"{incident} is graded {value} and {confirmation_of(value, basis)}.")


def sign(book: Book, incident: str, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Vouch for an incident as it stands; a later change of it lets the signature lapse."""
    taken = _take(book, lambda: book.casebook.sign(incident, author=by, reason=reason, expected=expected))
    signers = len(book.casebook.released(incident).signers)
    return Decided.of(
        taken, f"{incident} is signed by {by}, {'the first' if signers < 2 else 'as the second'} to do so."
    )


def release(book: Book, incident: str, public: bool, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Make a signed incident public, or hold it back."""
    taken = _take(book, lambda: book.casebook.release(incident, public, author=by, reason=reason, expected=expected))
    return Decided.of(taken, f"{incident} is {'public' if public else 'held back'}.")


def undo(book: Book, decision: int, *, reason: str, by: str, expected: int | None = None) -> Decided:
    """Take a decision back, also one about informants, actors or places."""
    undone = _undone_elsewhere(book.casebook.decision(decision).kind)
    if undone is not None:
        return undone(book, decision, reason=reason, by=by)
    taken = _take(book, lambda: book.casebook.undo(decision, author=by, reason=reason, expected=expected))
    return Decided.of(taken, f"decision {decision} is taken back.")


def take_back(number: int, among: Iterable[DecisionEntry], about: str, undo: Callable[[], DecisionEntry]) -> Decided:
    """Take a decision of one registry back, by ``undo``.

    Raises UsageError where it is none ``among`` that registry's, CasebookError where it is undone already.
    """
    if number not in {decision.number for decision in among}:
        raise UsageError(f"Decision {number} is not about {about}; `tallystick undo {number}` takes it back.")
    return Decided.of(undo(), f"decision {number} is taken back.")


def _undone_elsewhere(kind: str) -> Callable[..., Decided] | None:
    """What takes a decision of ``kind`` back with all that follows from it in lists; None for those decided here."""
    from tallystick.casebook.registry.kinds import ACTOR_KINDS, KINDS, PLACE_KINDS
    from tallystick.commands import actors, informants, places

    desks = ((KINDS, informants.undo), (ACTOR_KINDS, actors.undo), (PLACE_KINDS, places.undo))
    return next((undone for kinds, undone in desks if kind in kinds), None)


def _take(book: Book, decide: Callable[[], DecisionEntry], vouched: str | None = None) -> DecisionEntry:
    """Take a decision with all that follows from it, or nothing of it.

    It accepts the claim ``vouched``: unless that was rejected before, nothing that is assessed follows.
    """
    with custody.taking(book, bookmark=False), custody.changing(book) as change:
        stood = vouched is not None and not book.casebook.rejected([vouched])
        taken = decide()
        if vouched is None or not stood or not digests.vouched(book, vouched, taken.author):
            change.incidents |= _following(book, taken)
    return taken


def _following(book: Book, taken: DecisionEntry) -> set[str]:
    """Bring the incidents up to a decision; the ids of those that it changes."""
    incidents, claims = _touched(book, taken)
    changed = incidents | set(book.casebook.homes(claims).values())
    return changed | summaries.refresh(book, changed)


def _touched(book: Book, taken: DecisionEntry) -> tuple[set[str], set[str]]:
    """The ids of incidents, and of claims, that a decision, or the one that it undoes, speaks of."""
    names = set[str]()
    for decision in (taken, *([] if taken.reverses is None else [book.casebook.decision(taken.reverses)])):
        moved = decision.payload.get("moved", {}) if decision.kind != "correct" else {}
        names |= {*decision.targets, *moved, *(origin for origin in moved.values() if origin is not None)}
    incidents = book.casebook.known_incidents(names)
    return incidents, names - incidents
