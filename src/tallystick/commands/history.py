"""What people decided about a casebook, an incident or a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from tallystick.commands.casebooks import Book

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry


@frozen
class Review:
    """The decisions about an incident and its claims, undone ones too, and what of them stands."""

    decisions: tuple[DecisionEntry, ...]
    verdicts: dict[str, str]
    """``accept`` or ``reject`` by claim; rejected claims no longer stand in the incident."""
    corrections: dict[str, dict[str, Any]]
    """The slots given anew, by claim."""
    claims: tuple[str, ...] = ()
    """The claims placed in the incident, rejected ones too."""

    @property
    def edition(self) -> int:
        """The number of the last decision, 0 where there is none (``Casebook.edition``)."""
        return self.decisions[-1].number if self.decisions else 0


def decisions(book: Book, identity: str | None = None) -> list[DecisionEntry]:
    """All decisions, oldest first; or those about one claim, or about one incident and the claims in it.

    Raises CasebookError where there is no such claim or incident.
    """
    return book.casebook.decisions(identity)


def review(book: Book, incident: str) -> Review:
    """What was decided about an incident, found by any id that it ever had.

    Raises CasebookError where there is none.
    """
    claims, told = book.casebook.claims_in(incident), book.casebook.decisions(incident)
    standing = [decision for decision in told if decision.reversed_by is None]
    verdicts = {d.targets[0]: d.kind for d in standing if d.kind in ("accept", "reject") and d.targets[0] in claims}
    corrections: dict[str, dict[str, Any]] = {}
    for decision in standing:
        if decision.kind == "correct":
            corrections.setdefault(decision.targets[0], {}).update(decision.payload)
    return Review(tuple(told), dict(sorted(verdicts.items())), dict(sorted(corrections.items())), claims)
