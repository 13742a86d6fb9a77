"""How much a shared word says: rare words (a village, a market's name) say more than those of every report."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import fsum, log


def rarest(words: Iterable[str], count: int) -> list[str]:
    """The ``count`` rarest of ``words``, rarest first."""
    return sorted(words, key=lambda w: (-rarity(w), w))[:count]


def rarity(word: str) -> float:
    """Inverse document frequency of ``word`` in the training reports (natural logarithm)."""
    rarities, unknown = _rarities()
    return rarities.get(word, unknown)


def mass(words: Iterable[str]) -> float:
    """The sum of the squared rarities: cosine likeness is the mass shared by the root of the product of both masses."""
    squares, unknown = _squares()
    return fsum([squares.get(word, unknown) for word in words])


@cache
def _squares() -> tuple[dict[str, float], float]:
    rarities, unknown = _rarities()
    return {word: rarity**2 for word, rarity in rarities.items()}, unknown**2


@cache
def _rarities() -> tuple[dict[str, float], float]:
    """The rarity of each word that the training reports hold at least three times, and that of any other."""
    lines = (files("tallystick.linking") / "data" / "word_frequencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    reports = int(rows[0][1])
    return {word: log((reports + 1) / (int(n) + 1)) for word, n in rows[1:]}, log((reports + 1) / 2)
