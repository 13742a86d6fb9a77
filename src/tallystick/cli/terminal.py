"""Printing: tables for people, JSON for programs, one sentence for errors."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from tallystick.serialising import to_plain

PIPE_WIDTH = 160
"""Columns of a table that goes to a file or a pipe, unless COLUMNS says otherwise."""
_BROKEN = {"place", "words", "who", "where", "how many", "source", "of", "by", "reason"}


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal; without one, wide enough for the tables."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else int(os.environ.get("COLUMNS") or PIPE_WIDTH)
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=False)


def say(sentence: str) -> None:
    """Print ``sentence`` beside the result, on standard error."""
    console(stderr=True).print(clean(sentence), markup=False, soft_wrap=True)


def tell(sentence: str) -> None:
    """Print ``sentence`` as the result, on standard output."""
    console().print(clean(sentence), markup=False, soft_wrap=True)


def counted(number: int, one: str) -> str:
    """The number with its noun: "1 claim" or "2 claims"."""
    return f"{number} {one if number == 1 else one + 's'}"


def wrapped(out: Console, line: str) -> None:
    """Print a line of markup: at a terminal (or with COLUMNS set) wrapped under its own indent, else in one piece."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        out.print(line, soft_wrap=True)
        return
    bare = line.lstrip(" ")
    out.print(Padding(Text.from_markup(bare), (0, 0, 0, len(line) - len(bare))))


def write_json(thing: Any) -> None:
    """Print ``thing`` as one line of JSON."""
    sys.stdout.write(json.dumps(to_plain(thing), ensure_ascii=False) + "\n")


def table(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[Any]], right: Sequence[str] = ()) -> Table:
    """A plain table; the columns named in ``right`` are set flush right, those of ``_BROKEN`` may run over lines."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in columns:
        made.add_column(
            name, justify="right" if name in right else "left", overflow="fold", no_wrap=name not in _BROKEN
        )
    for row in rows:
        made.add_row(*("" if cell is None else escape(clean(str(cell))) for cell in row))
    return made


def clean(text: str) -> str:
    """``text`` on one line and without control characters, which a hostile report could send to the terminal."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text).split())


def progress() -> Progress:
    """A progress bar on standard error, where that is a terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def counting(bar: Progress) -> Callable[[str, int, int], None]:
    """A function that shows on ``bar`` of which things how many are done out of all."""
    tasks: dict[str, TaskID] = {}

    def show(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=total)
        bar.update(tasks[what], completed=done)

    return show
