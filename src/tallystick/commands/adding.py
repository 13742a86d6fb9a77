"""``add``: preserve, read and store reports; safe to interrupt at any point and to repeat."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from attrs import field, frozen, mutable

from tallystick.commands import custody
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import Pipeline
from tallystick.commands.reading import ReadOptions, Skipped, expand, open_one
from tallystick.commands.usage import require_day
from tallystick.errors import IntakeError, ReaderError
from tallystick.evidence import Capture
from tallystick.intake import Intake, ManifestEntry, ManifestProblem, Opened, read_manifest


@frozen
class Item:
    """One file or line of a manifest that is to be added."""

    name: str
    open: Callable[[], Opened]
    url: str | None = None
    """The address that it was fetched from."""


@frozen
class Added:
    """What an ``add`` did; ``head`` is the custody log's length and hash."""

    new: int
    known: int
    claims: int
    skipped: tuple[Skipped, ...]
    head: str
    documents: tuple[str, ...] = ()
    """Ids of the reports, new and known."""


@mutable
class _Tally:
    new: int = 0
    known: int = 0
    claims: int = 0
    skipped: list[Skipped] = field(factory=list)
    documents: list[str] = field(factory=list)


def plan(paths: Sequence[str], manifest: Path | None, options: ReadOptions, *, anywhere: bool = False) -> list[Item]:
    """What is to be added, in order: the files of ``paths``, then the lines of the manifest.

    The files that a manifest names must lie in its folder, unless they may lie ``anywhere``.

    Raises IntakeError where the manifest itself cannot be read, UsageError for an option that cannot be meant.
    """
    require_day(options.published)
    items = [Item(name, partial(open_one, name, options)) for name in expand(paths)]
    return items + (list(_manifest(manifest, anywhere)) if manifest else [])


def _manifest(path: Path, anywhere: bool) -> Iterator[Item]:
    for line in read_manifest(path, anywhere=anywhere):
        yield Item(line.name, line.open if isinstance(line, ManifestEntry) else partial(_refuse, line))


def _refuse(problem: ManifestProblem) -> Opened:
    raise problem.error


def add(
    book: Book, items: Sequence[Item], line: Pipeline, *, by: str, advance: Callable[[], object] = lambda: None
) -> Added:
    """Add ``items`` to the casebook; each is preserved before it is read, and read before it is stored.

    Raises EvidenceError where the evidence cannot be written, CasebookError where the database cannot.
    """
    custody.complete(book, bookmark=False)
    custody.complete_readings(book)
    tally = _Tally()
    for item in items:
        _add_item(book, item, line, by, tally)
        advance()
    head = str(book.evidence.head())
    return Added(tally.new, tally.known, tally.claims, tuple(tally.skipped), head, tuple(tally.documents))


def _add_item(book: Book, item: Item, line: Pipeline, by: str, tally: _Tally) -> None:
    try:
        opened = item.open()
    except IntakeError as error:
        tally.skipped.append(Skipped(item.name, str(error)))
        return
    tally.skipped += [Skipped(item.name, str(problem)) for problem in opened.problems]
    for intake in opened:
        try:
            _add_report(book, intake, item.url, line, by, tally)
            tally.documents.append(intake.document.id)
        except (IntakeError, ReaderError) as error:
            tally.skipped.append(Skipped(item.name, str(error)))


def _add_report(book: Book, intake: Intake, url: str | None, line: Pipeline, by: str, tally: _Tally) -> None:
    document = intake.document
    taken = book.casebook.hash_of(document.id)
    if taken == document.sha256:
        tally.known += 1
        return
    if taken is not None:  # refused before anything of it is kept
        raise IntakeError(
            f"{intake.name} has the id {document.id}, under which another report is stored; give it another id."
        )
    text_hash = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    book.evidence.preserve(
        intake.original,
        Capture(
            name=document.path,
            url=url,
            media_type=document.media_type,
            document_id=document.id,
            text_sha256=text_hash,
            by=by,
        ),
    )
    report = line.read(document)
    book.casebook.store_report(report, by, reader=line.reader.name, reader_version=line.reader.version)
    custody.log_reading(book, document.id)
    tally.new += 1
    tally.claims += len(report.claims)
