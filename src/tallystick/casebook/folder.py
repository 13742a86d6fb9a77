"""The casebook's folder: ``casebook.toml`` says that it is one, the database and ``evidence/`` lie beside it."""

from __future__ import annotations

import json
import os
import tomllib
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from attrs import asdict, evolve, frozen

from tallystick import __version__
from tallystick.errors import CasebookError

CONFIG = "casebook.toml"
UNFINISHED = "casebook.toml.new"
DATABASE = "casebook.sqlite3"
EVIDENCE = "evidence"


@frozen
class Identity:
    """What ``casebook.toml`` says."""

    id: str
    created: str
    """UTC time (ISO 8601)."""
    tool: str
    """The version that made it."""
    database: str
    """A file in the folder, or a URL."""
    countries: tuple[str, ...] = ()
    """The countries that it is about (ISO 3166-1 alpha-2): places of one name are sooner looked for there."""
    title: str = ""
    """As people call it; empty where the folder's name does."""
    convention: str = "literal"
    """The counting convention in force."""
    method: str = "reconciled"
    """The method of ranges in force."""

    @classmethod
    def new(cls, database: str, countries: Sequence[str] = ()) -> Identity:
        """A casebook that begins now."""
        created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return cls(str(uuid.uuid4()), created, f"tallystick {__version__}", database, tuple(countries))

    def write(self, path: Path) -> None:
        """Writes the file whole or not at all. JSON strings, and lists of them, are TOML's too."""
        lines = [f"{key} = {json.dumps(value)}\n" for key, value in asdict(self).items()]
        part = path.with_name(f"{path.name}.part")
        with part.open("w", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    @property
    def rules(self) -> tuple[str, str]:
        """The counting convention and the method by which numbers are made."""
        return self.convention, self.method

    @classmethod
    def read(cls, path: Path) -> Identity:
        """What the file says; raises CasebookError where it is damaged."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            known = {key: str(data[key]) for key in ("id", "created", "tool", "database")}
            chosen = {key: str(data[key]) for key in ("title", "convention", "method") if key in data}
            return cls(**known, countries=tuple(map(str, data.get("countries", ()))), **chosen)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CasebookError(f"{path} cannot be read ({error}); restore it from a copy.") from error


def find(start: Path) -> Path:
    """The nearest folder from ``start`` upward that is a casebook.

    Raises CasebookError where there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CONFIG).is_file():
            return folder
    raise CasebookError("There is no casebook here or above; run `tallystick init` first or name one with --casebook.")


def identity(folder: Path) -> Identity:
    """What the casebook in ``folder`` says of itself.

    Raises CasebookError where there is none, or only one whose making was stopped.
    """
    if (folder / CONFIG).is_file():
        return Identity.read(folder / CONFIG)
    if (folder / UNFINISHED).is_file():
        raise CasebookError(f"The casebook in {folder} was not finished; run `tallystick init {folder}` again.")
    raise CasebookError(f"There is no casebook in {folder}; run `tallystick init {folder}` first.")


def begin(folder: Path, database: str, countries: Sequence[str] = ()) -> Identity:
    """Claims ``folder`` for a new casebook; where its making was stopped, the same casebook as then.

    ``database`` may be another than then.

    Raises CasebookError where the folder is a casebook already, holds parts of one, or cannot be written.
    """
    if (folder / CONFIG).exists():
        raise CasebookError(f"There is a casebook in {folder} already; use it, or name another folder.")
    for above in folder.resolve().parents:
        if (above / CONFIG).is_file():
            raise CasebookError(f"{folder} lies inside the casebook {above}; name a folder outside of it.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / UNFINISHED).is_file():
            stopped = Identity.read(folder / UNFINISHED)
            made = evolve(stopped, database=database)
            if made != stopped:
                made.write(folder / UNFINISHED)
            return made
        for name in (DATABASE, EVIDENCE):
            if os.path.lexists(folder / name):
                raise CasebookError(f"{folder} holds {name} but no {CONFIG}; move it away or name another folder.")
        made = Identity.new(database, countries)
        made.write(folder / UNFINISHED)
        return made
    except OSError as error:
        raise CasebookError(f"No casebook can be made in {folder}: {error.strerror}; name another folder.") from error


def begun_with(folder: Path) -> str | None:
    """The database of the casebook whose making in ``folder`` was stopped; None where none was."""
    unfinished = folder / UNFINISHED
    return Identity.read(unfinished).database if unfinished.is_file() else None


def finish(folder: Path) -> None:
    """Makes ``folder`` a casebook: from now on it is found."""
    (folder / UNFINISHED).rename(folder / CONFIG)
