"""``publish``: the incidents in a format, to a file that is whole or not there, or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Literal

from attrs import frozen

from tallystick import __version__
from tallystick.commands.casebooks import Book
from tallystick.commands.cases import Selection, case_files
from tallystick.errors import TallystickError
from tallystick.publishing import Settings, publisher


@frozen
class Choices:
    """How the record is published: who may see it, and by which convention and method its ranges are made."""

    profile: Literal["public", "full"] = "public"
    convention: str = "literal"
    method: str = "reconciled"


def publish(book: Book, form: str, output: Path | None, choices: Choices) -> int:
    """Write the incidents of harm in the format ``form`` and return their number.

    Raises TallystickError for an unknown format, or where ``output`` cannot be written.
    """
    chosen = publisher(form)
    settings = Settings(choices.profile, version=f"tallystick {__version__}")
    cases = case_files(book, Selection(), choices.convention, choices.method)
    if output is None:
        return chosen.write(cases, sys.stdout.buffer, settings)
    return _whole(output, lambda file: chosen.write(cases, file, settings))


def _whole(output: Path, write: Callable[[IO[bytes]], int]) -> int:
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise TallystickError(f"{output} cannot be written: {error.strerror}; choose another place.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            count = write(file)
        Path(name).chmod(0o644)
        Path(name).replace(output)
    except OSError as error:
        raise TallystickError(f"{output} cannot be written: {error.strerror}; choose another place.") from None
    finally:
        Path(name).unlink(missing_ok=True)
    return count
