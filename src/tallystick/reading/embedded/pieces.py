"""The sub-words of a document and the windows in which the encoder sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tallystick.reading.sentences import Sentence

WINDOW, OVERLAP = 446, 128
"""Pieces of a window without its two marks, and how many of them two neighbouring windows share."""
_LOOK_BACK = 72
"""Of the shared pieces, the later window owns those that have so many before them in it."""
CLS, SEP = 101, 102


@frozen
class Pieces:
    """Sub-words of a document's sentences, in order: vocabulary ids and character offsets (end exclusive)."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Range of the pieces that share a character with ``start`` to ``end``; empty where none does."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, max(first, int(np.searchsorted(self.starts, end, side="left")))


@frozen
class Window:
    """Pieces ``first`` to ``last`` (exclusive); claims that begin in ``own`` (a range) are read in this window."""

    first: int
    last: int
    own: tuple[int, int]


@cache
def tokenizer() -> Tokenizer:
    """The tokeniser of the base weights (lower-case word pieces), without truncation or padding."""
    data = files("tallystick.reading.embedded") / "data" / "tokenizer.json"
    loaded: Tokenizer = Tokenizer.from_str(data.read_text(encoding="utf-8"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def cut(sentences: Sequence[Sentence]) -> Pieces:
    """The pieces of ``sentences``, offsets counted in the document's text."""
    ids, starts, ends = [0], [0], [0]
    encoded = tokenizer().encode_batch([s.text for s in sentences], add_special_tokens=False)
    for sentence, found in zip(sentences, encoded, strict=True):
        ids += found.ids
        starts += [sentence.start + a for a, _ in found.offsets]
        ends += [sentence.start + b for _, b in found.offsets]
    return Pieces(*(np.array(values[1:], dtype=np.int64) for values in (ids, starts, ends)))


def windows(length: int) -> Iterator[Window]:
    """The windows over ``length`` pieces; each piece is owned by one."""
    first = owned = 0
    while owned < length:
        last = min(length, first + WINDOW)
        until = length if last == length else last - OVERLAP + _LOOK_BACK
        yield Window(first, last, (owned, until))
        first, owned = last - OVERLAP, until
