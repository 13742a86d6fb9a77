"""The casebooks that the site serves, open for as long as the process lives, or until they move to another database."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from attrs import evolve, field, frozen
from django.conf import settings
from django.db import connections

from tallystick.casebook.folder import CONFIG, identity
from tallystick.commands.casebooks import Book, open_casebook
from tallystick.errors import CasebookError

_UNSAFE = re.compile(r"[^a-z0-9]+")
_log = logging.getLogger(__name__)


@frozen
class Stamp:
    """What tells that ``casebook.toml``, or the file that is the casebook's database, is another than it was."""

    config: tuple[int, ...]
    file: tuple[int, ...]
    """Empty where a server keeps the database."""


@frozen
class Shelved:
    """A casebook with the name by which its pages are reached."""

    slug: str
    book: Book
    seen: Stamp
    """What its files were when it was opened."""

    @property
    def title(self) -> str:
        """As people call it: as its settings say, which may change meanwhile, or its folder."""
        folder = self.book.folder
        return identity(folder).title or folder.resolve().name

    @property
    def id(self) -> str:
        """The casebook's permanent id."""
        return self.book.casebook.identity.id


@frozen
class Shelf(Mapping[str, Shelved]):
    """The casebooks by slug, in the order in which the site was given them.

    One whose folder names another database by now, or that was put in place of another, is opened anew when it is next
    asked for.
    """

    _entries: dict[str, Shelved]
    _lock: threading.Lock = field(factory=threading.Lock, eq=False, repr=False)

    def __getitem__(self, slug: str) -> Shelved:
        """The casebook of that name, as it is now."""
        shelved = self._entries[slug]
        if _stamp(shelved.book) == shelved.seen:
            return shelved
        with self._lock:
            self._entries[slug] = _as_it_is_now(self._entries[slug])
            return self._entries[slug]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._entries)


def _as_it_is_now(shelved: Shelved) -> Shelved:
    """The casebook opened anew where its database is another; where it cannot be, it stays as it was for now."""
    now, old = _stamp(shelved.book), shelved.book.casebook
    try:
        if now.file == shelved.seen.file and identity(old.folder).database == old.identity.database:
            return evolve(shelved, seen=now)  # only its settings changed
        book = open_casebook(old.folder)
    except CasebookError as error:
        _log.warning("%s", error)
        return shelved
    connections[old.alias].close()  # other threads end what they are in the middle of with the old one
    return Shelved(shelved.slug, book, _stamp(book))


def _stamp(book: Book) -> Stamp:
    name = str(connections.settings[book.casebook.alias]["NAME"])
    return Stamp(_which(book.folder / CONFIG, changed=True), _which(Path(name)))


def _which(path: Path, changed: bool = False) -> tuple[int, ...]:
    """What tells the file from one put in its place, and from itself before it ``changed``; empty where none is."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns if changed else 0


@cache
def shelf() -> Shelf:
    """The casebooks by slug.

    Raises CasebookError where one cannot be opened.
    """
    found: dict[str, Shelved] = {}
    for folder in settings.SITE.casebooks:
        book = open_casebook(Path(folder))
        slug = _slug(Path(folder).resolve().name, found)
        found[slug] = Shelved(slug, book, _stamp(book))
    return Shelf(found)


def _slug(name: str, taken: dict[str, Shelved]) -> str:
    plain = _UNSAFE.sub("-", name.lower()).strip("-") or "casebook"
    slug, number = plain, 2
    while slug in taken:
        slug, number = f"{plain}-{number}", number + 1
    return slug
