"""Files to reports with their claims; whatever cannot be read is named with its reason and stops nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from attrs import frozen

from tallystick.commands.pipeline import CONVENTION, READER, pipeline
from tallystick.commands.usage import require_day, require_rules
from tallystick.errors import IntakeError, ReaderError, UsageError
from tallystick.intake import LARGEST_FILE, Opened, discover, open_bytes, open_path
from tallystick.record import Report


@frozen
class ReadOptions:
    """What the user says of the files; each goes before what a file says of itself."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    convention: str = CONVENTION
    reader: str = READER


@frozen
class Skipped:
    """A file, or an entry of one, that was not read, and why: one sentence."""

    name: str
    reason: str


def read_paths(paths: Sequence[str], options: ReadOptions) -> Iterator[Report | Skipped]:
    """The reports of ``paths`` in order; ``-`` is standard input, a folder is walked.

    Raises UsageError for an option that cannot be meant.
    """
    require_rules(options.convention)
    require_day(options.published)
    line = pipeline(options.reader, options.convention)
    for name in expand(paths):
        try:
            opened = open_one(name, options)
            yield from map(line.read, (intake.document for intake in opened))
        except (IntakeError, ReaderError) as error:
            yield Skipped(name, str(error))
            continue
        for problem in opened.problems:
            yield Skipped(name, str(problem))


def expand(paths: Sequence[str]) -> Iterator[str]:
    """The names of the files in ``paths``, folders walked; standard input and addresses as they are.

    Raises UsageError for an empty name.
    """
    for path in paths:
        if not path:
            raise UsageError("An empty name is no file; name a file, a folder, or - for standard input.")
        if path == "-" or "://" in path:
            yield path
        else:
            yield from map(str, discover([path]))


def open_one(name: str, options: ReadOptions) -> Opened:
    """The documents of one file or of standard input.

    Raises IntakeError where it cannot be read.
    """
    if "://" in name:
        raise IntakeError(
            f"{name} is an address, and this version opens no connection; save the page and add the file."
        )
    if name == "-":
        return open_bytes(
            sys.stdin.buffer.read(LARGEST_FILE + 1),
            "standard input",
            published=options.published,
            publisher=options.publisher,
            title=options.title,
        )
    return open_path(name, published=options.published, publisher=options.publisher, title=options.title)
