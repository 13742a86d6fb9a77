"""The key under which a place name is stored and looked up: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_DROPPED = dict.fromkeys(map(ord, "'’‘`ʼʻʿʾ´′."))
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d", "þ": "th", "ħ": "h"}
)
# fmt: off
_ARTICLES = frozenset((
    "al", "el", "ul", "ar", "er", "ur", "as", "es", "us", "ash", "esh", "ush", "ad", "ed", "ud", "adh", "edh",
    "at", "et", "ut", "ath", "eth", "an", "en", "un", "az", "ez", "uz",
))
# fmt: on
_CLEAR_ARTICLES = frozenset({"al", "el", "ul"})
_SAINT = {"saint": "st", "sainte": "ste"}
_LOOSE = (
    (re.compile(r"([a-z])\1+"), r"\1"),
    (re.compile(r"ou|oo|aw|au|o"), "u"),
    (re.compile(r"ei|ey|ay|ai|ee|iy|y|e"), "i"),
    (re.compile(r"([a-z])\1+"), r"\1"),
    (re.compile(r"(?:iah|ih|ah|i|a)\b"), "a"),
    (re.compile(r"dh|z"), "d"),
    (re.compile(r"q"), "k"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)


@lru_cache(maxsize=131072)
def normalise(name: str) -> str:
    """The key of ``name``: lower case, no marks, one space between words, the Arabic article always ``al``.

    "Deir ez-Zor", "Deir al-Zor" and "DEIR EZ ZOR" have one key; "Saint" is "st". The key of a key is itself; a name
    without letters or digits has the empty key.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_DROPPED)).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS).translate(_DROPPED)
    words = _WORD.findall(unicodedata.normalize("NFKC", kept))
    return " ".join(_unified(words))


def _unified(words: list[str]) -> list[str]:
    last = len(words) - 1
    return [
        "al" if i < last and _is_article(word, words[i + 1]) else _SAINT.get(word, word) for i, word in enumerate(words)
    ]


def _is_article(word: str, following: str) -> bool:
    """True for al- and el-, and for the assimilated forms where the next word begins with the same consonant."""
    return word in _CLEAR_ARTICLES or (word in _ARTICLES and following.startswith(word[1:]) and len(following) > 2)


def without_article(key: str) -> str:
    """The key without a leading article: "raqqah" for "al raqqah"."""
    return key[3:] if key.startswith("al ") else key


@lru_cache(maxsize=65536)
def loose(key: str) -> str:
    """A coarser key for transliterated names: "Hasakah", "Hasakeh" and "Hassaka" share one.

    For names romanised from Arabic only: doubled letters, vowel spellings and the feminine ending are levelled.
    """
    rough = without_article(key).replace(" al ", " ")
    for pattern, replacement in _LOOSE:
        rough = pattern.sub(replacement, rough)
    return rough
