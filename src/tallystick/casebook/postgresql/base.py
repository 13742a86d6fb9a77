"""Django's backend for PostgreSQL with one difference: all text is ordered by its code points.

SQLite orders text so, and Python. Ids then come in one order everywhere, whatever the language of the server, and the
beginning of a key is a range of its index.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.backends.postgresql import base, schema

_COLLATION = "C"


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Makes each column of text with the collation ``C``, and so without a second index for its beginnings."""

    def _iter_column_sql(
        self, column_db_type: str, params: Any, model: Any, field: Any, field_db_params: Any, include_default: Any
    ) -> Iterator[str]:
        collated = {**field_db_params, "collation": field_db_params.get("collation") or _collation(column_db_type)}
        column = super()._iter_column_sql  # type: ignore[misc]
        yield from column(column_db_type, params, model, field, collated, include_default)

    def _alter_column_type_sql(
        self, model: Any, old_field: Any, new_field: Any, new_type: str, old_collation: Any, new_collation: Any
    ) -> Any:
        collation = new_collation or _collation(new_type)
        change = super()._alter_column_type_sql  # type: ignore[misc]
        return change(model, old_field, new_field, new_type, old_collation, collation)

    def _create_like_index_sql(self, model: Any, field: Any) -> None:
        return None


def _collation(column_type: str) -> str | None:
    return _COLLATION if column_type.startswith(("varchar", "text")) else None


class DatabaseWrapper(base.DatabaseWrapper):
    """The backend."""

    SchemaEditorClass = DatabaseSchemaEditor
