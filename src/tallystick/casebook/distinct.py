"""The different values of a column that an index begins with, at the cost of how many there are, not of all rows."""

from __future__ import annotations

from django.db import connections
from django.db.models import Model

from tallystick.casebook.errors import reading

_STEPS = """
WITH RECURSIVE step(value) AS (
  SELECT MIN({column}) FROM {table} WHERE {of}{column} > ''
  UNION ALL
  SELECT (SELECT MIN({column}) FROM {table} WHERE {of}{column} > step.value) FROM step WHERE step.value IS NOT NULL
)
SELECT value FROM step WHERE value IS NOT NULL{limit}
"""


def distinct(alias: str, model: type[Model], column: str, at_most: int | None = None, **of: str) -> list[str]:
    """The texts that stand in ``column``, in their order, each once and none empty; the first ``at_most`` of them.

    ``of`` are the columns that stand before it in the index, and what those rows have there that are meant.
    """
    quote = connections[alias].ops.quote_name
    statement = _STEPS.format(
        column=quote(column),
        table=quote(model._meta.db_table),
        of="".join(f"{quote(name)} = %s AND " for name in of),
        limit="" if at_most is None else f" LIMIT {at_most}",
    )
    with reading(), connections[alias].cursor() as cursor:
        cursor.execute(statement, [*of.values(), *of.values()])
        return [row[0] for row in cursor.fetchall()]
