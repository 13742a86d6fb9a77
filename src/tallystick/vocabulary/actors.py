"""The actors of a conflict who are blamed: which of their names mean one, as the people of a casebook decided.

An actor is a side of the vocabulary (its id is that of ``belligerents.yaml``), or goes by the words of the reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from attrs import field, frozen

from tallystick.vocabulary.loader import load
from tallystick.vocabulary.names import name_words

LONGEST = 200
"""Characters of an id."""


@frozen
class Actor:
    """One who is blamed, with the names of the others that are the same; ``taught`` says who gave each name."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    taught: Mapping[str, str] = field(factory=dict, hash=False)

    def names(self) -> tuple[str, ...]:
        """Its name and its other names, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


@frozen
class Actors:
    """The actors about whom people decided, and for each id that was merged away the one where it leads."""

    actors: Mapping[str, Actor] = field(factory=dict)
    redirects: Mapping[str, str] = field(factory=dict)

    def get(self, identity: str) -> Actor | None:
        """The actor of that id, or of the one where it was merged into; None where nobody decided about it."""
        while identity in self.redirects:
            identity = self.redirects[identity]
        return self.actors.get(identity)

    def meaning(self, name: str) -> Actor | None:
        """The actor that the name of one who is blamed means; None where nobody decided about it."""
        if not self.actors:
            return None
        return self.get(actor_id(name)) or self._named.get(name_words(name))

    def called(self, side: str) -> str:
        """What the side of that id is called now."""
        actor = self.get(side)
        return actor.name if actor else known_sides().get(side, side)

    @cached_property
    def _named(self) -> Mapping[tuple[str, ...], Actor]:
        return {name_words(name): actor for actor in self.actors.values() for name in actor.names()}


def actor_id(name: str) -> str:
    """The id of one who is blamed under ``name``: that of the side with this usual name, else the words themselves.

    >>> actor_id("Syrian government"), actor_id("the Desert Hawks")
    ('syrian-government', 'desert hawks')
    """
    words = name_words(name)
    return _by_name().get(words) or (" ".join(words) or name.casefold().strip())[:LONGEST]


@cache
def known_sides() -> Mapping[str, str]:
    """The sides of the vocabulary by id, those too that general words mean, each with its usual name."""
    parts = (load("belligerents")[part] for part in ("belligerents", "generic"))
    return {id_: str(row["label"]) for part in parts for id_, row in part.items()}


@cache
def _by_name() -> Mapping[tuple[str, ...], str]:
    return {name_words(name): id_ for id_, name in known_sides().items()}
