"""Actors, who are blamed: which of their names mean one, as people decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from attrs import evolve, field, frozen
from django.db.models import Count

from tallystick.casebook.decided import DecisionEntry, entry, standing
from tallystick.casebook.digesting import outdate_told_by
from tallystick.casebook.distinct import distinct
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.models import Decision, IncidentVoice
from tallystick.casebook.recording import By, write
from tallystick.casebook.registry.kinds import ACTOR_CHANGE, ACTOR_KINDS, ACTOR_MERGE, LONGEST
from tallystick.errors import CasebookError, UsageError
from tallystick.vocabulary.actors import Actor, Actors, actor_id, known_sides
from tallystick.vocabulary.names import name_words

BLAMED = "blamed"
"""The kind of voice of those who are blamed."""
SIDED = "side"
"""That of the sides whose combatants are counted, or for which informants speak."""


def drafted(decisions: Iterable[DecisionEntry]) -> Actors:
    """What ``decisions`` about actors make of them, taken in their order."""
    draft = _Draft()
    for decision in decisions:
        draft.take(decision)
    return Actors(draft.actors, draft.redirects)


@frozen
class _Draft:
    actors: dict[str, Actor] = field(factory=dict)
    redirects: dict[str, str] = field(factory=dict)

    def take(self, decision: DecisionEntry) -> None:
        payload = decision.payload
        actor = self._there(payload["actor"], payload["name"])
        if decision.kind == ACTOR_MERGE:
            self._merge(actor, self._there(payload["merged"], payload["merged_name"]), decision.author)
            return
        name = payload["changes"]["name"]
        taught = {**actor.taught, name: decision.author}
        self.actors[actor.id] = evolve(actor, name=name, aliases=_joined(actor.aliases, (actor.name,)), taught=taught)

    def _there(self, identity: str, name: str) -> Actor:
        while identity in self.redirects:
            identity = self.redirects[identity]
        return self.actors.setdefault(identity, Actor(identity, known_sides().get(identity, name)))

    def _merge(self, keeper: Actor, leaver: Actor, by: str) -> None:
        if keeper.id == leaver.id:
            return
        del self.actors[leaver.id]
        self.redirects[leaver.id] = keeper.id
        self.actors[keeper.id] = evolve(
            keeper,
            aliases=_joined(keeper.aliases, leaver.names()),
            taught={leaver.name: by, **leaver.taught, **keeper.taught},
        )


def _joined(*names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in names for name in group))


@frozen
class ActorDesk:
    """The actors of one casebook; each method raises CasebookError with one sentence."""

    alias: str

    def known(self) -> Actors:
        """The actors about whom people decided."""
        with reading():
            return drafted(entry(row) for row in standing(self.alias, *ACTOR_KINDS).select_related("reversed_by"))

    def find(self, name: str) -> Actor:
        """The actor of that id, or whom ``name`` means: a side of the vocabulary, or one whom a report blames.

        Raises CasebookError where there is none.
        """
        known = self.known()
        found = known.get(name) or known.meaning(name)
        if found is not None:
            return found
        identity = name if name in known_sides() else actor_id(name)
        if (side := known_sides().get(identity)) is not None:
            return Actor(identity, side)
        told = next((blamed for blamed in self.blamed() if actor_id(blamed) == identity), None)
        if told is None:
            raise CasebookError(f"The casebook has no actor “{name}”; `tallystick actors list` shows those it has.")
        return Actor(identity, told)

    def blamed(self) -> list[str]:
        """The names under which actors are blamed in the record's digests, each once."""
        return distinct(self.alias, IncidentVoice, "name", kind=BLAMED)

    def concerned(self) -> list[str]:
        """The names of actors and sides on whom the record's digests rest, each once."""
        return sorted({*self.blamed(), *distinct(self.alias, IncidentVoice, "name", kind=SIDED)})

    def met(self, names: Collection[str] | None = None) -> dict[str, int]:
        """In how many incidents each name (or each of ``names`` alone) is blamed, those of most incidents first."""
        with reading():
            rows = IncidentVoice.objects.using(self.alias).filter(kind=BLAMED)
            rows = rows if names is None else rows.filter(name__in=names)
            counted = rows.values_list("name").annotate(number=Count("digest")).order_by("-number", "name")
            return dict(counted)

    def history(self, actor: Actor | None = None) -> list[DecisionEntry]:
        """The decisions about actors, undone ones too, oldest first; or those about one and all that went into it."""
        names = None if actor is None else {actor.id, *map(actor_id, actor.names())}
        with reading():
            rows = Decision.objects.using(self.alias).filter(kind__in=ACTOR_KINDS).select_related("reversed_by")
            return [entry(row) for row in rows.order_by("id") if names is None or names.intersection(row.targets)]

    def merge(self, into: str, other: str, *, author: str, reason: str) -> DecisionEntry:
        """Two actors are one; the names of ``other`` mean ``into`` from now on.

        Raises CasebookError where both are one already.
        """
        with writing(self.alias):
            keeper, leaver = self.find(into), self.find(other)
            if keeper.id == leaver.id:
                raise CasebookError(f"{into} and {other} are one actor already; name two.")
            payload = {**_told(keeper), "merged": leaver.id, "merged_name": leaver.name}
            return self._write(ACTOR_MERGE, [keeper.id, leaver.id], payload, By(author, reason))

    def change(self, actor: str, name: str, *, author: str, reason: str) -> DecisionEntry:
        """Gives an actor another name; the old one stays beside it.

        Raises UsageError for a name of no words, CasebookError where it is that of another.
        """
        told = name.strip()
        if not name_words(told) or len(told) > LONGEST:
            raise UsageError(f"An actor needs a name of at least one word and at most {LONGEST} characters.")
        with writing(self.alias):
            found, meant = self.find(actor), self.known().meaning(told)
            if told == found.name:
                raise CasebookError(f"{found.id} is called “{told}” already.")
            others = {actor_id(told)} & ({actor_id(blamed) for blamed in self.blamed()} | known_sides().keys())
            if (meant is not None and meant.id != found.id) or (meant is None and others - {found.id}):
                raise CasebookError(f"“{told}” is another actor; merge the two if they are one.")
            return self._write(
                ACTOR_CHANGE, [found.id], {**_told(found), "changes": {"name": told}}, By(author, reason)
            )

    def _write(self, kind: str, targets: list[str], payload: dict[str, Any], by: By) -> DecisionEntry:
        return entry(write(self.alias, kind, targets, payload, by))

    def outdate(self, names: Iterable[str]) -> None:
        """Notes that the digests of incidents for which one of ``names`` is blamed, or is a side, no longer hold."""
        outdate_told_by(self.alias, names, (BLAMED, SIDED))


def _told(actor: Actor) -> dict[str, Any]:
    return {"actor": actor.id, "name": actor.name}
