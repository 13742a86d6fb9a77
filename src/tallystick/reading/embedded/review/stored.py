"""The heads that a casebook's reviews taught, in one file of its folder: put in use, and out of use, at one stroke."""

from __future__ import annotations

import json
import os
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from attrs import frozen

from tallystick.errors import ReaderError
from tallystick.reading.embedded.heads import Floats, Heads
from tallystick.reading.embedded.review.judgements import JUDGEMENTS

FILE = "reader.npz"
_REFITTED = tuple(f"{head}.{part}" for head in dict.fromkeys(j.head for j in JUDGEMENTS) for part in ("weight", "bias"))
_ABOUT = "about"
_SHORT = 6


@frozen
class Learned:
    """Heads that were learned, and what is to be known of them."""

    heads: Heads
    base: str
    """Fingerprint of the shipped heads that they were refitted from: with another network they mean nothing."""
    about: dict[str, Any]
    """When, from what and with what result, as plain data."""

    @property
    def version(self) -> str:
        """The beginning of the hash of what was refitted."""
        return fingerprint({name: self.heads.values[name] for name in _REFITTED})[:_SHORT]


def fingerprint(values: dict[str, Floats]) -> str:
    """SHA-256 over names, shapes and values."""
    found = sha256()
    for name in sorted(values):
        array = np.ascontiguousarray(values[name], dtype="<f4")
        found.update(f"{name} {array.shape}\n".encode() + array.tobytes())
    return found.hexdigest()


def save(folder: Path, learned: Learned) -> None:
    """Puts ``learned`` in use for the casebook in ``folder``: wholly, or, where it is interrupted, not at all.

    Raises ReaderError where the folder cannot be written.
    """
    about = json.dumps({"version": learned.version, "base": learned.base, **learned.about}).encode()
    kept: dict[str, Any] = {name: learned.heads.values[name] for name in _REFITTED}
    kept[_ABOUT] = np.frombuffer(about, dtype=np.uint8)
    part = folder / f"{FILE}.part"
    try:
        with part.open("wb") as file:
            np.savez_compressed(file, **kept)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / FILE)
    except OSError as error:
        raise ReaderError(f"{folder / FILE} cannot be written ({error.strerror}); make room or allow it.") from error
    finally:
        part.unlink(missing_ok=True)


def load(folder: Path, shipped: Heads) -> Learned | None:
    """What is in use in ``folder``, on top of the ``shipped`` heads; None where nothing was learned.

    Raises ReaderError where the file is damaged, or where it was learned with another version of the network.
    """
    path = folder / FILE
    if not in_use(folder):
        return None
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float32) for name in _REFITTED}
            about = dict(json.loads(file[_ABOUT].tobytes()))
        version, base = about.pop("version"), about.pop("base")
    except (OSError, EOFError, ValueError, TypeError, KeyError, BadZipFile, zlib.error) as error:
        raise ReaderError(f"{path} is damaged; `tallystick train --reset` goes back to the shipped reader.") from error
    found = Learned(Heads({**shipped.values, **arrays}), base, about)
    if version != found.version:
        raise ReaderError(f"{path} was changed; `tallystick train --reset` goes back to the shipped reader.")
    if any(array.shape != shipped.values[name].shape for name, array in arrays.items()) or base != fingerprint(
        shipped.values
    ):
        raise ReaderError(
            f"{path} was learned with another version of the reader; run `tallystick train --use` to learn anew, or "
            "`tallystick train --reset` to go back to the shipped one."
        )
    return found


def in_use(folder: Path) -> bool:
    """True where the casebook in ``folder`` has heads of its own in use."""
    return (folder / FILE).is_file()


def forget(folder: Path) -> None:
    """Goes back to the shipped heads."""
    (folder / FILE).unlink(missing_ok=True)
