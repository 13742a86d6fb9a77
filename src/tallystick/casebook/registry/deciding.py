"""Decisions about informants and outlets; each is one row of the decisions, and can be undone as any other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tallystick.casebook.decided import DecisionEntry, entry, standing
from tallystick.casebook.errors import writing
from tallystick.casebook.models import Decision, Lesson
from tallystick.casebook.recording import By, write
from tallystick.casebook.registry.drafting import registry
from tallystick.casebook.registry.kinds import ADD, ALIAS, CHANGE, FIELDS, KINDS, LONGEST, MERGE, RATE
from tallystick.errors import CasebookError, UsageError
from tallystick.vocabulary import sources
from tallystick.vocabulary.informants import Informant, Registry
from tallystick.vocabulary.names import name_words
from tallystick.vocabulary.scales import letters

_ROLES = ("informant", "outlet")
_NO_WORD = re.compile(r"[^\w]+")


def find(known: Registry, name: str) -> Informant:
    """The informant of that id, or of which ``name`` is a name.

    Raises CasebookError where there is none, or several.
    """
    if (found := known.get(name)) is not None:
        return found
    meant = known.meaning(name)
    if len(meant) > 1:
        raise CasebookError(f"“{name}” is a name of {' and of '.join(sorted(meant))}; name one of them by its id.")
    if not meant:
        raise CasebookError(f"The registry has no informant “{name}”; `tallystick sources list` shows those it has.")
    return known.informants[next(iter(meant))]


def add(alias: str, fields: Mapping[str, Any], aliases: Sequence[str], people: Sequence[str], by: By) -> DecisionEntry:
    """Adds an informant or an outlet (``fields``: those of ``kinds.FIELDS``); its id is made of its name.

    Raises CasebookError where there is one of that name, UsageError for a kind, role or side that is none.
    """
    with writing(alias):
        return _add(alias, registry(alias), fields, (aliases, people), by)


def _add(
    alias: str, known: Registry, fields: Mapping[str, Any], names: tuple[Sequence[str], Sequence[str]], by: By
) -> DecisionEntry:
    told = {**dict.fromkeys(FIELDS), "role": "informant", **fields}
    _require(told)
    if meant := known.meaning(told["name"]):
        raise CasebookError(f"“{told['name']}” is a name of {', '.join(sorted(meant))} already; add aliases there.")
    identity = _new_id(alias, known, told["name"])
    payload = {"informant": identity, **told, "aliases": list(names[0]), "people": list(names[1])}
    return entry(write(alias, ADD, [identity], payload, by))


def change(alias: str, informant: str, changes: Mapping[str, Any], by: By) -> DecisionEntry:
    """Gives fields of an informant anew.

    Raises UsageError for a field, kind, role or side that is none.
    """
    if not changes or set(changes) - set(FIELDS):
        raise UsageError(f"Only {', '.join(FIELDS)} of an informant can be given anew; name at least one.")
    _require(changes)
    with writing(alias):
        found = find(registry(alias), informant)
        return entry(write(alias, CHANGE, [found.id], {"informant": found.id, "changes": dict(changes)}, by))


def name(alias: str, informant: str, other: str, verdict: str, person: bool, by: By) -> DecisionEntry:
    """Gives an informant a further name, or takes one from it (``verdict`` ``accept`` or ``reject``).

    One whom only a proposal names is added to the registry by the first name that is accepted.

    Raises CasebookError where it has that name already, or where its own name would be taken.
    """
    if not name_words(other):
        raise UsageError("An alias needs at least one word.")
    with writing(alias):
        known = registry(alias)
        proposed = not known.get(informant) and not known.meaning(informant) and _is_proposed(alias, informant)
        if proposed and verdict == "accept":
            fields = {"name": informant, "kind": sources.kind_of(informant)}
            return _add(alias, known, fields, ((), [other]) if person else ([other], ()), by)
        unknown = " ".join(name_words(informant))[:LONGEST]
        identity = unknown if proposed else _may_be_called(find(known, informant), other, verdict)
        payload = {"informant": identity, "alias": other, "verdict": verdict, "person": person}
        return entry(write(alias, ALIAS, [identity], payload, by))


def _may_be_called(found: Informant, other: str, verdict: str) -> str:
    if name_words(other) == name_words(found.name):
        raise CasebookError(
            f"“{other}” is the name of {found.id} itself; `tallystick sources change` gives it another."
        )
    if verdict == "accept" and other in found.names():
        raise CasebookError(f"“{other}” is a name of {found.id} already.")
    return found.id


def _is_proposed(alias: str, informant: str) -> bool:
    return Lesson.objects.using(alias).filter(of=informant).exists()


def merge(alias: str, into: str, other: str, by: By) -> DecisionEntry:
    """One informant takes over all names of another, whose id leads to it from now on.

    Raises CasebookError where both are one already.
    """
    with writing(alias):
        known = registry(alias)
        keeper, leaver = find(known, into), find(known, other)
        if keeper.id == leaver.id:
            raise CasebookError(f"{into} and {other} are one informant already; name two.")
        payload = {"informant": keeper.id, "merged": leaver.id}
        return entry(write(alias, MERGE, [keeper.id, leaver.id], payload, by))


def rate(alias: str, informant: str, letter: str | None, by: By) -> DecisionEntry:
    """Gives an informant an Admiralty letter of reliability; None takes the judgement away.

    Raises UsageError for a letter that is none.
    """
    if letter is not None and letter not in letters():
        raise UsageError(f"{letter!r} is no letter of reliability; choose one of {', '.join(letters())}.")
    with writing(alias):
        found = find(registry(alias), informant)
        return entry(write(alias, RATE, [found.id], {"informant": found.id, "letter": letter}, by))


def refuse_built_upon(alias: str, decision: Decision) -> None:
    """Raises CasebookError where a later decision about the same informant would be left without it."""
    if decision.kind != ADD:
        return
    for later in standing(alias, *KINDS).filter(id__gt=decision.pk):
        if decision.payload["informant"] in later.targets:
            raise CasebookError(f"Decision {later.pk} builds on decision {decision.pk}; undo {later.pk} first.")


def _require(told: Mapping[str, Any]) -> None:
    kind, role, side = told.get("kind"), told.get("role", "informant"), told.get("side")
    if "name" in told and not name_words(told["name"] or ""):
        raise UsageError("An informant needs a name of at least one word.")
    if kind is not None and kind not in sources.kinds():
        raise UsageError(f"{kind!r} is no kind of source; choose one of {', '.join(sources.kinds())}.")
    if role not in _ROLES:
        raise UsageError(f"{role!r} is no role; choose informant or outlet.")
    if side is not None and side not in sources.sides():
        raise UsageError(f"{side!r} is no side of a conflict; choose one of {', '.join(sources.sides())}.")


def _new_id(alias: str, known: Registry, name: str) -> str:
    """An id that no informant of the casebook ever had."""
    slug = _NO_WORD.sub("-", name.casefold())[:LONGEST].strip("-") or "informant"
    added = Decision.objects.using(alias).filter(kind=ADD)
    taken = {*known.informants, *known.redirects, *(row.payload["informant"] for row in added)}
    ids = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(taken) + 2))
    return next(identity for identity in ids if identity not in taken)
