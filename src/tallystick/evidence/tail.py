"""The end of a custody log, read from behind, so that what was added since is found however long the log is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tallystick.evidence.chain import EMPTY, Entry, LogHead, true_entry

_AT_ONCE = 1 << 13


def since(path: Path, head: LogHead) -> list[Entry] | None:
    """The entries after ``head`` in their order, damaged ones left out; None where ``head`` is none of this log's."""
    found: list[Entry] = []
    for line in _backwards(path):
        entry = true_entry(line + b"\n")
        if entry is not None and entry.sequence <= head.length:
            return found[::-1] if entry.head == head else None
        if entry is not None:
            found.append(entry)
    return found[::-1] if head == EMPTY else None


def _backwards(path: Path) -> Iterator[bytes]:
    """The ended lines of a file without their ends, the last first."""
    with path.open("rb") as file:
        at, parts = file.seek(0, 2), list[bytes]()
        ended = False
        while at > 0:
            step = min(_AT_ONCE, at)
            at = file.seek(at - step)
            first, *lines = file.read(step).split(b"\n")
            if lines:
                parts.append(lines.pop())
                if ended:
                    yield b"".join(reversed(parts))
                ended = True
                yield from reversed(lines)
                parts = []
            parts.append(first)
        if ended:
            yield b"".join(reversed(parts))
