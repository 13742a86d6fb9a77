"""What people decide about a casebook: each decision has an author and a reason, and none is ever changed.

``expected`` is the edition (``Desk.edition``) of what is decided about that the person saw; where somebody else decided
meanwhile, ConflictError says what, and nothing is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tallystick.casebook import adding, decided, deciding, editions, placing, releasing
from tallystick.casebook import folder as folders
from tallystick.casebook.recording import By


class Desk:
    """The decisions; a casebook is one of its kind."""

    alias: str
    folder: Path

    def edition(self, *targets: str) -> int:
        """The number of the last decision about claims or incidents, 0 where there is none.

        A decision that is given it as ``expected`` is taken only where it is still the last; else ConflictError tells
        what came between.
        """
        return editions.edition(self.alias, targets)

    def accept(self, claim: str, *, author: str, reason: str, expected: int | None = None) -> decided.DecisionEntry:
        """A person vouches for a claim."""
        with editions.expecting(self.alias, expected, [claim]):
            return deciding.judge(self.alias, "accept", claim, By(author, reason))

    def reject(self, claim: str, *, author: str, reason: str, expected: int | None = None) -> decided.DecisionEntry:
        """A person takes a claim out of the record; it is kept, and counts nowhere."""
        with editions.expecting(self.alias, expected, [claim]):
            return deciding.judge(self.alias, "reject", claim, By(author, reason))

    def correct(
        self, claim: str, changes: Mapping[str, Any], *, author: str, reason: str, expected: int | None = None
    ) -> decided.DecisionEntry:
        """Gives slots of a claim anew, as plain data: ``{"event": "shelling"}``; the claim as read is kept."""
        with editions.expecting(self.alias, expected, [claim]):
            return deciding.correct(self.alias, claim, changes, By(author, reason))

    def add_claim(self, document: str, slots: Mapping[str, Any], *, author: str, reason: str) -> decided.DecisionEntry:
        """A person adds a claim that the reader missed, as plain data with ``event`` and ``text`` at least."""
        return adding.add(self.alias, document, slots, By(author, reason))

    def grade(
        self,
        incident: str,
        grade: str,
        *,
        basis: str | None = None,
        documents: Sequence[str] = (),
        author: str,
        reason: str,
        expected: int | None = None,
    ) -> decided.DecisionEntry:
        """Gives an incident a grade; the machine's is kept beside it. ``basis``: an admission, or documents seen."""
        with editions.expecting(self.alias, expected, [incident]):
            return deciding.grade(self.alias, incident, grade, By(author, reason), basis, documents)

    def merge(
        self, into: str, other: str, *, author: str, reason: str, expected: int | None = None
    ) -> decided.DecisionEntry:
        """All claims of ``other`` come to ``into``, and the id of ``other`` leads there from now on."""
        with editions.expecting(self.alias, expected, [into, other]):
            return placing.merge(self.alias, into, other, By(author, reason))

    def split(
        self, incident: str, claims: Sequence[str], *, author: str, reason: str, expected: int | None = None
    ) -> tuple[str, decided.DecisionEntry]:
        """Some claims of an incident become one of their own; its new id, and the decision."""
        with editions.expecting(self.alias, expected, [incident]):
            return placing.split(self.alias, incident, claims, By(author, reason))

    def move(
        self, claim: str, to: str, *, author: str, reason: str, expected: int | None = None
    ) -> decided.DecisionEntry:
        """A claim leaves the incident where it stands, if any, for another."""
        with editions.expecting(self.alias, expected, [claim, to]):
            return placing.move(self.alias, claim, to, By(author, reason))

    def sign(self, incident: str, *, author: str, reason: str, expected: int | None = None) -> decided.DecisionEntry:
        """Vouches for an incident as it stands; the same person cannot sign it twice."""
        with editions.expecting(self.alias, expected, [incident]):
            return releasing.sign(self.alias, incident, self._rules(), By(author, reason))

    def release(
        self, incident: str, public: bool, *, author: str, reason: str, expected: int | None = None
    ) -> decided.DecisionEntry:
        """Makes an incident that two people signed public, or holds it back."""
        with editions.expecting(self.alias, expected, [incident]):
            return releasing.release(self.alias, incident, self._rules(), public, By(author, reason))

    def released(self, incident: str) -> releasing.Release:
        """Who signed an incident as it stands, and whether the public sees it."""
        return releasing.released(self.alias, incident, self._rules())

    def _rules(self) -> releasing.Rules:
        """As the file says now, for another process may have changed them."""
        return folders.identity(self.folder).rules

    def undo(self, number: int, *, author: str, reason: str, expected: int | None = None) -> decided.DecisionEntry:
        """Takes a decision back; one that later merges, splits or moves build on only after them."""
        with editions.expecting(self.alias, expected, [*decided.decision(self.alias, number).targets]):
            return deciding.undo(self.alias, number, By(author, reason))
