"""The words of a name, by which two spellings of it are told to be one."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def written_words(name: str) -> list[str]:
    """The words of a name as they are written."""
    return _WORD.findall(name)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without "the".

    >>> name_words("the Marsh League")
    ('marsh', 'league')
    """
    return tuple(w.lower().replace("’", "'") for w in written_words(name) if w.lower() != "the")
