"""The registry of informants and outlets on a server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from tallystick.client.connection import Connection, Plain

_AT_ONCE = 200


class Sources:
    """Informants and outlets; each is named by its id or one of its names."""

    def __init__(self, connection: Connection) -> None:
        self._on = connection

    def all(self, role: str | None = None, words: str = "", decided: bool = False) -> Iterator[Plain]:
        """Informants and outlets in the order of their ids; of one role, with words in a name, or decided about."""
        named = {} if role is None else {"role": role}
        return self._on.every("sources", words=words, decided=decided, limit=_AT_ONCE, **named)

    def show(self, informant: str) -> Plain:
        """One with its names, what was decided about it, and the names that reports propose."""
        return self._on.get(f"sources/{quote(informant)}")

    def proposals(self, everything: bool = False) -> list[Plain]:
        """Names that the reports propose and that wait for a decision, or all of them."""
        return self._on.whole("source-names", everything=everything)

    def conflicts(self) -> list[Plain]:
        """Names that are of more than one informant."""
        return self._on.listed("source-conflicts")

    def voices(self, kind: str = "informant", words: str = "") -> list[Plain]:
        """Who speaks (``informant``) or hands on (``outlet``), by the names in the reports."""
        return self._on.whole("voices", kind=kind, words=words)

    def add(
        self, facts: Mapping[str, Any], *, aliases: Sequence[str] = (), people: Sequence[str] = (), reason: str
    ) -> Plain:
        """A new one; ``facts``: its name, and kind, role, organisation, side, interest, notes."""
        return self._on.post("sources", {**facts, "aliases": list(aliases), "people": list(people), "reason": reason})

    def change(self, informant: str, changes: Mapping[str, Any], *, reason: str) -> Plain:
        """Facts given anew; what is left out stays."""
        return self._tell(informant, "change", **changes, reason=reason)

    def alias(self, informant: str, name: str, *, reject: bool = False, person: bool = False, reason: str) -> Plain:
        """A further name, or one that it has not; ``person``: of somebody who speaks for it."""
        return self._tell(informant, "name", name=name, reject=reject, person=person, reason=reason)

    def rate(self, informant: str, letter: str | None, *, reason: str) -> Plain:
        """How reliable it is, A to F; None takes the judgement away."""
        return self._tell(informant, "rate", letter=letter, reason=reason)

    def side(self, informant: str, side: str | None, interest: str | None = None, *, reason: str) -> Plain:
        """The party that it speaks for, and how it stands to the parties."""
        return self._tell(informant, "side", side=side, interest=interest, reason=reason)

    def merge(self, into: str, other: str, *, reason: str) -> Plain:
        """Two are one; the id of ``other`` leads to ``into``."""
        return self._tell(into, "merge", other=other, reason=reason)

    def undo(self, decision: int, *, reason: str) -> Plain:
        """Take a decision about informants back."""
        return self._on.post(f"source-decisions/{decision}/undo", {"reason": reason})

    def _tell(self, informant: str, act: str, **told: Any) -> Plain:
        return self._on.post(f"sources/{quote(informant)}/{act}", told)
