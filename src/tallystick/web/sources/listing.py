"""How often informants, outlets and those who are blamed are met in the incidents of a casebook."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Any

from attrs import frozen
from django.db.models import Count, QuerySet

from tallystick.casebook.digesting import edition
from tallystick.casebook.models import IncidentVoice
from tallystick.casebook.registry.actors import BLAMED, ActorDesk
from tallystick.commands.actors import names_of
from tallystick.vocabulary.informants import Informant, Registry

MOST = 200
"""Rows of a list."""
NAMED = 30
"""Names that a filter offers."""
_KEPT = 16
"""Counted lists that a process keeps."""


@frozen
class Met:
    """A name as the reports give it, in how many incidents it is met, and the informant that it means, if one."""

    name: str
    incidents: int
    informant: Informant | None


def voices(alias: str, kind: str, words: str, registry: Registry, begin: int = 0) -> list[Met]:
    """The names of one kind (informant or outlet) that most incidents have, from ``begin``, with ``words`` in them."""
    sought = words.casefold()
    met = (row for row in _counted(alias, kind, edition(alias)) if sought in row[0].casefold())
    return [Met(name, number, _meant(registry, name)) for name, number in islice(met, begin, begin + MOST)]


@lru_cache(_KEPT)
def _counted(alias: str, kind: str, now: int) -> tuple[tuple[str, int], ...]:
    """All names of one kind with the number of their incidents, most first: counted once for an edition of digests."""
    rows = IncidentVoice.objects.using(alias).filter(kind=kind)
    return tuple(rows.values_list("name").annotate(number=Count("digest")).order_by("-number", "name"))


def blamed_most(alias: str, number: int) -> list[str]:
    """The names of those who are blamed in most incidents, as people decided they are called."""
    return [name for name, _ in _counted(alias, BLAMED, edition(alias))[:number]]


def blamed_for(alias: str, words: str) -> QuerySet[IncidentVoice, Any]:
    """The numbers (``digest``) of the incidents for which the actor of ``words`` is blamed, under any of its names."""
    blamed = (name for name, _ in _counted(alias, BLAMED, edition(alias)))
    names = names_of(words, ActorDesk(alias).known(), blamed)
    return IncidentVoice.objects.using(alias).filter(kind=BLAMED, name__in=names).values("digest")


def _meant(registry: Registry, name: str) -> Informant | None:
    identity = registry.canonical(name)
    return registry.get(identity) if identity else None


def met_by(alias: str, informants: Iterable[Informant]) -> dict[str, int]:
    """In how many incidents each informant speaks, by its id, under any of its names."""
    names = {name[:255]: informant.id for informant in informants for name in informant.names()}
    counted: dict[str, int] = {}
    rows = IncidentVoice.objects.using(alias).filter(kind__in=("informant", "outlet"), name__in=names)
    for name, number in rows.values_list("name").annotate(number=Count("digest", distinct=True)):
        counted[names[name]] = counted.get(names[name], 0) + number
    return counted
