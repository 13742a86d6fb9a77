"""What every format is given beside the case files, and what a format must be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Literal, Protocol

from attrs import frozen

from tallystick.record import CaseFile

COVERAGE_NOTE = (
    "This record holds only what the reports added to this casebook say and what was read from them; harm that no "
    "report told, or that the reader missed, is not in it, and real figures are likely to be higher."
)
"""Every Casualty standards: what is missing is said on every export."""


@frozen
class Settings:
    """``public`` leaves out quoted words, names of persons and exact points; ``full`` is for those who may see them."""

    profile: Literal["public", "full"] = "public"
    coverage_note: str = COVERAGE_NOTE
    version: str = ""
    """Version of the program, stamped on the export."""

    @property
    def redacted(self) -> bool:
        """True where persons and exact points must be left out."""
        return self.profile != "full"


class Publisher(Protocol):
    """A format: its name, what files of it are called, and how case files are written in it."""

    name: str
    suffix: str
    media_type: str

    def write(self, cases: Iterable[CaseFile], out: IO[bytes], settings: Settings) -> int:
        """Write ``cases`` to ``out`` and return how many were written."""
        ...
