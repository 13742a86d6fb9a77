"""The registry as the standing decisions leave it, read in the order in which they were taken over what ships."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from attrs import evolve

from tallystick.casebook.decided import DecisionEntry, entry, standing
from tallystick.casebook.registry import actors
from tallystick.casebook.registry.kinds import ACTOR_KINDS, ADD, ALIAS, CHANGE, KINDS, MERGE, RATE
from tallystick.vocabulary.informants import Informant, Registry, Reliability, shipped
from tallystick.vocabulary.names import name_words


def registry(alias: str) -> Registry:
    """The registry of a casebook; that which ships, made once, where nobody has decided anything about it."""
    decisions = [entry(row) for row in standing(alias, *KINDS, *ACTOR_KINDS).select_related("reversed_by")]
    return drafted(decisions) if decisions else _undecided()


@cache
def _undecided() -> Registry:
    return drafted(())


def drafted(decisions: Iterable[DecisionEntry]) -> Registry:
    """What ``decisions`` make of the registry that ships; one about an informant that is not there does nothing."""
    draft, about_actors = _Draft(), list[DecisionEntry]()
    for decision in decisions:
        if decision.kind in ACTOR_KINDS:
            about_actors.append(decision)
        else:
            draft.take(decision)
    return Registry(draft.informants, draft.redirects, actors.drafted(about_actors), tuple(sorted(draft.rejected)))


class _Draft:
    def __init__(self) -> None:
        self.informants = dict(shipped().informants)
        self.redirects: dict[str, str] = {}
        self.rejected: set[tuple[str, tuple[str, ...]]] = set()

    def take(self, decision: DecisionEntry) -> None:
        payload, identity = decision.payload, self._now(decision.payload["informant"])
        if decision.kind == ALIAS:
            self._judge(identity, name_words(payload["alias"]), payload["verdict"])
        if decision.kind == ADD:
            self.informants[identity] = _added(identity, payload, decision.author)
        elif (informant := self.informants.get(identity)) is None:
            return
        elif decision.kind == MERGE:
            self._merge(informant, self._now(payload["merged"]), decision.author)
        else:
            self.informants[identity] = _CHANGES[decision.kind](informant, decision)

    def _judge(self, identity: str, words: tuple[str, ...], verdict: str) -> None:
        """Keeps whom a name does not mean, also where only reports name them; the latest verdict stands."""
        self.rejected.discard((identity, words))
        if verdict == "reject":
            self.rejected.add((identity, words))

    def _now(self, identity: str) -> str:
        while identity in self.redirects:
            identity = self.redirects[identity]
        return identity

    def _merge(self, keeper: Informant, other: str, by: str) -> None:
        leaver = self.informants.pop(other, None)
        if leaver is None or other == keeper.id:
            return
        self.redirects[other] = keeper.id
        self.informants[keeper.id] = evolve(
            keeper,
            aliases=_joined(keeper.aliases, (leaver.name, *leaver.aliases)),
            people=_joined(keeper.people, leaver.people),
            cased=_joined(keeper.cased, leaver.cased),
            taught={leaver.name: by, **leaver.taught, **keeper.taught},
        )


def _added(identity: str, payload: dict[str, Any], by: str) -> Informant:
    aliases, people = tuple(payload["aliases"]), tuple(payload["people"])
    told = {name: payload[name] for name in ("name", "kind", "role", "organisation", "side", "interest", "notes")}
    taught = dict.fromkeys((payload["name"], *aliases, *people), by)
    return Informant(identity, aliases=aliases, people=people, taught=taught, **told)


def _changed(informant: Informant, decision: DecisionEntry) -> Informant:
    """A new name goes beside the old one, by which reports may still call it."""
    changes: dict[str, Any] = dict(decision.payload["changes"])
    if "name" in changes:
        changes["aliases"] = _joined(informant.aliases, (informant.name,))
        changes["taught"] = {**informant.taught, changes["name"]: decision.author}
    return evolve(informant, **changes)


def _named(informant: Informant, decision: DecisionEntry) -> Informant:
    """The informant with a further name, or without one that it has not."""
    alias, person = decision.payload["alias"], decision.payload["person"]
    left = _without(informant, alias)
    if decision.payload["verdict"] == "reject":
        return left
    taught = {**left.taught, alias: decision.author}
    if person:
        return evolve(left, people=(*left.people, alias), taught=taught)
    return evolve(left, aliases=(*left.aliases, alias), taught=taught)


def _without(informant: Informant, alias: str) -> Informant:
    words = name_words(alias)
    aliases, people, cased = (
        tuple(name for name in names if name_words(name) != words)
        for names in (informant.aliases, informant.people, informant.cased)
    )
    taught = {name: by for name, by in informant.taught.items() if name_words(name) != words or name == informant.name}
    return evolve(informant, aliases=aliases, people=people, cased=cased, taught=taught)


def _rated(informant: Informant, decision: DecisionEntry) -> Informant:
    letter = decision.payload["letter"]
    return evolve(informant, reliability=Reliability(letter, decision.author, decision.reason) if letter else None)


def _joined(*names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in names for name in group))


_CHANGES = {CHANGE: _changed, ALIAS: _named, RATE: _rated}
