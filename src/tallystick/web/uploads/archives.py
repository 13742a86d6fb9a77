"""Files of a ZIP archive, none of which grows beyond what a report may be: an archive may lie about itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from tallystick.errors import IntakeError, TallystickError
from tallystick.intake import LARGEST_FILE, passed_over

SUFFIX = ".zip"
MOST_FILES = 10_000
MOST_BYTES = 1_000_000_000
_PIECE = 65_536


def is_archive(name: str, data: bytes) -> bool:
    """True for a ZIP archive; office documents, which are archives too, go by their own suffix."""
    return is_named_so(name) and data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def is_named_so(name: str) -> bool:
    """True for a name with the suffix of a ZIP archive."""
    return name.lower().endswith(SUFFIX)


def unpack(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file; folders, hidden files and links are left out.

    Raises IntakeError where it is damaged or encrypted, or unpacks to more than it should.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            chosen = [entry for entry in archive.infolist() if _is_report(entry)]
            if len(chosen) > MOST_FILES:
                raise IntakeError(f"{name} holds {len(chosen)} files, more than {MOST_FILES}; split it.")
            left = MOST_BYTES
            for entry in chosen:
                found = _read(archive, entry, name, left)
                left -= len(found)
                yield entry.filename, found
    except TallystickError:
        raise
    except Exception as error:  # each way of packing has faults of its own, and none is listed anywhere
        raise IntakeError(f"{name} cannot be unpacked ({error}); hand its files in one by one.") from error


def _is_report(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not (entry.is_dir() or hidden or passed_over(entry.filename))


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> bytes:
    """The bytes of ``entry``, counted as they come: what the archive says of their number is not believed."""
    found = bytearray()
    with archive.open(entry) as file:
        while piece := file.read(_PIECE):
            found += piece
            if len(found) > min(LARGEST_FILE, left):
                raise IntakeError(
                    f"{name} unpacks to more than it should ({entry.filename}); hand its files in one by one."
                )
    return bytes(found)
