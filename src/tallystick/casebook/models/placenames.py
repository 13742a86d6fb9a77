"""What a place within a column of JSON is called, so that an index can hold it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func

from tallystick.casebook.models.lengths import ID


class PlaceName(Func):
    """The name of the "place" in a column of JSON: the gazetteer's, or else the report's; null where there is none.

    The first 255 characters of it: PostgreSQL refuses a row whose indexed value is long. The paths stand in the
    statement itself and not among its parameters, without which no database finds the index.
    """

    arity = 1
    template = "SUBSTR(COALESCE(NULLIF(%(gazetteer)s, ''), %(report)s), 1, 255)"
    output_field = models.CharField(max_length=ID)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """By SQLite's functions for JSON."""
        path = "JSON_EXTRACT(%(expressions)s, '$.place.{}')"
        return self._as(path, compiler, connection, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """By PostgreSQL's operators for jsonb."""
        path = "(%(expressions)s #>> '{{place,{}}}')"
        return self._as(path, compiler, connection, **context)

    def _as(self, path: str, compiler: Any, connection: Any, **context: Any) -> Any:
        names = {"gazetteer": path.format("gazetteer_name"), "report": path.format("name")}
        return self.as_sql(compiler, connection, template=self.template % names, **context)
