"""How much a shared word says: rare words (a village, a market's name) say more than those of every report."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import log, sqrt


def likeness(ones: frozenset[str], others: frozenset[str]) -> float:
    """Cosine of the two sets of words, each word weighed by its rarity; from 0 (nothing shared) to 1 (the same)."""
    norm = sqrt(_mass(ones) * _mass(others))
    return _mass(ones & others) / norm if norm else 0.0


def rarest(words: Iterable[str], count: int) -> list[str]:
    """The ``count`` rarest of ``words``, rarest first."""
    return sorted(words, key=lambda w: (-rarity(w), w))[:count]


def rarity(word: str) -> float:
    """Inverse document frequency of ``word`` in the training reports (natural logarithm)."""
    known, reports = _frequencies()
    return log((reports + 1) / (known.get(word, 1) + 1))


def _mass(words: Iterable[str]) -> float:
    return sum(rarity(word) ** 2 for word in words)


@cache
def _frequencies() -> tuple[dict[str, int], int]:
    lines = (files("tallystick.linking") / "data" / "word_frequencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return {word: int(n) for word, n in rows[1:]}, int(rows[0][1])
