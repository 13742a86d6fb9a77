"""Populations: which people a figure's group is, so that counts of different people are never compared."""

from __future__ import annotations

import re
from functools import cache

from tallystick.vocabulary.actors import Actors
from tallystick.vocabulary.loader import load

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OF = ":"


def populations() -> dict[str, str]:
    """Ids and labels of the populations."""
    return {name: entry["label"] for name, entry in load("populations").items()}


def of_side(side: str) -> str:
    """The population of the combatants of one side, which is a belligerent's id."""
    return f"combatants{_OF}{side}"


def side_of_group(group: str) -> str | None:
    """The id of the side whose combatants ``group`` is; None for a population of the vocabulary."""
    return group.partition(_OF)[2] or None


def whole_of(group: str) -> str | None:
    """The nearest population that ``group`` is a part of; None for everybody."""
    if side_of_group(group):
        return "combatants"
    above: str | None = load("reconciliation")["part_of"].get(group)
    return above


def population_words(group: str, actors: Actors | None = None) -> str:
    """A population as it is printed: its id, or "combatants of Islamic State" for those of one side.

    ``actors`` tells the sides to which people gave another name.

    >>> population_words("children"), population_words("combatants:hamas")
    ('children', 'combatants of Palestinian armed groups')
    """
    side = side_of_group(group)
    if side is None:
        return group
    return f"combatants of {(actors or Actors()).called(side)}"


@cache
def population(group: str | None) -> str:
    """The population that ``group`` ("regime soldiers", "women") names; ``all`` where it names none or is missing.

    A mixture without combatants ("women and children") is ``civilians``, any other mixture is ``all``.
    """
    words = [_singular(word) for word in _WORD.findall((group or "").lower())]
    found = {_index()[word] for word in words if word in _index()} - {"all"}
    found = found - {"unknown"} or found
    if not found and _names_fighters(group or ""):
        return "combatants"
    if len(found) <= 1:
        return next(iter(found), "all")
    if "perpetrators" in found:
        return "perpetrators" if found <= {"perpetrators", "combatants", "men", "women"} else "all"
    if "combatants" in found:
        return "combatants" if not found - {"combatants", "men", "women"} else "all"
    most_special = found - {"civilians"}
    return next(iter(most_special)) if len(most_special) == 1 and "and" not in words else "civilians"


def _names_fighters(group: str) -> bool:
    """True for an armed group's name in place of its people ("50 al-Qaeda", "nine Hezbollah members")."""
    words = _NAME.findall(group.lower())
    data = load("belligerents")
    while words and words[-1] in data["members"]:
        words = words[:-1]
    return any(words[-len(name) :] == list(name) for name in _armed_groups())


@cache
def _armed_groups() -> frozenset[tuple[str, ...]]:
    """The names of sides that are no states, without those that are a people's too."""
    data = load("belligerents")
    sides = (side["words"] for side in data["belligerents"].values() if side["type"] == "non-state")
    return frozenset(tuple(_NAME.findall(w)) for words in sides for w in words if w not in data["peoples"])


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
