"""The different values of a column that an index begins with, at the cost of how many there are, not of all rows."""

from __future__ import annotations

from django.db import connections
from django.db.models import Model

from tallystick.casebook.errors import reading

_STEPS = """
WITH RECURSIVE step(value) AS (
  SELECT MIN({column}) FROM {table} WHERE {column} > ''
  UNION ALL
  SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > step.value) FROM step WHERE step.value IS NOT NULL
)
SELECT value FROM step WHERE value IS NOT NULL LIMIT {at_most}
"""


def distinct(alias: str, model: type[Model], column: str, at_most: int) -> list[str]:
    """The texts that stand in ``column``, in their order, each once and none empty; the first ``at_most`` of them."""
    quote = connections[alias].ops.quote_name
    names = {"column": quote(column), "table": quote(model._meta.db_table)}
    with reading(), connections[alias].cursor() as cursor:
        cursor.execute(_STEPS.format(**names, at_most=at_most))
        return [row[0] for row in cursor.fetchall()]
