"""The casebooks that the site serves, open for as long as the process lives."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from attrs import frozen
from django.conf import settings

from tallystick.casebook.folder import identity
from tallystick.commands.casebooks import Book, open_casebook

_UNSAFE = re.compile(r"[^a-z0-9]+")


@frozen
class Shelved:
    """A casebook with the name by which its pages are reached."""

    slug: str
    book: Book

    @property
    def title(self) -> str:
        """As people call it: as its settings say, which may change meanwhile, or its folder."""
        folder = self.book.folder
        return identity(folder).title or folder.resolve().name

    @property
    def id(self) -> str:
        """The casebook's permanent id."""
        return self.book.casebook.identity.id


@cache
def shelf() -> dict[str, Shelved]:
    """The casebooks by slug, in the order in which the site was given them.

    Raises CasebookError where one cannot be opened.
    """
    found: dict[str, Shelved] = {}
    for folder in settings.SITE.casebooks:
        book = open_casebook(Path(folder))
        slug = _slug(Path(folder).resolve().name, found)
        found[slug] = Shelved(slug, book)
    return found


def _slug(name: str, taken: dict[str, Shelved]) -> str:
    plain = _UNSAFE.sub("-", name.lower()).strip("-") or "casebook"
    slug, number = plain, 2
    while slug in taken:
        slug, number = f"{plain}-{number}", number + 1
    return slug
