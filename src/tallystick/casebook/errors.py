"""What the database refuses, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.utils import DatabaseError

from tallystick.errors import CasebookError

_SENTENCES = (
    ("locked", "The casebook is busy with another command; try again when that has finished."),
    ("full", "The disk is full; free some space and repeat the command."),
    ("readonly", "The casebook cannot be written; check the permissions of its folder and files."),
    ("read-only", "The casebook cannot be written; check the permissions of its folder and files."),
    ("unable to open", "The casebook's database cannot be opened; check that its file is there and may be written."),
)


@contextmanager
def reading() -> Iterator[None]:
    """Raises CasebookError for what goes wrong in the database."""
    try:
        yield
    except DatabaseError as error:
        for sign, sentence in _SENTENCES:
            if sign in str(error):
                raise CasebookError(sentence) from error
        raise CasebookError(f"The casebook's database is damaged ({error}); restore it from a copy.") from error
    except UnicodeEncodeError as error:
        raise CasebookError(
            "The text holds half a character (a lone surrogate); give it in another encoding."
        ) from error


@contextmanager
def writing(alias: str) -> Iterator[None]:
    """One transaction that holds the write lock from its beginning: all of it is stored, or nothing."""
    with reading(), transaction.atomic(using=alias):
        yield
