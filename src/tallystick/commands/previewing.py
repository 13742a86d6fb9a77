"""What a merge, a split or a move would make of the incidents: the decision itself is taken, looked at and rolled back.

So a preview cannot differ from what the decision does. Nothing is stored, and the custody log hears nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Self

from attrs import frozen

from tallystick.commands import summaries
from tallystick.commands.casebooks import Book
from tallystick.commands.cases import case_files_of
from tallystick.commands.rules import chosen
from tallystick.record import CaseFile

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry

_NOBODY = "preview"


class _TakenBack(Exception):  # noqa: N818 - nothing went wrong
    """Ends the block in which the decision was tried."""


@frozen
class Preview:
    """The incidents that a decision would touch, as they stand and as they would; ids in the order of their numbers.

    An incident that would come to be has the id that it would get, one that would hold no claim is left out.
    """

    before: tuple[CaseFile, ...]
    after: tuple[CaseFile, ...]


@frozen
class Rules:
    """The counting convention and the method by which the ranges of both are made."""

    convention: str
    method: str

    @classmethod
    def of(cls, book: Book, convention: str | None = None, method: str | None = None) -> Self:
        """Those named, and those in force in the casebook for what is not.

        Raises UsageError for an unknown one.
        """
        return cls(*chosen(book, convention, method))


def merge(book: Book, into: str, other: str, rules: Rules | None = None) -> Preview:
    """What ``deciding.merge`` would do.

    Raises what the decision raises, and UsageError for an unknown convention or method.
    """
    return _tried(book, lambda: book.casebook.merge(into, other, author=_NOBODY, reason=_NOBODY), rules)


def split(book: Book, incident: str, claims: Sequence[str], rules: Rules | None = None) -> Preview:
    """What ``deciding.split`` would do.

    Raises what the decision raises, and UsageError for an unknown convention or method.
    """
    return _tried(book, lambda: book.casebook.split(incident, claims, author=_NOBODY, reason=_NOBODY)[1], rules)


def move(book: Book, claim: str, incident: str, rules: Rules | None = None) -> Preview:
    """What ``deciding.move`` would do.

    Raises what the decision raises, and UsageError for an unknown convention or method.
    """
    return _tried(book, lambda: book.casebook.move(claim, incident, author=_NOBODY, reason=_NOBODY), rules)


def _tried(book: Book, decide: Callable[[], DecisionEntry], asked: Rules | None) -> Preview:
    rules = asked or Rules.of(book)
    after: tuple[CaseFile, ...] = ()
    touched: set[str] = set()
    try:
        with book.casebook.together():
            taken = decide()
            touched = _incidents(taken)
            summaries.refresh(book, touched)
            after = _cases(book, touched, rules)
            raise _TakenBack
    except _TakenBack:
        return Preview(_cases(book, touched, rules), after)


def _incidents(taken: DecisionEntry) -> set[str]:
    """The incidents from which claims would go and to which they would come."""
    origins = {origin for origin in taken.payload["moved"].values() if origin is not None}
    return {taken.payload["to"], *origins}


def _cases(book: Book, incidents: Collection[str], rules: Rules) -> tuple[CaseFile, ...]:
    return tuple(case_files_of(book, incidents, rules.convention, rules.method))
