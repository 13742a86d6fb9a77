"""Opens a file of places, packed or not, without ever giving more than a limit."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from attrs import frozen

from tallystick.errors import TallystickError

LARGEST = 2 << 30
"""Bytes of a file, once unpacked."""
_TABLES, _OUTLINES = (".txt", ".tsv"), (".geojson", ".json")
BROKEN = (OSError, EOFError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error, RuntimeError)
"""What reading a packed file may raise where it is damaged, or locked with a password."""


@frozen
class Opened:
    """A file's text; ``name`` is that of the packed file where there is one."""

    name: str
    lines: IO[str]

    @property
    def is_geojson(self) -> bool:
        """True where the name says that it holds outlines."""
        return self.name.lower().endswith(_OUTLINES)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The text of ``path`` (UTF-8): plain, gzipped, or the one table or GeoJSON of a ZIP.

    Raises TallystickError where it cannot be opened, is damaged or too large.
    """
    with ExitStack() as held:
        try:
            name, data = _binary(path, held)
            text = io.TextIOWrapper(io.BufferedReader(_Limited(data, path)), encoding="utf-8-sig", newline="\n")
            yield Opened(name, held.enter_context(text))
        except BROKEN as error:
            raise _broken(path, error) from None


def _binary(path: Path, held: ExitStack) -> tuple[str, IO[bytes]]:
    if path.is_dir():
        raise TallystickError(f"{path} is a folder; name one file of places.")
    if path.suffix.lower() == ".zip":
        archive = held.enter_context(zipfile.ZipFile(path))
        member = _member(archive, path)
        return member.filename, held.enter_context(archive.open(member))
    if path.suffix.lower() == ".gz":
        return path.stem, cast(IO[bytes], held.enter_context(gzip.open(path)))
    return path.name, held.enter_context(path.open("rb"))


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The largest table or GeoJSON; what stands beside it is a read-me."""
    fit = [m for m in archive.infolist() if m.filename.lower().endswith(_TABLES + _OUTLINES)]
    if not fit:
        raise TallystickError(f"{path} holds no .txt, .tsv or .geojson; unpack it and add the table itself.")
    return max(fit, key=lambda m: m.file_size)


def _broken(path: Path, error: Exception) -> TallystickError:
    if isinstance(error, FileNotFoundError):
        return TallystickError(f"There is no file {path}; check its name.")
    if isinstance(error, PermissionError):
        return TallystickError(f"{path} may not be read; check its permissions.")
    return TallystickError(f"{path} cannot be read as a file of places: it is damaged or not UTF-8; fetch it again.")


class _Limited(io.RawIOBase):
    """A stream that refuses to go on for ever."""

    def __init__(self, data: IO[bytes], path: Path) -> None:
        self._data, self._path, self._read = data, path, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fills ``buffer``; raises TallystickError past the limit."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._data.read(len(view))
        self._read += len(data)
        if self._read > LARGEST:
            raise TallystickError(f"{self._path} holds more than 2 GB; add a file of one country.")
        view[: len(data)] = data
        return len(data)
