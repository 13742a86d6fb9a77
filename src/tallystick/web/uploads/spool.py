"""The folder where handed-in bytes wait for the worker: written whole before the database tells of them."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Collection, Iterable
from pathlib import Path

from tallystick.errors import CasebookError, IntakeError
from tallystick.intake import LARGEST_FILE

FOLDER = "uploads"
_DAY = 86_400


def put(folder: Path, pieces: Iterable[bytes], name: str) -> str:
    """Keeps the bytes of ``pieces`` in the spool of the casebook in ``folder``; the name of their file.

    Raises IntakeError where there are too many, CasebookError where they cannot be kept.
    """
    spool, key = folder / FOLDER, uuid.uuid4().hex
    try:
        spool.mkdir(mode=0o700, exist_ok=True)
        part = spool / f"{key}.part"
        _write(part, pieces, name)
        part.rename(spool / key)
    except OSError as error:
        raise CasebookError(
            f"{name} cannot be kept ({error.strerror}); free some space and hand it in again."
        ) from error
    return key


def _write(part: Path, pieces: Iterable[bytes], name: str) -> None:
    size = 0
    with part.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > LARGEST_FILE:
                break
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if size > LARGEST_FILE:
        part.unlink()
        raise IntakeError(too_large(name))


def too_large(name: str) -> str:
    """Why a file of more bytes than a report may have is refused."""
    return f"{name} has more than {LARGEST_FILE // 1_000_000} MB; split it."


def get(folder: Path, key: str) -> bytes:
    """The bytes kept under ``key``; raises IntakeError where they are gone."""
    try:
        return (folder / FOLDER / key).read_bytes()
    except OSError as error:
        raise IntakeError("What was handed in is no longer there; hand it in again.") from error


def drop(folder: Path, key: str) -> None:
    """Lets the bytes go."""
    if key:
        (folder / FOLDER / key).unlink(missing_ok=True)


def sweep(folder: Path, wanted: Collection[str]) -> None:
    """Lets the bytes go that no item waits for and that have lain for a day: what a stopped upload left behind."""
    spool, before = folder / FOLDER, time.time() - _DAY
    for file in spool.iterdir() if spool.is_dir() else ():
        if file.name not in wanted and file.stat().st_mtime < before:
            file.unlink(missing_ok=True)
