"""Which names mean one place or actor, on a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from tallystick.client.connection import Connection, Plain


class _Named:
    """What is named by its id or one of its names."""

    many: str
    one: str

    def __init__(self, connection: Connection) -> None:
        self._on = connection

    def show(self, name: str) -> Plain:
        """One with its names and what was decided about it."""
        return self._on.get(f"{self.many}/{quote(name)}")

    def merge(self, into: str, other: str, *, reason: str) -> Plain:
        """Two are one: ``other`` is ``into`` from now on."""
        return self._tell(into, "merge", other=other, reason=reason)

    def rename(self, name: str, to: str, *, reason: str) -> Plain:
        """Another name; the old one stays beside it."""
        return self._tell(name, "rename", name=to, reason=reason)

    def undo(self, decision: int, *, reason: str) -> Plain:
        """Take a decision back."""
        return self._on.post(f"{self.one}-decisions/{decision}/undo", {"reason": reason})

    def _tell(self, name: str, act: str, /, **told: Any) -> Plain:
        return self._on.post(f"{self.many}/{quote(name)}/{act}", told)


class Places(_Named):
    """Where incidents lie."""

    many, one = "places", "place"

    def all(self, words: str = "", unplaced: bool = False) -> list[Plain]:
        """The places, those with most incidents of harm first; ``unplaced``: of which nobody knows where they lie."""
        return self._on.whole("places", words=words, unplaced=unplaced)

    def put(self, place: str, point: Mapping[str, Any], *, reason: str) -> Plain:
        """A place lies at ``latitude`` and ``longitude``, with ``precision`` (where_prec) and perhaps a ``name``."""
        return self._tell(place, "put", point=dict(point), reason=reason)

    def put_at(self, place: str, entry: str, words: str | None = None, *, reason: str) -> Plain:
        """A place is the ``entry`` that the gazetteers have under its name, or under other ``words``."""
        return self._tell(place, "put", entry=entry, words=words, reason=reason)


class Actors(_Named):
    """Who is blamed."""

    many, one = "actors", "actor"

    def all(self, words: str = "") -> list[Plain]:
        """Who is blamed, in how many incidents."""
        return self._on.whole("actors", words=words)
