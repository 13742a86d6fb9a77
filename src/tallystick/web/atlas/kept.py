"""What was worked out once for an edition of the data is not worked out again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from tallystick.casebook.digesting import edition
from tallystick.web.shelf import Shelved

Made = TypeVar("Made")
_SECONDS = 86_400


def kept(shelved: Shelved, name: str, query: str, make: Callable[[], Made]) -> Made:
    """``make()``, once for each edition of the digests, ``name`` and ``query``."""
    told = "\n".join((shelved.id, name, query))
    key = f"atlas:{hashlib.sha256(told.encode()).hexdigest()}"
    now = edition(shelved.book.casebook.alias)
    last: tuple[int, Made] | None = cache.get(key)
    if last is not None and last[0] == now:
        return last[1]
    found = make()
    cache.set(key, (now, found), _SECONDS)
    return found
