"""Words as search knows them: without case, accents, vowel signs and apostrophes, in one form of each letter and digit.

"Ma'arrat al-Nu'mān" is maarrat, al, numan; an Arabic word is found with or without hamza, vowel signs and tatweel.
The same on every database, whose own rules for words differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_APOSTROPHES = "'’‘`´ʼʿʾ"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]|[{_APOSTROPHES}](?=[^\W_]))*")
_OF = re.compile(rf"(?<=..)[{_APOSTROPHES}][sS]$")
_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "\u0640": None})
"""Letters that Arabic and Persian spelling interchanges, and the tatweel, which only stretches a word."""
_LONGEST = 64


@frozen
class Word:
    """A word as search knows it, and where it stands."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of ``text`` in their order."""
    for match in _WORD.finditer(text):
        if folded := _folded(match[0]):
            yield Word(folded, match.start(), match.end())


@lru_cache(1 << 16)
def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", _OF.sub("", word)).casefold().translate(_LETTERS)
    return "".join(_digit(character) for character in plain if character.isalnum())[:_LONGEST]


def _digit(character: str) -> str:
    """A digit of any script as one of 0 to 9, any other character as it is."""
    value = unicodedata.decimal(character, None) if not character.isascii() else None
    return character if value is None else str(value)
