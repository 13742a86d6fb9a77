"""Numbers as forms and addresses give them."""

from __future__ import annotations

_DIGITS = 18
"""Of the longest number that every database can be asked for."""


def whole(text: str) -> int | None:
    """The whole number that ``text`` is; None where it is none, or longer than any that is kept."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None
