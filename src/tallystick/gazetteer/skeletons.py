"""The consonants of a name: what its transliterations into Latin letters, and its own script, have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from tallystick.gazetteer.names import without_article
from tallystick.vocabulary.loader import load

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_RUN = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """The consonants of a normalised name, classes of like-sounding ones levelled.

    "Hasakeh", "al-Hasaka" and the Arabic spelling share "hsk", "Kharkiv" and "Харьков" are one letter apart. Empty
    where nothing is left (another script, vowels only).
    """
    letters = "".join(map(_of_word, without_article(key).replace(" al ", " ").split()))
    return _RUN.sub(r"\1", letters)


def _of_word(word: str) -> str:
    table = _tables()
    spelt = "".join(table["letters"].get(c, c) for c in word.removeprefix(_ARTICLE))
    for ending in table["silent_endings"]:
        spelt = spelt.removesuffix(ending) if len(spelt) > len(ending) + 1 else spelt
    for cluster, sound in table["clusters"].items():
        spelt = spelt.replace(cluster, sound)
    return "".join(c for c in spelt if c in table["consonants"])


@cache
def _tables() -> dict[str, Any]:
    return dict(load("place_sounds"))


def neighbours(bones: str) -> Iterator[str]:
    """All skeletons one letter away: one left out, one exchanged, one put in."""
    letters = _tables()["consonants"]
    for i in range(len(bones)):
        yield bones[:i] + bones[i + 1 :]
        yield from (bones[:i] + c + bones[i + 1 :] for c in letters if c != bones[i])
    for i in range(len(bones) + 1):
        yield from (bones[:i] + c + bones[i:] for c in letters)
