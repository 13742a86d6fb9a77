"""What was worked out once for an edition of the data is not worked out again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Max

from tallystick.casebook.models import Decision, IncidentDigest, Membership
from tallystick.web.shelf import Shelved

Made = TypeVar("Made")
_SECONDS = 86_400


def edition(alias: str) -> str:
    """What the digests of a casebook rest on; it changes with every decision, with linking, and with each digest."""
    decided = Decision.objects.using(alias).aggregate(last=Max("id"))["last"]
    placed = Membership.objects.using(alias).aggregate(last=Max("id"))["last"]
    stale = IncidentDigest.objects.using(alias).filter(stale=True).count()
    return f"{decided}-{placed}-{stale}"


def kept(shelved: Shelved, name: str, query: str, make: Callable[[], Made]) -> Made:
    """``make()``, once for each edition, ``name`` and ``query``."""
    told = "\n".join((shelved.id, edition(shelved.book.casebook.alias), name, query))
    key = f"atlas:{hashlib.sha256(told.encode()).hexdigest()}"
    found: Made | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, _SECONDS)
    return found
