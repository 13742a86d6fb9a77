"""What a verification finds."""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Problem:
    """One thing that is not as it was left: its kind, where, and a sentence for the user.

    Kinds of objects: ``changed``, ``missing``, ``added``, ``symlink``, ``unreadable``. Kinds of the log:
    ``missing-log``, ``changed-entry``, ``removed-entry``, ``reordered-entry``, ``duplicated-entry``, ``broken-chain``,
    ``torn-line``, ``cut-tail``, ``other-head``. A note has the kind ``interrupted``.
    """

    kind: str
    where: str
    sentence: str


@frozen
class Findings:
    """Problems, and notes of interrupted work that the next ``add`` completes."""

    problems: list[Problem] = field(factory=list)
    notes: list[Problem] = field(factory=list)

    def problem(self, kind: str, where: object, sentence: str) -> None:
        """Adds a problem."""
        self.problems.append(Problem(kind, str(where), sentence))

    def entry(self, kind: str, number: int, sentence: str) -> None:
        """Adds a problem of the custody log at an entry."""
        self.problem(kind, f"entry {number}", sentence)

    def note(self, where: object, sentence: str) -> None:
        """Adds a note."""
        self.notes.append(Problem("interrupted", str(where), sentence))
