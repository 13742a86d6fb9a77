"""Informants and outlets that are known, and the words that mean each of them.

What ships (``informants.yaml``) is the first layer; what the people of a casebook decided goes over it. ``Registry`` is
plain data: it is handed to whoever has to tell who somebody is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, Literal, Self

from attrs import evolve, field, frozen

from tallystick.vocabulary.actors import Actors
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.names import name_words, written_words
from tallystick.vocabulary.wordings import GUARDS, Guard, attached, bare, has_parted, names_other, not_in

Role = Literal["informant", "outlet"]
SHIPPED = "Tallystick's own list"
"""Who taught an alias that ships."""
_LONGEST_ALIAS = 8
_REMEMBERED = 16384


@frozen
class Reliability:
    """How reliable a source is: an Admiralty letter, A to F, with who judged so and why."""

    letter: str
    by: str
    reason: str


@frozen
class Informant:
    """An informant or an outlet; ``side`` is the party to a conflict that it speaks for.

    Aliases in ``cased`` are common words too ("WHO") and stand for it only as they are written there. ``people`` speak
    for it. Names in ``guarded`` are others' too (``wordings``), such as those of a body of another ``country``.
    """

    id: str
    name: str
    kind: str | None
    side: str | None = None
    aliases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    role: Role = "informant"
    organisation: str | None = None
    interest: str | None = None
    """Its relation to the parties in a few words ("paid by the ministry"), where it does not speak for one."""
    reliability: Reliability | None = None
    notes: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2, where a body of another country bears one of its names."""
    guarded: Mapping[str, Guard] = field(factory=dict, hash=False)
    taught: Mapping[str, str] = field(factory=dict, hash=False)
    """Each name that people gave it in the casebook, as worded, to who did; the others ship."""

    def names(self) -> tuple[str, ...]:
        """Its name, its other names and those of its speakers, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.people)))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all its names."""
        return frozenset(word for name in self.names() for word in name_words(name))

    def guard(self, words: tuple[str, ...]) -> Guard | None:
        """Of whom else the name of these words is; None where it is its own alone."""
        return self.guarded.get(" ".join(words))

    def is_named_in(self, text: str) -> bool:
        """True where a name of it stands in the text, other than a surname."""
        names = (name for name in self.names() if self.guard(name_words(name)) != "surnames")
        return any(name.removeprefix("the ") in text for name in names)

    def giver(self, name: str) -> str:
        """Who gave it ``name``."""
        return self.taught_by(name_words(name))

    def taught_by(self, words: tuple[str, ...]) -> str:
        """Who gave it the name of these words (``name_words``)."""
        return next((by for name, by in self.taught.items() if name_words(name) == words), SHIPPED)

    def is_taught(self, words: tuple[str, ...]) -> bool:
        """True where people gave it the name of these words."""
        return any(name_words(name) == words for name in self.taught)


@frozen
class Registry:
    """All informants by id, and for each id that was merged away the one where it leads.

    A name that people gave goes before one that ships; one that means two informants of a layer means neither.
    """

    informants: Mapping[str, Informant] = field(factory=dict)
    redirects: Mapping[str, str] = field(factory=dict)
    actors: Actors = field(factory=Actors)
    """Which names of those who are blamed mean one actor."""
    rejected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Whom (``key``) people said that a name of these words does not mean."""
    _known: dict[str, tuple[str | None, tuple[str, ...]]] = field(factory=dict, init=False, eq=False, repr=False)

    @classmethod
    def of(cls, informants: Iterable[Informant], redirects: Mapping[str, str] | None = None) -> Self:
        """The registry of those informants."""
        return cls({informant.id: informant for informant in informants}, redirects or {})

    def get(self, identity: str) -> Informant | None:
        """The informant of that id, or of the id where it was merged into; None where there is none."""
        while identity in self.redirects:
            identity = self.redirects[identity]
        return self.informants.get(identity)

    def canonical(self, name: str) -> str | None:
        """The id of the informant that ``name`` means: the one whose longest alias is among its words, else None."""
        return self._meant(name)[0]

    def alias_in(self, name: str) -> tuple[str, ...]:
        """The words of the alias by which ``name`` means an informant; none where it means none."""
        return self._meant(name)[1]

    def key(self, name: str) -> str:
        """The id of the informant that ``name`` means, else the words of the name."""
        return self.canonical(name) or " ".join(name_words(name))

    def rejects(self, one: str, other: str) -> bool:
        """True where people said that the one name is none of whom the other means."""
        return any((self.key(a), name_words(b)) in self.rejected for a, b in ((one, other), (other, one)))

    def meaning(self, name: str) -> frozenset[str]:
        """Ids of the informants of which ``name`` is, as a whole, a name; more than one where they are in conflict."""
        return self.names.get(name_words(name), frozenset())

    @cached_property
    def conflicts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The names that mean more than one informant, and therefore none, with the ids of those."""
        return tuple((" ".join(words), tuple(sorted(ids))) for words, ids in self.names.items() if len(ids) > 1)

    def _meant(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[name] = self._find(name)
        return found

    def _find(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """The longest name in the wording, else in the wording without words that name nobody ("UK-based")."""
        words = name_words(name)
        plain = tuple(word for word in words if not word.endswith(attached()))
        part = self._longest(name, words) or (self._longest(name, plain) if plain != words else None)
        ids = self.names[part] if part else frozenset[str]()
        return (next(iter(ids)), part) if part and len(ids) == 1 else (None, ())

    def _longest(self, name: str, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """The longest name among the words of ``name`` that may stand for whoever bears it."""
        for size in range(min(_LONGEST_ALIAS, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                part = self._name(words[first : first + size])
                before, after = words[:first], words[first + size :]
                alone = not before and not after
                if part and self._may_stand_for(name, size, alone) and not self._is_anothers(name, part, after):
                    return part
        return None

    def _name(self, part: tuple[str, ...]) -> tuple[str, ...] | None:
        """The name that these words are, which may be a possessive ("the Nusra Front's")."""
        return next((p for p in (part, (*part[:-1], bare(part[-1]))) if p in self.names), None)

    def _is_anothers(self, name: str, part: tuple[str, ...], after: tuple[str, ...]) -> bool:
        """True where the wording means somebody else: a name that others bear too, or one who left a side."""
        bearers = [self.informants[id_] for id_ in self.names[part]]
        if after and any(informant.side for informant in bearers) and has_parted(name_words(name)):
            return True
        return any(
            names_other(guard, not_in(part, name), informant.words, informant.country)
            for informant in bearers
            if (guard := informant.guard(part)) and not informant.is_taught(part)
        )

    @cached_property
    def names(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """The words of every name (``name_words``) to the ids of those whom it means."""
        given, shipped = dict[tuple[str, ...], set[str]](), dict[tuple[str, ...], set[str]]()
        for informant in self.informants.values():
            people = {name_words(name) for name in informant.taught}
            for name in informant.names():
                words = name_words(name)
                (given if words in people else shipped).setdefault(words, set()).add(informant.id)
        return {words: frozenset(ids) for words, ids in {**shipped, **given}.items() if words}

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        names = (name for i in self.informants.values() for name in (i.name, *i.aliases))
        return frozenset(name.strip(".") for name in names if name.isupper() and " " not in name)

    @cached_property
    def _cased(self) -> frozenset[str]:
        return frozenset(alias for i in self.informants.values() for alias in i.cased)

    def _may_stand_for(self, name: str, size: int, alone: bool) -> bool:
        # A one-word alias such as "Washington" is part of other names too: it must be all of the name, or an acronym.
        if size > 1:
            return True
        written = written_words(name)
        if any(word in self._acronyms for word in written):
            return True
        if not any(self._is_acronym(word) for word in written):
            return alone and not any(word.upper() in self._cased for word in written)
        others = [word for word in written if not self._is_acronym(word)]
        return all(word.islower() or word.lower() == "the" for word in others)

    def _is_acronym(self, word: str) -> bool:
        """True for an acronym of an informant in any case ("Unicef"); a common word must be written as one ("WHO")."""
        return word in self._acronyms if word.upper() in self._cased else word.upper() in self._acronyms


@cache
def shipped() -> Registry:
    """The informants of ``informants.yaml``."""
    return Registry.of(_rows())


def _rows() -> Iterator[Informant]:
    for key, row in load("informants").items():
        guarded: dict[str, Guard] = {" ".join(name_words(name)): g for g in GUARDS for name in _names(row, g)}
        made = Informant(
            key,
            row["name"],
            row["kind"],
            row["side"],
            _names(row, "aliases", "shared", "descriptions", "definite"),
            _names(row, "people", "surnames"),
            _names(row, "cased"),
            country=row.get("country"),
            guarded=guarded,
        )
        yield evolve(made, role="outlet") if made.kind == "media" else made


def _names(row: dict[str, Any], *groups: str) -> tuple[str, ...]:
    return tuple(str(name) for group in groups for name in row.get(group, ()))
