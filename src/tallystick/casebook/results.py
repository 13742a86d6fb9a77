"""What a check of the database finds."""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Finding:
    """One thing that is not as it was stored: its kind, where, and a sentence for the user.

    Kinds: ``database``, ``not-preserved``, ``changed-text``, ``changed-claim``, ``changed-document``,
    ``changed-reading``, ``changed-decision``, ``changed-record``, ``removed-document``, ``removed-decision``; a note
    has the kind ``interrupted``.
    """

    kind: str
    where: str
    sentence: str


@frozen
class Findings:
    """Problems, and notes of interrupted work that the next command completes."""

    problems: list[Finding] = field(factory=list)
    notes: list[Finding] = field(factory=list)

    def problem(self, kind: str, where: object, sentence: str) -> None:
        """Adds a problem."""
        self.problems.append(Finding(kind, str(where), sentence))

    def note(self, where: object, sentence: str) -> None:
        """Adds a note."""
        self.notes.append(Finding("interrupted", str(where), sentence))


@frozen
class Check:
    """What ``check`` found."""

    problems: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    documents: int
    claims: int
