"""``transfer``: a casebook goes to another database, verified, with its evidence staying where it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from tallystick.casebook.actions import TRANSFERRED
from tallystick.commands.casebooks import Book
from tallystick.commands.verifying import verify
from tallystick.errors import CasebookError

if TYPE_CHECKING:
    from tallystick.casebook import Casebook

Progress = Callable[[str, int, int], None]


@frozen
class Transferred:
    """How much went over, and where from and to (without passwords)."""

    tables: int
    rows: int
    before: str
    now: str


def transfer(book: Book, database: str, progress: Progress = lambda what, done, total: None) -> Transferred:
    """Move a casebook to the empty ``database``: a file's name, sqlite:///PATH or postgresql://USER@HOST/NAME.

    All of it is copied and compared, and the copy verified, before ``casebook.toml`` names it: stopped at any time
    before, the old database stays in force. The old one is left as it is and takes no further change.
    ``book`` is to be opened anew.

    Raises CasebookError where the database cannot be reached or is not empty, or where a problem is found.
    """
    from tallystick.casebook.database import kept
    from tallystick.casebook.transferring import transfer as carry

    before = book.casebook.identity.database
    tables = carry(book.casebook, database, partial(_require_order, book, progress), progress)
    rows = sum(table.rows for table in tables)
    book.evidence.append(TRANSFERRED, {"rows": rows, "tables": {table.name: table.sha256 for table in tables}})
    return Transferred(len(tables), rows, before, kept(database))


def _require_order(book: Book, progress: Progress, moved: Casebook) -> None:
    problems = verify(Book(moved, book.evidence), progress=progress).problems
    if problems:
        more = f" ({len(problems)} problems in all; `tallystick verify` names them)" if len(problems) > 1 else ""
        raise CasebookError(f"The casebook is not in order, so it stays where it is: {problems[0]}{more}")
