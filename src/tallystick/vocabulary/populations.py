"""Populations: which people a figure's group is, so that counts of different people are never compared."""

from __future__ import annotations

import re
from functools import cache

from tallystick.vocabulary.loader import load

_WORD = re.compile(r"[^\W\d_]+")
_ADULTS_OF_NO_SIDE = frozenset({"civilians", "children", "women", "men"})


def populations() -> dict[str, str]:
    """Ids and labels of the populations."""
    return {name: entry["label"] for name, entry in load("populations").items()}


@cache
def population(group: str | None) -> str:
    """The population that ``group`` ("regime soldiers", "women") names; ``all`` where it names none or is missing.

    A mixture without combatants ("women and children") is ``civilians``, any other mixture is ``all``.
    """
    words = [_singular(word) for word in _WORD.findall((group or "").lower())]
    found = {_index()[word] for word in words if word in _index()} - {"all"}
    if len(found) <= 1:
        return next(iter(found), "all")
    if "perpetrators" in found:
        return "perpetrators" if found <= {"perpetrators", "combatants", "men", "women"} else "all"
    if "combatants" in found:
        return "combatants" if not found - {"combatants", "men", "women"} else "all"
    most_special = found - {"civilians"}
    return next(iter(most_special)) if len(most_special) == 1 and "and" not in words else "civilians"


@cache
def _index() -> dict[str, str]:
    return {word.split()[-1]: name for name, entry in load("populations").items() for word in entry["words"]}


def _singular(word: str) -> str:
    if word in _index():
        return word
    if word in ("children", "schoolchildren", "grandchildren"):
        return word.removesuffix("ren")
    for plural, singular in (("men", "man"), ("ies", "y"), ("ves", "fe"), ("es", "e"), ("s", ""), ("es", "")):
        if word.endswith(plural) and word[: -len(plural)] + singular in _index():
            return word[: -len(plural)] + singular
    return word
