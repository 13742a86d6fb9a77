"""``publish``: the incidents in a format, to a file that is whole or not there, or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Literal

from attrs import frozen

from tallystick.casebook.folder import EVIDENCE
from tallystick.commands.casebooks import Book, is_casebook
from tallystick.commands.cases import Selection, case_files
from tallystick.commands.methodology import methodology
from tallystick.commands.usage import require_format
from tallystick.errors import TallystickError
from tallystick.publishing import Settings, publisher


@frozen
class Choices:
    """How the record is published: who may see it, and by which convention and method its ranges are made."""

    profile: Literal["public", "full"] = "public"
    convention: str | None = None
    method: str | None = None
    """None: as in force in the casebook."""


def publish(book: Book, form: str, output: Path | None, choices: Choices) -> int:
    """Write the incidents of harm in the format ``form`` and return their number.

    Raises UsageError for an unknown format, convention or method, TallystickError where ``output`` may not be or
    cannot be written.
    """
    require_format(form)
    chosen = publisher(form)
    settings = Settings(choices.profile, version=str(methodology()))
    cases = case_files(book, Selection(), choices.convention, choices.method)
    if output is not None:
        _refuse(output)
        return _whole(output, lambda file: chosen.write(cases, file, settings))
    # Standard output stays open, whatever the format does with the stream that it is given.
    sys.stdout.flush()
    with os.fdopen(sys.stdout.fileno(), "wb", closefd=False) as out:
        return chosen.write(cases, out, settings)


def written(output: Path, data: bytes) -> None:
    """Writes ``data`` to a file that is whole or not there.

    Raises TallystickError where it may not be or cannot be written.
    """
    _refuse(output)
    _whole(output, lambda file: file.write(data))


def _refuse(output: Path) -> None:
    """Raises TallystickError where writing ``output`` would replace something that is no file, or a casebook's own."""
    if os.path.lexists(output) and not (output.is_file() or output.is_symlink()):
        raise TallystickError(f"{output} is not a file; name one, or leave out --output and redirect standard output.")
    folder = output.parent.resolve()
    if is_casebook(folder) or any(is_casebook(above.parent) for above in _evidence(folder)):
        raise TallystickError(f"{output} lies among the files of a casebook; choose a folder outside of it.")


def _evidence(folder: Path) -> list[Path]:
    """The folders from ``folder`` upward that are called as a casebook's evidence is."""
    return [above for above in (folder, *folder.parents) if above.name == EVIDENCE]


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
