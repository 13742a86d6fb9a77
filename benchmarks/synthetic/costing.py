"""What one more report, a decision and a look cost in a casebook, each timed by the processor and by the clock."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any, cast

from attrs import frozen

from synthetic.filling import hashed, original
from tallystick.commands import adding, cases, deciding, linking, places
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import Pipeline
from tallystick.errors import CasebookError
from tallystick.intake import Intake, Opened
from tallystick.record import Document, Report


def say(what: str) -> None:
    """Tells where it is, for those who wait: a million claims take most of an hour."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


@frozen
class _Read:
    """In place of a reader: gives the one report that was read already."""

    report: Report
    name: str = "synthetic"
    version: str = "1"

    @property
    def reader(self) -> _Read:
        """What the casebook notes as the reader."""
        return self

    def read(self, document: Document) -> Report:
        """The report."""
        return self.report


def add(book: Book, report: Report) -> None:
    """Add one more report and link it."""
    taken = hashed(report)
    opened = Opened([Intake(taken.document, original(taken), taken.document.id)])
    item = adding.Item(taken.document.id, lambda: opened)
    adding.add(book, [item], cast(Pipeline, _Read(taken)), by="benchmark")
    linking.link(book)


def decisions(book: Book, report: Report) -> Iterable[Callable[[], object]]:
    """Decisions about a report that was added, each to be timed."""
    claim, by = report.claims[0].id, {"reason": "benchmark", "by": "benchmark"}
    yield lambda: deciding.accept(book, claim, **by)
    yield lambda: deciding.correct(book, claim, {"certainty": "disputed"}, **by)
    yield lambda: deciding.reject(book, claim, **by)
    homes = sorted(set(book.casebook.homes(c.id for c in report.claims).values()))
    number = max(int(home[1:]) for home in homes)
    other = book.casebook.resolve_incident(f"I{max(number - 1, 1):04d}")
    if other not in homes:
        taken = list[deciding.Decided]()
        yield lambda: taken.append(deciding.merge(book, homes[-1], other, **by))
        yield lambda: deciding.undo(book, taken[0].decision.number, **by)


def place_decisions(book: Book, report: Report) -> Iterable[Callable[[], object]]:
    """Saying where the first place of a report lies, and its undoing, each to be timed."""
    from tallystick.casebook.registry.spots import Location, Spot

    told = next((claim.place for claim in report.claims if claim.place), None)
    if told is not None:
        taken, by = list[deciding.Decided](), {"reason": "benchmark", "by": "benchmark"}
        yield lambda: taken.append(places.put(book, Spot.of(told).id, Location(0.0, 0.0, 1), **by))
        yield lambda: places.undo(book, taken[0].decision.number, **by)


def show(book: Book, report: Report) -> None:
    """The case file of an incident of the report."""
    home = next(iter(book.casebook.homes(c.id for c in report.claims).values()))
    with suppress(CasebookError):
        cases.case_file(book, home)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor and of the clock."""
    started = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - started[0], time.perf_counter() - started[1]


def costs(book: Book, later: list[Report]) -> dict[str, Any]:
    """Medians and more of adding ``later``, of deciding about them, and of looking at them; closes the casebook."""
    row: dict[str, Any] = {}
    for name, works in (
        ("add", (work for report in later for work in (loop, partial(add, book, report)))),
        ("decision", (work for report in later for work in decisions(book, report))),
        ("place", (work for report in later for work in place_decisions(book, report))),
        ("case file", (partial(show, book, report) for report in later)),
    ):
        taken = [(work, *timed(work)) for work in works]
        for what, of in (("loop", [t for t in taken if t[0] is loop]), (name, [t for t in taken if t[0] is not loop])):
            if of:
                row[f"{what} ms"] = _spread([processor for _, processor, _ in of])
                row[f"{what} ms by the clock"] = _spread([clock for _, _, clock in of])
                say(f"{what}: {row[f'{what} ms by the clock']} ms by the clock, {row[f'{what} ms']} of processor")
        if name == "add":
            pairs = zip(taken[::2], taken[1::2], strict=True)
            row["add in loops"] = round(statistics.median(added / plain for (_, plain, _), (_, added, _) in pairs), 1)
    row["database MiB"] = round((book.folder / "casebook.sqlite3").stat().st_size / 2**20)
    book.casebook.close()
    return row


def loop() -> None:
    """Plain arithmetic before each report that is added: how fast the machine is just then."""
    total, kept = 0, dict[int, int]()
    for number in range(60_000):
        total += number * number % 7
        kept[number % 500] = total


def _spread(seconds: list[float]) -> dict[str, float]:
    taken = sorted(round(1000 * each, 1) for each in seconds)
    return {"median": statistics.median(taken), "nine tenths": taken[int(0.9 * len(taken))], "most": taken[-1]}
