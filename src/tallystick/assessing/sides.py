"""Whose combatants are counted: the side that a count of soldiers or fighters names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from attrs import field, frozen

from tallystick.assessing.belligerents import OF_WORDS, Belligerent, as_decided, belligerent, listed, meant
from tallystick.assessing.material import Told
from tallystick.record import Figure
from tallystick.vocabulary.grades import terms
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.populations import of_side, population

_WORD = re.compile(r"[^\W\d_]+")


@frozen
class Sides:
    """The sides whose combatants an incident's figures count.

    ``named`` are those that a figure names outright: general words ("rebels") mean the one of their type. ``homes`` is
    the country in which each report is known to speak, which says whose "soldiers" are meant.
    """

    named: tuple[Belligerent, ...] = ()
    homes: Mapping[str, str] = field(factory=dict)

    def of(self, figure: Figure, told: Told) -> Belligerent | None:
        """The side of the combatants that ``figure`` counts; None where it counts others or its words tell no side."""
        side = _side(figure.group)
        if side is None:
            return None
        return as_decided(meant(side, self.named, self.homes.get(told.document.id)), told.known.actors)


def sides(told: Sequence[Told], homes: Mapping[str, str]) -> Sides:
    """The sides of the combatants whom the claims of one incident count; ``homes`` as for ``Sides``."""
    counted = {side for t in told for f in t.claim.figures if (side := _side(f.group)) and not side.generic}
    return Sides(tuple(sorted(counted)), homes)


def group_of(side: Belligerent) -> str:
    """The population of the combatants of ``side``, which goes by the id of the actor that it is."""
    return of_side(side.id.removeprefix(OF_WORDS))


@cache
def _side(group: str | None) -> Belligerent | None:
    """The side that a group names, where it is one of combatants; None for sides that the vocabulary does not know.

    A country's name beside rebels or militants says where they are from: "Iraqi militants" are not Iraq's army.
    """
    if population(group) != "combatants":
        return None
    side = belligerent(group or "")
    words = set(_WORD.findall((group or "").casefold()))
    if side is None or not (side.generic or listed(side.id)):
        return None
    if side.type == "state" and words & set(terms("belligerents", "against_state")):
        return _rebels()
    if side.type == "state" and _country(words) and words & set(terms("belligerents", "fights_for_some_side")):
        return None
    if side.generic and _country(words):
        return None
    return side


def _rebels() -> Belligerent | None:
    return belligerent("rebels")


def _country(words: set[str]) -> bool:
    """True where a word is that for people of a country."""
    return bool(words & _demonyms())


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word for words in load("place_demonyms").values() for word in words)
