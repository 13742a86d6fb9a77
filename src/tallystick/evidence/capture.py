"""The capture record: what was taken, when, by whom, from where, with which tool (Berkeley Protocol, collection)."""

from __future__ import annotations

import getpass
import os
import socket
from datetime import UTC, datetime
from typing import Any

from attrs import asdict, field, frozen

from tallystick import __version__


def who() -> str:
    """The person at the keyboard as ``user@host``; the user's number where it has no name."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"


def now() -> str:
    """The current UTC time, ISO 8601 to the second: ``2024-05-01T09:30:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@frozen
class Capture:
    """The circumstances under which some bytes were taken."""

    name: str | None = None
    """The path as it was given."""
    url: str | None = None
    media_type: str | None = None
    document_id: str | None = None
    text_sha256: str | None = None
    """SHA-256 of the text as it was read out of the bytes, in UTF-8, so that the stored text can be verified too."""
    note: str | None = None
    by: str = field(factory=who)
    tool: str = f"tallystick {__version__}"
    at: str = field(factory=now)
    """UTC time of the capture (ISO 8601)."""

    def fields(self, sha256: str, length: int) -> dict[str, Any]:
        """The fields of the custody entry for this capture of ``length`` bytes; ``at`` becomes ``captured_at``."""
        fields = asdict(self)
        fields["captured_at"] = fields.pop("at")
        return fields | {"sha256": sha256, "bytes": length}


@frozen
class Receipt:
    """What ``preserve`` hands back: the hash of the bytes, the number of their log entry, and whether that is new."""

    sha256: str
    entry: int
    new: bool
