"""CSV: one row an incident (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import IO

from tallystick.publishing.rows import Cell, row
from tallystick.publishing.settings import Settings
from tallystick.record import Assessment, CaseFile, Incident

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvTable:
    """Comma-separated values with a header line; cells that a spreadsheet would run as a formula are made text."""

    name = "csv"
    suffix = ".csv"
    media_type = "text/csv"

    def write(self, cases: Iterable[CaseFile], out: IO[bytes], settings: Settings) -> int:
        """Write the header and one row for each case."""
        text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
        writer = csv.DictWriter(text, fieldnames=columns(settings))
        writer.writeheader()
        count = 0
        for case in cases:
            writer.writerow({name: safe(cell) for name, cell in row(case, settings).items()})
            count += 1
        text.detach()
        return count


def columns(settings: Settings) -> list[str]:
    """The columns in their order, also for an empty record."""
    nothing = Assessment("", None, "", "", "", 0, 0)
    return list(row(CaseFile(Incident("", "", ()), nothing, ()), settings))


def safe(cell: Cell) -> Cell:
    """``cell`` with a leading apostrophe where a spreadsheet would take its text for a formula (CWE-1236)."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell
