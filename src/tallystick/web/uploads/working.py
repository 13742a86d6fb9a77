"""The work behind the queue, one piece at a time.

An item is in hand for a while only: where the process is killed, the next one reads it again, and since adding is safe
to repeat nothing is stored twice. When a batch is read, its claims are brought to incidents. In between, digests that
no longer hold are made anew. Whatever goes wrong with one item or one casebook stops no other.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial

from django.db import Error, close_old_connections

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
_REST_SECONDS = 60.0
"""For how long nothing is linked or digested in a casebook where that failed."""
_log = logging.getLogger(__name__)


class Worker:
    """Works through the queue of a site until ``stopped`` is set."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._lines: dict[str, Pipeline] = {}
        self._resting: dict[str, float] = {}

    @property
    def books(self) -> dict[str, Book]:
        """The casebooks by id, as they are now."""
        return {shelved.id: shelved.book for shelved in shelf().values()}

    def run(self) -> None:
        """Works until it is stopped; a fault, such as a database that is away, is logged, and the work goes on."""
        self._guarded(self._sweep)
        while not self.stopped.is_set():
            if not self._guarded(self.step):
                self.stopped.wait(_IDLE_SECONDS)

    def step(self) -> bool:
        """Does one piece of work: reads an item, links a batch, or makes digests; False where there is none."""
        return self._read_next() or self._link_next() or self._digest()

    def _guarded(self, work: Callable[[], bool]) -> bool:
        try:
            return work()
        except Exception:
            _log.exception("The work behind the queue was interrupted; it goes on.")
            close_old_connections()
            return False

    def _sweep(self) -> bool:
        for casebook, book in self.books.items():
            spool.sweep(book.folder, queue.spooled(casebook))
        return True

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
        """What reading the item comes to, whatever happens; where the casebook could not be written, it waits."""
        casebook = item.batch.casebook
        try:
            return read(self.books[casebook], item, self._line(casebook))
        except (IntakeError, ReaderError) as error:
            return Outcome(FAILED, str(error), 0)
        except (TallystickError, Error) as error:
            close_old_connections()
            return Outcome(WAITING if item.attempts < queue.MOST_ATTEMPTS else FAILED, str(error), 0)
        except Exception as error:
            _log.exception("Item %s of upload %s cannot be read.", item.pk, item.batch_id)
            fault = f"It cannot be read: the program fails at it ({type(error).__name__}); hand it in in another form."
            return Outcome(FAILED, fault, 0)

    def _line(self, casebook: str) -> Pipeline:
        if casebook not in self._lines:
            self._lines[casebook] = pipeline_of(self.books[casebook])
        return self._lines[casebook]

    def _link_next(self) -> bool:
        batch = queue.to_link(self._awake())
        return batch is not None and self._in(batch.casebook, partial(_link, batch))

    def _digest(self) -> bool:
        return any(self._in(casebook, _catch_up) for casebook in self._awake())

    def _awake(self) -> dict[str, Book]:
        """The casebooks in which nothing failed just now."""
        now = time.monotonic()
        return {name: book for name, book in self.books.items() if self._resting.get(name, 0.0) <= now}

    def _in(self, casebook: str, work: Callable[[Book], bool]) -> bool:
        """Works in a casebook; where that fails, nothing is done there for a while, and others have their turn."""
        try:
            return work(self.books[casebook])
        except Exception:
            _log.exception("Casebook %s cannot be brought up to date; it is tried again later.", casebook)
            close_old_connections()
            self._resting[casebook] = time.monotonic() + _REST_SECONDS
            return True


def _catch_up(book: Book) -> bool:
    return bool(digests.catch_up(book, _AT_ONCE))


def _link(batch: Batch, book: Book) -> bool:
    linking.link(book)
    digests.catch_up(book)
    queue.linked(batch)
    return True
