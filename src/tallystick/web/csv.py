"""Tables for spreadsheets, safe to open: no cell is run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from tallystick.publishing.csv_table import safe
from tallystick.publishing.rows import Cell


class _Line:
    """A file that hands back what was written to it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The table line by line (RFC 4180); text that a spreadsheet would take for a formula gets an apostrophe."""
    writer = csv.writer(_Line())
    yield writer.writerow(header)
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])


def answer(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """The table as a file called ``name``, to be saved; rows are made as they are sent."""
    sent = StreamingHttpResponse(lines(header, rows), content_type="text/csv; charset=utf-8")
    sent["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return sent
