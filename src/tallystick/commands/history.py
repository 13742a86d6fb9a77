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


def decisions(book: Book, identity: str | None = None) -> list[DecisionEntry]:
    """All decisions, oldest first; or those about one claim, or about one incident and the claims in it.

    Raises CasebookError where there is no such claim or incident.
    """
    return book.casebook.decisions(identity)


def review(book: Book, incident: str) -> Review:
    """What was decided about an incident, found by any id that it ever had.

    Raises CasebookError where there is none.
    """
    claims = book.casebook.claims_in(incident)
    verdicts, corrections = book.casebook.verdicts(claims), book.casebook.corrections(claims)
    return Review(
        tuple(book.casebook.decisions(incident)), dict(sorted(verdicts.items())), dict(sorted(corrections.items()))
    )
