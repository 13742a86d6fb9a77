"""What the custody log says of one document, found without a look at each of its entries."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator

from attrs import frozen

from tallystick.commands.casebooks import Book
from tallystick.errors import EvidenceError
from tallystick.evidence import Entry
from tallystick.evidence.chain import true_entry
from tallystick.evidence.log import LOG_NAME


@frozen
class Kept:
    """The entries of the log about a document, oldest first; ``more`` where there are more than were asked for."""

    entries: tuple[Entry, ...]
    more: bool = False


def entries_about(book: Book, document: str, at_most: int = 100) -> Kept:
    """The first ``at_most`` entries about ``document``: its captures and its readings.

    Raises EvidenceError where the log cannot be read.
    """
    path = book.evidence.folder / LOG_NAME
    sought = json.dumps({"document_id": document}, ensure_ascii=False)[1:-1].replace('": "', '":"', 1)
    found: list[Entry] = []
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as log:
            for line in _lines_with(log, sought.encode("utf-8", "backslashreplace")):
                entry = true_entry(line)
                if entry is None or entry.fields.get("document_id") != document:
                    continue
                if len(found) == at_most:
                    return Kept(tuple(found), more=True)
                found.append(entry)
    except (OSError, ValueError) as error:
        raise EvidenceError(f"The custody log cannot be read ({error}); run `tallystick verify`.") from error
    return Kept(tuple(found))


def _lines_with(log: mmap.mmap, sought: bytes) -> Iterator[bytes]:
    at = log.find(sought)
    while at >= 0:
        begin, end = log.rfind(b"\n", 0, at) + 1, log.find(b"\n", at)
        end = len(log) if end < 0 else end + 1
        yield log[begin:end]
        at = log.find(sought, end)
