"""The rules in force in a casebook, kept in its ``casebook.toml``: title, counting convention, method of ranges."""

from __future__ import annotations

from attrs import evolve, frozen

from tallystick.casebook.folder import CONFIG, identity
from tallystick.commands.casebooks import Book
from tallystick.commands.usage import require_rules
from tallystick.errors import CasebookError


@frozen
class Rules:
    """What counts unless a command is told otherwise."""

    title: str
    """As people call the casebook; empty where its folder's name does."""
    convention: str
    method: str


def in_force(book: Book) -> Rules:
    """The rules as the file says now, for another process may have changed them."""
    now = identity(book.folder)
    return Rules(now.title, now.convention, now.method)


def chosen(book: Book, convention: str | None, method: str | None) -> tuple[str, str]:
    """The convention and the method that were named; where one was not, the one in force.

    Raises UsageError for an unknown one.
    """
    now = in_force(book)
    rules = convention or now.convention, method or now.method
    require_rules(*rules)
    return rules


def change(book: Book, wanted: Rules) -> list[str]:
    """Puts other rules in force; what was changed, a phrase for each.

    Where numbers follow from it, all digests are made anew when they are next caught up with.

    Raises UsageError for an unknown convention or method, CasebookError where the file cannot be written.
    """
    require_rules(wanted.convention, wanted.method)
    before, now = identity(book.folder), in_force(book)
    changed = [
        f"{name}: {getattr(now, name) or '–'} → {getattr(wanted, name) or '–'}"
        for name in ("title", "convention", "method")
        if getattr(now, name) != getattr(wanted, name)
    ]
    if not changed:
        return []
    kept = evolve(before, title=wanted.title, convention=wanted.convention, method=wanted.method)
    try:
        kept.write(book.folder / CONFIG)
    except OSError as error:
        raise CasebookError(f"{book.folder / CONFIG} cannot be written: {error.strerror}.") from error
    if (now.convention, now.method) != (wanted.convention, wanted.method):
        _outdate(book)
    return changed


def _outdate(book: Book) -> None:
    from tallystick.casebook import digesting

    digesting.outdate_all(book.casebook.alias)
