"""A casebook's folder with its database copied to PostgreSQL, in the minutes that COPY takes.

``tallystick transfer`` moves a casebook and compares every row three times; this is for what a benchmark made, and
leaves the original. The copy has the original's id and evidence, so that its custody log is its own and it takes
decisions. Both must be of this version.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from attrs import evolve

from tallystick.casebook.folder import CONFIG, DATABASE, EVIDENCE, Identity
from tallystick.commands import casebooks

_OF_THE_WORDS = ("DocumentWords", "ClaimWords")


def to_postgresql(source: Path, target: Path, url: str) -> None:
    """A copy of the casebook in ``source``, a file, in the folder ``target`` and the empty database ``url``."""
    casebooks.open_casebook(source).casebook.close()
    book = casebooks.create(target, database=url)
    alias = book.casebook.alias
    with closing(sqlite3.connect(f"file:{source / DATABASE}?mode=ro", uri=True)) as old, book.casebook.together():
        _copy_all(alias, old)
    _settle(alias)
    book.casebook.close()
    shutil.rmtree(target / EVIDENCE)
    shutil.copytree(source / EVIDENCE, target / EVIDENCE)
    evolve(Identity.read(source / CONFIG), database=Identity.read(target / CONFIG).database).write(target / CONFIG)


def _copy_all(alias: str, old: sqlite3.Connection) -> None:
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connections

    models = list(apps.get_app_config("casebook").get_models(include_auto_created=True))
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM casebook_bookkeeping")
        for model in models:
            _copy(cursor, old, model, _told if model.__name__ in _OF_THE_WORDS else _plain)
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _settle(alias: str) -> None:
    from django.db import connections

    with connections[alias].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _copy(cursor: Any, old: sqlite3.Connection, model: Any, rows: Callable[..., Iterable[list[Any]]]) -> None:
    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    extra = ["words"] if rows is _told else []
    named = ", ".join(f'"{column}"' for column in (*columns, *extra))
    with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
        for row in rows(old, model, ", ".join(f'"{column}"' for column in columns)):
            copy.write_row(row)


def _plain(old: sqlite3.Connection, model: Any, columns: str) -> Iterator[list[Any]]:
    """The rows of a table; SQLite has no truth values of its own."""
    truths = [field.get_internal_type() == "BooleanField" for field in model._meta.concrete_fields]
    for row in old.execute(f"SELECT {columns} FROM {model._meta.db_table}"):
        yield [bool(value) if truth else value for value, truth in zip(row, truths, strict=True)]


def _told(old: sqlite3.Connection, model: Any, columns: str) -> Iterator[list[Any]]:
    """The rows of an index of words with the words, which SQLite's keeps in a way of its own."""
    from tallystick.casebook.indexing import tsvector, whole

    claims = model.__name__ == "ClaimWords"
    text = "NULL, told.quote" if claims else "told.title, told.text"
    name, key = ("claim", "claim_id") if claims else ("document", "document_id")
    joined = f"{model._meta.db_table} JOIN casebook_{name} AS told ON told.id = {key}"
    for number, identity, title, said in old.execute(f"SELECT number, {key}, {text} FROM {joined}"):
        yield [number, identity, tsvector(whole(title, said))]
