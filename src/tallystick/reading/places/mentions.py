"""What a place expression is."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from tallystick.record import Span

MentionKind = Literal["named", "facility", "relative", "generic"]


@frozen
class PlaceMention:
    """One place expression of a report, in full ("the Bustan al-Qasr district of eastern Aleppo").

    ``name`` is the expression without its article; ``head`` the proper name in it that says most precisely where
    ("Bustan al-Qasr"), None where it has none. ``kind``: ``named``; ``facility`` (a building or site, with or without
    a name); ``relative`` (near, outside or part of a named place); ``generic`` ("the city"). ``preposition`` is the
    word that leads to it, in lower case, or the verb that takes it as its object.
    """

    name: str
    text: Span
    kind: MentionKind
    head: str | None = None
    preposition: str | None = None
    known: bool = False
    """True where the gazetteer knows a name in it."""
    country: bool = False
    """True where it names nothing smaller than a country."""
