"""Reads one item into its casebook, as ``tallystick add`` does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import frozen

from tallystick.commands import adding
from tallystick.commands.casebooks import Book
from tallystick.commands.fetching import fetch
from tallystick.commands.pipeline import Pipeline, pipeline
from tallystick.intake import Opened, open_bytes
from tallystick.web.uploads import archives, spool
from tallystick.web.uploads.models import DONE, FAILED, KNOWN, Batch, Item


@frozen
class Outcome:
    """What became of an item."""

    state: str
    sentence: str
    claims: int
    documents: tuple[str, ...] = ()


def contents(book: Book, item: Item) -> list[tuple[str, bytes, str | None]]:
    """Name, bytes and address of what the item holds: itself, or the files of an archive.

    Raises IntakeError where it cannot be had.
    """
    if item.url:
        found = fetch(item.url)
        return [(found.name, found.data, found.url)]
    data = spool.get(book.folder, item.spool)
    if archives.is_archive(item.name, data):
        return [(f"{item.name}/{name}", inner, None) for name, inner in archives.unpack(item.name, data)]
    return [(item.name, data, None)]


def read(book: Book, item: Item, line: Pipeline) -> Outcome:
    """Preserves, reads and stores what the item holds.

    Raises IntakeError where it cannot be had, EvidenceError or CasebookError where it cannot be kept.
    """
    batch = item.batch
    items = [adding.Item(name, _opener(name, data, batch), url) for name, data, url in contents(book, item)]
    added = adding.add(book, items, line, by=batch.author)
    skipped = " ".join(problem.reason for problem in added.skipped)
    if added.new or added.known:
        return Outcome(DONE if added.new else KNOWN, skipped, added.claims, added.documents)
    return Outcome(FAILED, skipped or "There is no report in it.", 0)


def _opener(name: str, data: bytes, batch: Batch) -> Callable[[], Opened]:
    return partial(open_bytes, data, name, published=batch.published or None, publisher=batch.publisher or None)


def pipeline_of(book: Book) -> Pipeline:
    """The reader that the casebook's reports are read with, as its reviews taught it."""
    return pipeline(casebook=book.folder)
