"""Dates that head the entries of a chronology: a line of its own, or the start of a line before a colon or a dash."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.record import When

_LEADS = re.compile(r"(?:^|\n)[ \t#*•>(\[–—-]*(?:on[ \t]+)?$", re.IGNORECASE)
_ENDS = re.compile(r"[ \t]*[)\]]?[ \t]*(?:[.:]?[*_]{0,2}[ \t]*(?=\n|$)|:[ \t]|[ \t][–—-]{1,2}[ \t])")
_BEFORE = 12
"""How many characters before a date its line may begin."""
_ENTRIES = 2
"""How many different days must head something before the report is taken for a chronology."""


def find_headings(text: str, times: Sequence[When]) -> list[When]:
    """The ``times`` of ``text`` that head its entries, in order; none where fewer than two different days do.

    Only days count. One date alone at the start of a line is the report's dateline.
    """
    found = [time for time in times if time.precision == 1 and _heads(text, time)]
    return found if len({time.edtf for time in found}) >= _ENTRIES else []


def _heads(text: str, time: When) -> bool:
    if time.text is None:
        return False
    before = text[max(0, time.text.start - _BEFORE) : time.text.start]
    at_start = time.text.start <= _BEFORE or "\n" in before
    return at_start and _LEADS.search(before) is not None and _ENDS.match(text, time.text.end) is not None
