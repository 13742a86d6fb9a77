"""What the custody log says of the database: what commands go on from, and what a check compares with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from attrs import define, field

from tallystick.casebook.actions import DECISION, LINKED, READING, RECORD
from tallystick.casebook.custody import NOTHING, OLD_RECORD_FIELD, RECORD_FIELD

Entry = tuple[str, Mapping[str, Any]]
"""Action and fields of an entry of the custody log."""
_CAPTURES = frozenset({"capture", "restored"})


@define
class Kept:
    """What the entries amount to for the next command."""

    head: str | None = None
    """The log's head (LENGTH:HASH) after the last of them; null where that is not known."""
    decisions: int = 0
    """The highest number of a decision that was logged."""
    form: str = RECORD_FIELD
    """Which hash of the incidents the last ``record`` entry has."""
    record: str | None = None
    """The hash that the incidents were last changed to; null where they were never logged."""
    before: str | None = None
    """The hash before that change."""
    confirmed: bool = True
    """True where the log also says that this change was stored."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """Gathers the entries of the log, in their order."""
        found = cls()
        for action, fields in entries:
            found.take(action, fields)
        return found

    def take(self, action: str, fields: Mapping[str, Any]) -> None:
        """Goes on with the next entry."""
        if action == RECORD:
            self._change(RECORD_FIELD if RECORD_FIELD in fields else OLD_RECORD_FIELD, fields)
        elif action == LINKED:
            self.confirmed = True
        elif action == DECISION and isinstance(fields.get("number"), int):
            self.confirmed = True
            self.decisions = max(self.decisions, fields["number"])

    def _change(self, form: str, fields: Mapping[str, Any]) -> None:
        if self.record is None:
            self.before = NOTHING[form]
        elif self.confirmed:
            self.before = self.record
        self.form, self.record, self.confirmed = form, str(fields.get(form)), False


@define
class Logged(Kept):
    """All that the log says."""

    texts: dict[tuple[str, str], set[str]] = field(factory=dict)
    """The text hashes logged for each (document id, hash of its bytes) that was preserved."""
    readings: dict[str, Mapping[str, Any]] = field(factory=dict)
    """The latest reading of each document."""
    told: dict[int, Mapping[str, Any]] = field(factory=dict)
    """The entry of each decision."""
    twice: list[int] = field(factory=list)
    """Numbers of decisions that were logged twice, and not alike."""

    def take(self, action: str, fields: Mapping[str, Any]) -> None:
        """Goes on with the next entry."""
        super().take(action, fields)
        if action in _CAPTURES and fields.get("document_id") is not None:
            texts = self.texts.setdefault((str(fields["document_id"]), str(fields.get("sha256"))), set())
            if fields.get("text_sha256"):
                texts.add(fields["text_sha256"])
        elif action == READING:
            self.readings[str(fields.get("document_id"))] = fields
        elif action == DECISION and isinstance(fields.get("number"), int):
            first = self.told.setdefault(fields["number"], fields)
            self.twice += [fields["number"]] if first != fields else []
