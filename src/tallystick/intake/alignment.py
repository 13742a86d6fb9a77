"""The layer between clean text and the page that it came from: which characters of the one stand where in the other."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

from tallystick.intake.extracted import Runs
from tallystick.intake.markup import Visible, squeeze, visible
from tallystick.record import Document

_UNKNOWN = -1
_WORD = re.compile(r"\S+")
_WINDOW = 2_000
"""How many visible characters beyond the last match a single word is looked for, where its paragraph was not found."""


def align(text: str, paragraphs: Sequence[tuple[int, int]], html: str) -> Runs:
    """The runs of ``text`` that stand in ``html`` letter for letter.

    ``paragraphs`` are (start, end) in ``text``, in the order of the page. Each run (s, o, n) has
    ``text[s:s+n] == html[o:o+n]``; an entity or white space written otherwise ends a run.
    """
    page = visible(html)
    where = array("q", [_UNKNOWN]) * len(text)
    cursor = 0
    for start, end in paragraphs:
        cursor = _place(text, start, end, page, cursor, where)
    return tuple(_joined(text, html, _runs(text, html, where)))


def to_original(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Where the characters ``start`` to ``end`` of the document's text stand in the decoded original.

    The smallest stretch (start, end) of the original that is known to hold them, the markup between them included;
    where the first or the last character is an entity, the stretch reaches to the nearest mapped neighbour. None where
    nothing can be mapped (PDF, mail, feed).
    """
    runs = document.original_map
    if runs is None:
        return start, end
    touched = [i for i, (s, _, n) in enumerate(runs) if s < end and start < s + n]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    begin = min(_begin(runs, first, start), *(runs[i][1] for i in touched[1:]), _begin(runs, first, start))
    return begin, max(_finish(runs, last, end), begin)


def _begin(runs: Runs, index: int, start: int) -> int:
    at, original, _ = runs[index]
    if start >= at or index == 0:
        return original + max(0, start - at)
    before = runs[index - 1][1] + runs[index - 1][2]
    return before if before <= original else original


def _finish(runs: Runs, index: int, end: int) -> int:
    at, original, length = runs[index]
    if end <= at + length or index + 1 == len(runs):
        return original + min(length, end - at)
    after = runs[index + 1][1]
    return after if after >= original + length else original + length


def _place(text: str, start: int, end: int, page: Visible, cursor: int, where: array[int]) -> int:
    """Notes the page's offset of each character of a paragraph; the place in the page to look on from."""
    wanted, offsets = squeeze(text[start:end])
    found = page.characters.find(wanted, cursor)
    if found < 0:
        found = page.characters.find(wanted)
    if found < 0:
        return _place_words(text, start, end, page, cursor, where)
    for i, offset in enumerate(offsets):
        where[start + offset] = page.offsets[found + i]
    return max(cursor, found + len(wanted))


def _place_words(text: str, start: int, end: int, page: Visible, cursor: int, where: array[int]) -> int:
    for word in _WORD.finditer(text, start, end):
        wanted, offsets = squeeze(word.group())
        found = page.characters.find(wanted, cursor, cursor + _WINDOW)
        if found < 0 or not wanted:
            continue
        for i, offset in enumerate(offsets):
            where[word.start() + offset] = page.offsets[found + i]
        cursor = found + len(wanted)
    return cursor


def _runs(text: str, html: str, where: array[int]) -> Iterator[tuple[int, int, int]]:
    start = length = 0
    for i, original in enumerate(where):
        if original == _UNKNOWN or text[i] != html[original]:
            continue
        if length and i == start + length and original == where[start] + length:
            length += 1
            continue
        if length:
            yield start, where[start], length
        start, length = i, 1
    if length:
        yield start, where[start], length


def _joined(text: str, html: str, runs: Iterator[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring runs as one where what stands between them (a blank) is the same on both sides."""
    held: tuple[int, int, int] | None = None
    for run in runs:
        if held is not None and _bridged(text, html, held, run):
            held = held[0], held[1], run[0] + run[2] - held[0]
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _bridged(text: str, html: str, left: tuple[int, int, int], right: tuple[int, int, int]) -> bool:
    end, original_end = left[0] + left[2], left[1] + left[2]
    gap = right[0] - end
    return 0 < gap == right[1] - original_end and text[end : right[0]] == html[original_end : right[1]]
