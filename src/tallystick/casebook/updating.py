"""Many rows changed at once, each to a value of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import Model


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


def delete_all(alias: str, model: type[Model]) -> None:
    """Deletes all rows without a look at them: millions would not fit in memory. Nothing may refer to them."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"DELETE FROM {connections[alias].ops.quote_name(model._meta.db_table)}")
