"""The custody log's entries and how each is chained to the one before.

``custody.jsonl`` holds one entry a line. Anyone can check it without this program:

1. A line is a JSON object with the keys ``action``, ``at``, ``fields``, ``hash``, ``previous`` and ``sequence``, in
   canonical form: keys sorted at every depth, no space between tokens, characters beyond ASCII as themselves in UTF-8,
   ended by one line feed. In Python: ``json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)``,
   then ``.encode("utf-8", "backslashreplace")`` (a stray surrogate of a file name stands as its JSON escape).
2. ``hash`` is the SHA-256, in lower-case hexadecimal, of that canonical form of the entry *without* the key ``hash``
   (and without the line feed).
3. ``previous`` is the ``hash`` of the line before; in the first line it is 64 zeros.
4. ``sequence`` counts the lines from 1.
5. The first entry has the action ``created`` and names the casebook. ``fields.sha256`` of a ``capture``, ``restored``
   or ``torn-line`` entry names the object ``objects/ab/abcd...`` whose bytes have that SHA-256 (``sha256sum``).

The chain shows every change inside the log. Whoever can write the whole folder could rewrite the log from some entry to
its end, or cut its end off, and chain it anew: only a head (``LENGTH:HASH``) that was noted elsewhere shows that.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from attrs import Factory, frozen

from tallystick.errors import EvidenceError

START = "0" * 64
"""``previous`` of the first entry."""

CREATED = "created"
CAPTURE = "capture"
RESTORED = "restored"
TORN_LINE = "torn-line"
OBJECT_ACTIONS = frozenset({CAPTURE, RESTORED, TORN_LINE})
"""Actions whose ``fields.sha256`` names an object of the store."""

_KEYS = frozenset({"action", "at", "fields", "hash", "previous", "sequence"})
_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def canonical(data: Mapping[str, Any]) -> bytes:
    """``data`` in the canonical form of rule 1."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def settled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """``fields`` as they are read back from a log, so that the hash of what is written is that of what is read."""
    read: dict[str, Any] = json.loads(canonical(fields))
    return read


def sha256(data: bytes) -> str:
    """SHA-256 of ``data`` in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@frozen
class LogHead:
    """The state of a custody log: how many entries it has and the hash of the last (64 zeros for none)."""

    length: int
    hash: str

    def __str__(self) -> str:
        return f"{self.length}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> LogHead:
        """The head written as ``LENGTH:HASH``.

        Raises EvidenceError where ``text`` is not one.
        """
        match = _HEAD.fullmatch(text.strip().lower())
        if match is None or not match[1].isascii():
            raise EvidenceError(f"{text!r} is not a log head; give it as `add` printed it: LENGTH:HASH.")
        return cls(int(match[1]), match[2])


EMPTY = LogHead(0, START)
"""The head of a log without entries."""


@frozen
class Entry:
    """One line of the custody log."""

    sequence: int
    previous: str
    action: str
    at: str
    """UTC time of writing (ISO 8601)."""
    fields: dict[str, Any]
    hash: str = Factory(lambda self: self.true_hash(), takes_self=True)

    def _body(self) -> dict[str, Any]:
        return {
            "action": self.action,
            "at": self.at,
            "fields": self.fields,
            "previous": self.previous,
            "sequence": self.sequence,
        }

    def true_hash(self) -> str:
        """The hash that rule 2 gives for what the entry now says."""
        return sha256(canonical(self._body()))

    def line(self) -> bytes:
        """The entry as it stands in the log, with its line feed."""
        return canonical(self._body() | {"hash": self.hash}) + b"\n"

    def follows(self, head: LogHead) -> bool:
        """True where this is the entry right after ``head``."""
        return self.sequence == head.length + 1 and self.previous == head.hash

    def is_true_to(self, line: bytes) -> bool:
        """True where ``line`` is this entry byte for byte and its hash is right."""
        try:
            return self.line() == line and self.true_hash() == self.hash
        except (ValueError, RecursionError):
            return False

    @property
    def object(self) -> str | None:
        """Hash of the object that the entry brought into the store; None for other entries."""
        named = self.fields.get("sha256") if self.action in OBJECT_ACTIONS else None
        return named if isinstance(named, str) else None

    @property
    def head(self) -> LogHead:
        """The log's head when this entry is its last."""
        return LogHead(self.sequence, self.hash)


def parse_line(line: bytes) -> Entry | None:
    """The entry that ``line`` holds, whether or not its hash is right; None where it holds none."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.keys() != _KEYS or not isinstance(data["fields"], dict):
        return None
    words = (data["action"], data["at"], data["hash"], data["previous"])
    if type(data["sequence"]) is not int or not all(isinstance(word, str) for word in words):
        return None
    return Entry(**data)


def true_entry(line: bytes) -> Entry | None:
    """The entry that ``line`` holds where its form and its hash are right; else None."""
    entry = parse_line(line)
    return entry if entry is not None and entry.is_true_to(line) else None
