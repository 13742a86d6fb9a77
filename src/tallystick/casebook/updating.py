"""Many rows changed at once, each to a value of its own, or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections
from django.db.models import Model

from tallystick.casebook.batching import batches
from tallystick.casebook.selecting import quoted


def update_each(
    alias: str, model: type[Model], columns: Sequence[str], key: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Sets ``columns`` of each row that ``key`` finds; ``rows`` are values, then the key. Within a transaction."""
    if not rows:
        return
    table, found, *changed = map(connections[alias].ops.quote_name, (model._meta.db_table, key, *columns))
    with connections[alias].cursor() as cursor:
        values = ", ".join(f"{name} = %s" for name in changed)
        cursor.executemany(f"UPDATE {table} SET {values} WHERE {found} = %s", rows)


def delete_some(alias: str, model: type[Model], key: str, among: Iterable[Any]) -> None:
    """Deletes the rows of which ``key`` is among some values; nothing may refer to them. Within a transaction."""
    table, found = connections[alias].ops.quote_name(model._meta.db_table), quoted(alias, model, key)
    for batch in batches(among):
        with connections[alias].cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE {found} IN ({', '.join(['%s'] * len(batch))})", batch)


def delete_all(alias: str, model: type[Model]) -> None:
    """Deletes all rows without a look at them: millions would not fit in memory. Nothing may refer to them."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"DELETE FROM {connections[alias].ops.quote_name(model._meta.db_table)}")
