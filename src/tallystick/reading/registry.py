"""Readers by name, from the entry points of the group ``tallystick.readers``."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from attrs import frozen

from tallystick.errors import UsageError
from tallystick.record import Claim, Document, PlaceNames

GROUP = "tallystick.readers"


class Reader(Protocol):
    """What a reader must be; an entry point names a class (or function) that makes one without arguments."""

    @property
    def name(self) -> str:
        """The name it is installed under."""
        ...

    @property
    def version(self) -> str:
        """What a claim's history keeps of the reader beside its name: another version may read otherwise."""
        ...

    def read(self, document: Document, places: PlaceNames | None = None) -> tuple[Claim, ...]:
        """The claims of ``document`` in the order of the text; ``places`` says which words are known place names.

        Raises ReaderError where the document cannot be read.
        """
        ...


@frozen
class Reading:
    """Claims of a document, and what the user should be told of the reading: one sentence each."""

    claims: tuple[Claim, ...]
    warnings: tuple[str, ...] = ()


@runtime_checkable
class WarningReader(Protocol):
    """A reader that has something to say beside its claims."""

    def examine(self, document: Document, places: PlaceNames | None = None) -> Reading:
        """As ``Reader.read``, with warnings."""
        ...


def readers() -> tuple[str, ...]:
    """Names of the installed readers in alphabetical order."""
    return tuple(sorted(point.name for point in entry_points(group=GROUP)))


def reader(name: str) -> Reader:
    """The reader called ``name``.

    Raises UsageError naming the installed ones where there is none, or where this one lacks its settings.
    """
    for point in entry_points(group=GROUP, name=name):
        made: Reader = point.load()()
        return made
    raise UsageError(f"There is no reader named {name!r}; the installed ones are {', '.join(readers())}.")


def examine(chosen: Reader, document: Document, places: PlaceNames | None = None) -> Reading:
    """The claims of ``document`` by any reader, with its warnings where it has any. Raises as ``Reader.read``."""
    if isinstance(chosen, WarningReader):
        return chosen.examine(document, places)
    return Reading(chosen.read(document, places))
