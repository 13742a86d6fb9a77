"""The doors of intake: a file or some bytes to reports, and a walk through folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tallystick.errors import IntakeError
from tallystick.intake.assembly import assemble
from tallystick.intake.encoding import decode
from tallystick.intake.extracted import Extracted, Intake, Options
from tallystick.intake.formats import Kind, kind_of, passed_over

_LINES = (".jsonl", ".ndjson")
LARGEST_FILE = 50_000_000
"""Bytes; a file above is refused before it is read."""


class Opened(list[Intake]):
    """The reports of a file in its order; ``problems`` says which entries of a feed were left out, and why."""

    def __init__(self, intakes: Iterable[Intake] = (), problems: Iterable[IntakeError] = ()) -> None:
        super().__init__(intakes)
        self.problems: tuple[IntakeError, ...] = tuple(problems)


def open_path(
    path: str | Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    document_id: str | None = None,
) -> Opened:
    """The reports in the file ``path``: one, or for a feed one for each entry. The options win over what the file says.

    Raises IntakeError, one sentence that names the file, where it cannot be read as a report.
    """
    # A file name that is not UTF-8 could neither be printed nor stored.
    name = os.fsencode(path).decode("utf-8", "replace")
    return _open(_read(Path(path), name), name, Options(published, publisher, title, document_id))


def open_bytes(
    data: bytes,
    name: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    document_id: str | None = None,
) -> Opened:
    """The reports in ``data``; ``name`` stands for it in messages, and its suffix (if any) tells the kind.

    Raises IntakeError as ``open_path`` does.
    """
    return _open(data, name, Options(published, publisher, title, document_id))


def discover(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files as given, in the order given, and the files of folders in the order of their names, each file once.

    Left out in folders: hidden files and folders, what by its suffix is no report (images, style sheets, tables), and
    links that lead back into a folder that is already walked. A path that does not exist and a folder that may not be
    listed are passed on, so that opening them says so.
    """
    seen: set[str] = set()
    for path in map(Path, paths):
        for file in _walk(path, frozenset()) if path.is_dir() else (path,):
            if (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                yield file


def _walk(folder: Path, above: frozenset[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, above | {real})
        elif entry.is_file() and not passed_over(entry.name):
            yield entry


def _read(path: Path, name: str) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise IntakeError(
                f"{name} is a folder, not a file; name the files in it, or make sure that it may be listed."
            )
        if not stat.S_ISREG(about.st_mode):
            raise IntakeError(f"{name} is not a regular file; pass its content on standard input instead.")
        _refuse_large(about.st_size, name)
        return path.read_bytes()
    except FileNotFoundError:
        raise IntakeError(f"{name} does not exist.") from None
    except PermissionError:
        raise IntakeError(f"{name} may not be read; change its permissions.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not a usable path"
        raise IntakeError(f"{name} cannot be read: {reason}.") from None


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        raise IntakeError(f"{name} has {size // 1_000_000} MB, more than {LARGEST_FILE // 1_000_000}; split it.")


def _open(data: bytes, name: str, options: Options) -> Opened:
    _refuse_large(len(data), name)
    if not data.strip():
        raise IntakeError(f"{name} is empty.")
    if name.lower().endswith(_LINES):
        raise IntakeError(f"{name} is a list of reports, not one; add it with --manifest.")
    kind = kind_of(data, name)
    if kind == "feed":
        return _open_feed(data, name, options)
    return Opened([assemble(_reader(kind)(data, name), data, name, options)])


def _reader(kind: Kind) -> Callable[[bytes, str], Extracted]:
    # Each reader brings a large library; a plain text must not pay for them.
    if kind == "html":
        from tallystick.intake.html import read_html

        return read_html
    if kind == "pdf":
        from tallystick.intake.pdf import read_pdf

        return read_pdf
    if kind == "mail":
        from tallystick.intake.mail import read_mail

        return read_mail
    return _read_text


def _read_text(data: bytes, name: str) -> Extracted:
    decoded = decode(data, name)
    return Extracted(decoded.text, "text/plain", warnings=decoded.warnings)


def _open_feed(data: bytes, name: str, options: Options) -> Opened:
    from tallystick.intake.feeds import read_feed

    entries, problems = read_feed(data, name)
    intakes: list[Intake] = []
    for number, entry in enumerate(entries, start=1):
        try:
            intakes.append(assemble(entry, data, name, _for_entry(options, number, len(entries))))
        except IntakeError as problem:
            problems.append(problem)
    if not intakes:
        raise problems[0] if len(problems) == 1 else IntakeError(f"{name} has no entry that can be read: {problems[0]}")
    return Opened(intakes, problems)


def _for_entry(options: Options, number: int, of: int) -> Options:
    if options.document_id is None or of == 1:
        return options
    return Options(options.published, options.publisher, options.title, f"{options.document_id}-{number}")
