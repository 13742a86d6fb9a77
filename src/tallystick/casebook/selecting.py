"""Plain rows found by a key, for what is asked many times over: putting a query together takes longer than its answer.

What is stored as JSON comes as text on every database (``plain``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import Model

from tallystick.casebook.batching import batches

LIVE = "ended_at IS NULL"
"""Of the rows of memberships those that stand now."""


def select(
    alias: str, model: type[Model], fields: Sequence[str], key: str, among: Iterable[Any], where: str = ""
) -> Iterator[tuple[Any, ...]]:
    """The ``fields`` of all rows of which the field ``key`` is among some values, a batch of these at a time.

    ``where`` is a condition in SQL, without values, that also holds. The rows come in no order.
    """
    wanted, found = _select(alias, model, tuple(fields)), quoted(alias, model, key)
    also = f" AND {where}" if where else ""
    for batch in batches(among):
        with connections[alias].cursor() as cursor:
            cursor.execute(f"{wanted} WHERE {found} IN ({', '.join(['%s'] * len(batch))}){also}", batch)
            rows = cursor.fetchall()
        yield from rows


def only(alias: str, model: type[Model], fields: Sequence[str]) -> tuple[Any, ...]:
    """The ``fields`` of the one row of a table that has one."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_select(alias, model, tuple(fields)))
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def plain(stored: str | None) -> Any:
    """What a field of JSON holds."""
    return None if stored is None else json.loads(stored)


def quoted(alias: str, model: type[Model], field: str) -> str:
    """The column of a field, quoted."""
    return connections[alias].ops.quote_name(str(getattr(model._meta.get_field(field), "column", field)))


@lru_cache(1000)
def _select(alias: str, model: type[Model], fields: tuple[str, ...]) -> str:
    columns = ", ".join(quoted(alias, model, field) for field in fields)
    return f"SELECT {columns} FROM {connections[alias].ops.quote_name(model._meta.db_table)}"
