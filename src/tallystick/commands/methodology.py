"""By what rules a record was made: the version of the program, and the hash of the vocabulary that it read with."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from attrs import frozen

from tallystick import __version__

_SHOWN = 12


@frozen
class Methodology:
    """Two records with the same methodology were read, linked, counted and graded by the same rules."""

    version: str
    """Of the program."""
    vocabulary_sha256: str
    """Over the names and the bytes of the vocabulary's data files in the order of their names."""

    def __str__(self) -> str:
        return f"tallystick {self.version}, vocabulary {self.vocabulary_sha256[:_SHOWN]}"


@cache
def methodology() -> Methodology:
    """The methodology of this program, to be stamped on records and exports."""
    total = hashlib.sha256()
    for path in sorted((files("tallystick.vocabulary") / "data").iterdir(), key=lambda path: path.name):
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return Methodology(__version__, total.hexdigest())
