"""The work behind the queue, one piece at a time.

An item is in hand for a while only: where the process is killed, the next one reads it again, and since adding is safe
to repeat nothing is stored twice. When a batch is read, its claims are brought to incidents. In between, digests that
no longer hold are made anew.
"""

from __future__ import annotations

import threading

from tallystick.commands import digests, linking
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import Pipeline
from tallystick.errors import IntakeError, ReaderError, TallystickError
from tallystick.web.shelf import shelf
from tallystick.web.uploads import queue, spool
from tallystick.web.uploads.models import FAILED, WAITING, Batch, Item
from tallystick.web.uploads.reader import Outcome, pipeline_of, read

_IDLE_SECONDS = 1.0
_AT_ONCE = 200


class Worker:
    """Works through the queue of a site until ``stopped`` is set."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._lines: dict[str, Pipeline] = {}

    @property
    def books(self) -> dict[str, Book]:
        """The casebooks by id, as they are now."""
        return {shelved.id: shelved.book for shelved in shelf().values()}

    def run(self) -> None:
        """Works until it is stopped."""
        for casebook, book in self.books.items():
            spool.sweep(book.folder, queue.spooled(casebook))
        while not self.stopped.is_set():
            if not self.step():
                self.stopped.wait(_IDLE_SECONDS)

    def step(self) -> bool:
        """Does one piece of work: reads an item, links a batch, or makes digests; False where there is none."""
        return self._read_next() or self._link_next() or self._digest()

    def _read_next(self) -> bool:
        item = queue.take(self.books)
        if item is None:
            return False
        if self.stopped.is_set():
            queue.give_back(item)
            return True
        outcome, kept = self._outcome(item), item.spool
        queue.finish(item, outcome.state, outcome.sentence, outcome.claims, outcome.documents)
        if outcome.state not in (WAITING, FAILED):
            spool.drop(self.books[item.batch.casebook].folder, kept)
        return True

    def _outcome(self, item: Item) -> Outcome:
        """What reading the item comes to; where the casebook could not be written, it waits to be tried again."""
        casebook = item.batch.casebook
        try:
            return read(self.books[casebook], item, self._line(casebook))
        except (IntakeError, ReaderError) as error:
            return Outcome(FAILED, str(error), 0)
        except TallystickError as error:
            return Outcome(WAITING if item.attempts < queue.MOST_ATTEMPTS else FAILED, str(error), 0)

    def _line(self, casebook: str) -> Pipeline:
        if casebook not in self._lines:
            self._lines[casebook] = pipeline_of(self.books[casebook])
        return self._lines[casebook]

    def _link_next(self) -> bool:
        batch = queue.to_link(self.books)
        if batch is None:
            return False
        book = self.books[batch.casebook]
        linking.link(book)
        digests.catch_up(book)
        Batch.objects.filter(id=batch.pk).update(linked=True)
        return True

    def _digest(self) -> bool:
        return any(digests.catch_up(book, _AT_ONCE) for book in self.books.values())
