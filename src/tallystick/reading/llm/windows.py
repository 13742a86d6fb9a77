"""Long articles in overlapping windows of whole sentences, and the text that is shown of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from tallystick.reading.sentences import Sentence
from tallystick.record import Document

LONGEST = 3000
"""Characters of a window: with the instructions and the answer it fits a context of 4096 sub-words."""
OVERLAP = 600
"""Characters that neighbouring windows share at least, so that a claim at a seam is whole in one of them."""
MASK = "\x00"


@frozen
class Window:
    """Some sentences of a document that follow one another."""

    sentences: Sequence[Sentence]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.sentences[-1].end

    def halves(self) -> tuple[Window, Window] | None:
        """Two windows that share a sentence, or None where there are too few to share."""
        if len(self.sentences) < 3:
            return None
        middle = len(self.sentences) // 2
        return Window(self.sentences[: middle + 1]), Window(self.sentences[middle:])


def windows(sentences: Sequence[Sentence]) -> Iterator[Window]:
    """The windows over ``sentences``, in order; each has at least one sentence that the one before has not."""
    first = 0
    while first < len(sentences):
        last = first + 1
        while last < len(sentences) and sentences[last].end - sentences[first].start <= LONGEST:
            last += 1
        yield Window(sentences[first:last])
        if last == len(sentences):
            return
        first = _back(sentences, first, last)


def _back(sentences: Sequence[Sentence], first: int, last: int) -> int:
    """Where the next window begins: as far back as the overlap asks, and so that it reaches past ``last``."""
    start = last
    while start - 1 > first and sentences[last - 1].end - sentences[start].start < OVERLAP:
        start -= 1
    while start < last and sentences[last].end - sentences[start].start > LONGEST:
        start += 1
    return start


def masked(document: Document) -> str:
    """The document's text with its furniture struck out, character for character, so that offsets stay."""
    text, kept, at = document.text, list[str](), 0
    for start, end in sorted(document.furniture):
        start, end = max(at, start), max(at, min(end, len(text)))
        kept += [text[at:start], MASK * (end - start)]
        at = max(at, end)
    return "".join([*kept, text[at:]])
