"""Opening and making casebooks: the database and the evidence of one folder together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from tallystick.casebook.folder import CONFIG
from tallystick.commands.usage import require_countries
from tallystick.evidence import EvidenceStore, who

if TYPE_CHECKING:
    from tallystick.casebook import Casebook


@frozen
class Book:
    """A casebook with its evidence store."""

    casebook: Casebook
    evidence: EvidenceStore

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.casebook.folder


def create(folder: Path, countries: Sequence[str] = (), database: str | None = None) -> Book:
    """A new casebook in ``folder`` about ``countries``; one whose making was interrupted is completed.

    ``database`` is a URL: postgresql://USER@HOST:PORT/NAME, or sqlite:///PATH; without one it is a file in the folder.

    Raises CasebookError where there is one already or its database cannot be reached, UsageError for what is no ISO
    code of a country or no such URL.
    """
    require_countries(countries)
    casebook = _database().create(folder, database, prepare=_begin, countries=countries)
    return Book(casebook, EvidenceStore(casebook.evidence_folder))


def _begin(evidence: Path, identity: str) -> None:
    EvidenceStore.create(evidence, identity)


def open_casebook(folder: Path | None = None) -> Book:
    """The casebook in ``folder``, or without one the nearest from the current folder upward.

    Raises CasebookError where there is none.
    """
    casebook = _database().open(folder) if folder else _database().find()
    return Book(casebook, EvidenceStore(casebook.evidence_folder))


def is_casebook(folder: Path) -> bool:
    """True where ``folder`` is a casebook."""
    return (folder / CONFIG).is_file()


def advice(database: str | None) -> str | None:
    """A sentence for who gave a password in a database's URL, where it is not kept; None where there is none."""
    from tallystick.casebook.database import kept

    if database is None or kept(database) == database:
        return None
    return "The password is not kept: put it into ~/.pgpass (host:port:name:user:password) or into PGPASSWORD."


def _database() -> type[Casebook]:
    # Django takes a quarter of a second to load, which `read` must not pay for.
    from tallystick.casebook import Casebook

    return Casebook


def author(name: str | None) -> str:
    """Who acts: ``name`` where given, else the system's user at its host."""
    return name or who()
