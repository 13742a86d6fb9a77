"""Many rows changed at once, each to a value of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import Model


def update_each(alias: str, model: type[Model], column: str, key: str, rows: Sequence[tuple[Any, Any]]) -> None:
    """Sets ``column`` of each row that ``key`` finds; ``rows`` are pairs of value and key. Within a transaction."""
    if not rows:
        return
    names = (connections[alias].ops.quote_name(name) for name in (model._meta.db_table, column, key))
    with connections[alias].cursor() as cursor:
        cursor.executemany("UPDATE {} SET {} = %s WHERE {} = %s".format(*names), rows)
