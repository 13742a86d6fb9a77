"""What passes between the readers of single formats and the assembly of a ``Document``."""

from __future__ import annotations

from attrs import frozen

from tallystick.record import Document

Runs = tuple[tuple[int, int, int], ...]
"""(start in the text, start in the decoded original, length), in the order of the text."""


@frozen
class Options:
    """What the user says about a file; each wins over what the file says."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    document_id: str | None = None


@frozen
class Extracted:
    """What the reader of a format took from the bytes; None where the format does not say."""

    text: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """ISO 8601 day from the format's own metadata."""
    original_map: Runs | None = None
    """None where the text is the decoded file itself, empty where nothing can be mapped back."""
    warnings: tuple[str, ...] = ()
    key: str | None = None
    """Which part of the file this is: the id of a feed's entry."""


@frozen
class Intake:
    """One report taken in: the document, the bytes that it came from, and the name that it came under."""

    document: Document
    original: bytes
    name: str
