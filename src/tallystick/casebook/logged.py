"""What the custody log says of the database: the part of it that a check compares with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from tallystick.casebook.actions import DECISION, LINKED, READING, RECORD
from tallystick.casebook.custody import NO_RECORD

Entry = tuple[str, Mapping[str, Any]]
"""Action and fields of an entry of the custody log."""
_CAPTURES = frozenset({"capture", "restored"})


@define
class Logged:
    """The entries of a custody log, gathered."""

    texts: dict[tuple[str, str], set[str]] = field(factory=dict)
    """The text hashes logged for each (document id, hash of its bytes) that was preserved."""
    readings: dict[str, Mapping[str, Any]] = field(factory=dict)
    """The latest reading of each document."""
    decisions: dict[int, Mapping[str, Any]] = field(factory=dict)
    twice: list[int] = field(factory=list)
    """Numbers of decisions that were logged twice, and not alike."""
    record: str | None = None
    """The hash that the incidents were last changed to; None where they were never logged."""
    before: str = NO_RECORD
    confirmed: bool = True
    """True where the log also says that this change was stored."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Logged:
        """Gathers the entries of the log, in their order."""
        found = cls()
        for action, fields in entries:
            found._take(action, fields)
        return found

    def _take(self, action: str, fields: Mapping[str, Any]) -> None:
        if action in _CAPTURES and fields.get("document_id") is not None:
            texts = self.texts.setdefault((str(fields["document_id"]), str(fields.get("sha256"))), set())
            if fields.get("text_sha256"):
                texts.add(fields["text_sha256"])
        elif action == READING:
            self.readings[str(fields.get("document_id"))] = fields
        elif action == RECORD:
            self._change(str(fields.get("record_sha256")))
        elif action == LINKED:
            self.confirmed = True
        elif action == DECISION and isinstance(fields.get("number"), int):
            self.confirmed = True
            if self.decisions.setdefault(fields["number"], fields) != fields:
                self.twice.append(fields["number"])

    def _change(self, record: str) -> None:
        if self.confirmed and self.record is not None:
            self.before = self.record
        self.record, self.confirmed = record, False
