"""The files of the store: bytes wait in ``incoming/`` until they are logged, then lie read-only in ``objects/``."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tallystick.evidence.chain import sha256

_HASH = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20
_READ_ONLY = 0o444


def is_hash(name: str) -> bool:
    """True for the lower-case hexadecimal form of a SHA-256."""
    return _HASH.fullmatch(name) is not None


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of ``file``, one MiB at a time."""
    while chunk := file.read(_CHUNK):
        yield chunk


def hash_file(path: Path) -> tuple[str, int]:
    """SHA-256 and length in bytes of a file, never holding more than one MiB of it; follows no symbolic link."""
    digest, length = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        for chunk in chunks(file):
            digest.update(chunk)
            length += len(chunk)
    return digest.hexdigest(), length


def sync_folder(folder: Path) -> None:
    """Puts the folder's list of names on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Objects:
    """``objects/ab/abcd...`` and ``incoming/abcd...`` under the evidence folder."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "objects"
        self.incoming = folder / "incoming"

    def make(self) -> None:
        """Makes the two folders where they are missing: some ways of copying leave empty folders out."""
        for folder in (self.root, self.incoming):
            folder.mkdir(parents=True, exist_ok=True)

    def path(self, digest: str) -> Path:
        """Where the object with that hash lies."""
        return self.root / digest[:2] / digest

    def staged(self, digest: str) -> Path:
        """Where the bytes with that hash wait."""
        return self.incoming / digest

    def holds(self, digest: str) -> bool:
        """True where there is an object of that name, whatever its bytes."""
        return os.path.lexists(self.path(digest))

    def stage(self, digest: str, data: bytes) -> None:
        """Puts ``data`` into ``incoming/`` and on the disk; removes it again where that fails."""
        path = self.staged(digest)
        path.unlink(missing_ok=True)
        try:
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), _READ_ONLY)
                os.fsync(file.fileno())
            sync_folder(self.incoming)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def settle(self, digest: str) -> bool:
        """Moves bytes that wait in ``incoming/`` to their place; False where none wait or theirs is another hash.

        The move need not be flushed: a power cut leaves it done or undone.
        """
        staged, path = self.staged(digest), self.path(digest)
        if self.holds(digest) or not staged.is_file() or staged.is_symlink() or hash_file(staged)[0] != digest:
            return False
        path.parent.mkdir(exist_ok=True)
        staged.rename(path)
        return True

    def read(self, digest: str) -> bytes | None:
        """The bytes of the object, or those that wait under its name; None where their hash is not that one."""
        path = self.path(digest) if self.holds(digest) else self.staged(digest)
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            data = file.read()
        return data if sha256(data) == digest else None
