"""Long lists of ids in pieces that a database takes in one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
AT_ONCE = 500


def batches(things: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """``things`` in lists of at most ``size``."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
