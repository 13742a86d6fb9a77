"""What was worked out once for an edition of the data is not worked out again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Max

from tallystick.casebook.models import Decision, IncidentDigest, Membership
from tallystick.web.shelf import Shelved

Made = TypeVar("Made")
_SECONDS = 86_400
_SLOW_SECONDS = 0.1
_LAG, _LONGEST_LAG = 30, 15
"""What took a second to make may be so many seconds old, and nothing more than so many."""


def edition(alias: str) -> str:
    """What the digests of a casebook rest on; it changes with every decision, with linking, and with each digest."""
    decided = Decision.objects.using(alias).aggregate(last=Max("id"))["last"]
    placed = Membership.objects.using(alias).aggregate(last=Max("id"))["last"]
    stale = IncidentDigest.objects.using(alias).filter(stale=True).count()
    return f"{decided}-{placed}-{stale}"


def kept(shelved: Shelved, name: str, query: str, make: Callable[[], Made]) -> Made:
    """``make()``, once for each edition, ``name`` and ``query``.

    What is slow to make is also shown for a while after the edition that it was made for: where many decide at once,
    each decision would have all of it made anew.
    """
    told = "\n".join((shelved.id, name, query))
    key = f"atlas:{hashlib.sha256(told.encode()).hexdigest()}"
    now: str | None = None
    last: tuple[str, float, Made] | None = cache.get(key)
    if last is not None and (time.time() < last[1] or last[0] == (now := edition(shelved.book.casebook.alias))):
        return last[2]
    now = now or edition(shelved.book.casebook.alias)
    started = time.time()
    found = make()
    took = time.time() - started
    lag = min(_LAG * took, _LONGEST_LAG) if took > _SLOW_SECONDS else 0
    cache.set(key, (now, started + lag, found), _SECONDS)
    return found
