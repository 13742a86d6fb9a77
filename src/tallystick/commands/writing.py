"""Writes what was read into a folder: one JSON file for each report, none over another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tallystick.commands.layouts import read_layout
from tallystick.errors import TallystickError
from tallystick.record import Report


def write_reports(reports: Iterable[Report], folder: Path, with_text: bool = False) -> int:
    """Write each of ``reports`` to a file of its own in ``folder``, named after its own file; how many were written.

    Reports whose files have one name are told apart by a number: ``report.json``, ``report-2.json``.

    Raises TallystickError where the folder cannot be made or written.
    """
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, report in _named(reports):
            plain = json.dumps(read_layout(report, with_text), ensure_ascii=False, indent=1)
            (folder / f"{name}.json").write_text(plain + "\n", encoding="utf-8")
            count += 1
    except FileExistsError:
        raise TallystickError(f"{folder} is a file; name a folder with --out.") from None
    except OSError as error:
        reason = error.strerror or error
        raise TallystickError(f"{folder} cannot be written: {reason}; name another folder with --out.") from None
    return count


def _named(reports: Iterable[Report]) -> Iterator[tuple[str, Report]]:
    taken: set[str] = set()
    for report in reports:
        stem = _stem(report)
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        yield name, report


def _stem(report: Report) -> str:
    name = Path(report.document.path).stem if report.document.path else report.document.id
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in name)[:100] or report.document.id
