"""What an error says, as a page says it."""

from __future__ import annotations

import re

_HINT = re.compile(r"; (?:`tallystick [^`]+`|[^;`]*--\w)[^;]*\.$")
"""Advice that only a command line can follow: a command that lists what there is, an option to give."""


def sentence_of(error: Exception) -> str:
    """The sentence of an error without advice for the command line."""
    return _HINT.sub(".", str(error))
