"""Whom a claim calls the victims: civilians, people, or fighters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tallystick.assessing.material import Told
from tallystick.record import Figure
from tallystick.vocabulary.grades import terms
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.populations import population

FIGHTERS = frozenset({"combatants", "perpetrators"})
_CIVIL = frozenset({"civilians", "children", "women"})
_WORD = re.compile(r"[^\W\d_]+")


def harm_figures(told: Told) -> list[Figure]:
    """The claim's figures of dead and wounded, zeros left out."""
    return [f for f in told.claim.figures if f.measure in terms("grades", "harm_measures") and f.value != 0]


def names_people_harmed(told: Told) -> bool:
    """True where the claim calls its victims civilians, or people with no word of fighters beside them.

    Victims of whom the claim says no more than "them" are nobody in particular, and so are victims known by a name
    alone, who may have been fighters.
    """
    named = [*(f.group for f in harm_figures(told) if f.group), *_victims(told)]
    groups = {population(name) for name in named}
    if groups & FIGHTERS:
        return False
    spoken = _words([told.claim.text.exact])
    if groups & _CIVIL or (told.claim.victims and any(population(w) in _CIVIL for w in spoken - _sources(told))):
        return True
    people = any(_words([name]) & set(terms("grades", "people_words")) for name in named)
    return people and not any(_names_fighters(word) for word in spoken)


def names_civilians_harmed(told: Told) -> bool:
    """True where the claim calls those whom it counts, or its victims, civilians."""
    named = [*(f.group for f in harm_figures(told) if f.group), *_victims(told)]
    return any(population(name) in _CIVIL for name in named)


def counts_fighters_only(told: Told) -> bool:
    """True where all victims that the claim counts are called fighters."""
    victims = [v.name for v in told.claim.victims] or [""]
    named = [name for f in harm_figures(told) for name in ([f.group] if f.group else victims)]
    return all(population(name) in FIGHTERS for name in named)


def speaks_of_civilians(told: Told) -> bool:
    """True where the claim has any word of civilians or of where they live, other than for its source."""
    claim = told.claim
    named = (claim.text.exact, *(v.name for v in claim.victims), *(f.group or "" for f in claim.figures))
    words = _words(named) - _sources(told)
    return any(population(w) in _CIVIL for w in words) or bool(words & set(terms("grades", "civilian_places")))


def _victims(told: Told) -> list[str]:
    """Victims by the fuller name, by the words of the claim where that says no more than "people"."""
    return [v.text.exact if v.text and population(v.name) == "all" else v.name for v in told.claim.victims]


def _names_fighters(word: str) -> bool:
    return population(word) in FIGHTERS or word in load("belligerents")["generic"]["armed-opposition"]["words"]


def _sources(told: Told) -> set[str]:
    return _words(part for link in told.claim.attribution for part in (link.source, link.role or ""))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}
