"""A casebook goes from one database to another: copied whole, compared, verified, and only then in force there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from attrs import evolve, frozen
from django.apps import apps
from django.core.management.color import no_style
from django.db import connections
from django.db.models import Model

from tallystick.casebook.apps import CasebookConfig
from tallystick.casebook.batching import batches
from tallystick.casebook.book import Casebook
from tallystick.casebook.database import database_settings, kept
from tallystick.casebook.errors import reading, retire, writing
from tallystick.casebook.folder import CONFIG
from tallystick.casebook.indexing import catch_up, number_claims
from tallystick.casebook.migrating import migrate
from tallystick.casebook.models import ClaimDigest, ClaimWords, DocumentWords
from tallystick.errors import CasebookError

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are, and the number of all."""


@frozen
class Table:
    """What a table holds: its rows, and the SHA-256 of them in the order of their keys."""

    name: str
    rows: int
    sha256: str


def transfer(
    casebook: Casebook, database: str, verify: Callable[[Casebook], None], progress: Progress
) -> tuple[Table, ...]:
    """Moves ``casebook`` to another, empty, ``database``; what was copied. ``casebook`` itself is of no use any more.

    Nobody writes to the casebook meanwhile. The old database stays in force until ``casebook.toml`` is replaced, whole,
    as the last step; a transfer that was stopped is begun anew. After it the old database takes no further change.
    ``verify`` is given the casebook as it is in the new database, and raises where it is not in order.

    Raises CasebookError where the new database holds something else, or what arrived is not what was sent.
    """
    named = kept(database)
    if named == casebook.identity.database:
        raise CasebookError(f"The casebook is kept in {named} already; name another database.")
    moved = Casebook(
        casebook.folder, evolve(casebook.identity, database=named), database_settings(database, casebook.folder)
    )
    try:
        with reading():
            migrate(moved.alias, empty=True)
        with writing(casebook.alias):
            with writing(moved.alias):
                tables = _arrive(casebook.alias, moved.alias, named, progress)
                verify(moved)
            moved.identity.write(casebook.folder / CONFIG)
            retire(casebook.alias)
    finally:
        moved.close()
    return tables


def _arrive(source: str, target: str, named: str, progress: Progress) -> tuple[Table, ...]:
    there = [model for model in _models() if model._base_manager.using(target).exists()]
    if any(model.__name__ not in _MADE_BY_MIGRATING for model in there):
        # Where a transfer was stopped after its last row it is all there already.
        sent = tuple(_fingerprint(source, model, "Comparing", progress) for model in _models())
        if sent != tuple(_fingerprint(target, model, "Comparing", progress) for model in _models()):
            raise CasebookError(f"{named} holds something else already; name an empty database.")
        return sent
    for model in there:
        model._base_manager.using(target).all().delete()
    sent = tuple(_copy(source, target, model, progress) for model in _models())
    _set_sequences(target)
    catch_up(target)
    number_claims(target)
    for table, model in zip(sent, _models(), strict=True):
        if _fingerprint(target, model, "Comparing", progress) != table:
            raise CasebookError(f"{table.name} does not arrive as it was sent; nothing is changed, so report this.")
    return sent


_MADE_BY_MIGRATING = frozenset({"Bookkeeping"})
"""Models of which an empty casebook has a row."""


def _models() -> list[type[Model]]:
    """All models, in any order, since references are checked when all of them are there; not those of the search."""
    models = apps.get_app_config(CasebookConfig.label).get_models(include_auto_created=True)
    return [model for model in models if model not in (DocumentWords, ClaimWords)]


def _columns(model: type[Model]) -> list[str]:
    """The columns that are copied: not the numbers of the search, which the new database gives anew."""
    return [field.attname for field in model._meta.concrete_fields if (model, field.name) != (ClaimDigest, "words")]


def _copy(source: str, target: str, model: type[Model], progress: Progress) -> Table:
    names = _columns(model)
    content = _Content(model._meta.db_table)
    for batch in batches(_rows(source, model, f"Copying {content.name}", progress)):
        content.take(batch)
        model._base_manager.using(target).bulk_create(model(**dict(zip(names, row, strict=True))) for row in batch)
    return content.table()


def _fingerprint(alias: str, model: type[Model], doing: str, progress: Progress) -> Table:
    content = _Content(model._meta.db_table)
    for batch in batches(_rows(alias, model, f"{doing} {content.name}", progress)):
        content.take(batch)
    return content.table()


def _rows(alias: str, model: type[Model], doing: str, progress: Progress) -> Iterator[tuple[Any, ...]]:
    rows = model._base_manager.using(alias).order_by("pk")
    total = rows.count()
    for done, row in enumerate(rows.values_list(*_columns(model)).iterator(chunk_size=_AT_ONCE), 1):
        yield row
        if done % _AT_ONCE == 0 or done == total:
            progress(doing, done, total)


_AT_ONCE = 500


class _Content:
    """Sums up the rows of a table."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rows, self._hash = 0, sha256()

    def take(self, rows: list[tuple[Any, ...]]) -> None:
        for row in rows:
            told = json.dumps(row, sort_keys=True, ensure_ascii=False, default=_plain)
            self._hash.update(told.encode() + b"\n")
        self._rows += len(rows)

    def table(self) -> Table:
        return Table(self.name, self._rows, self._hash.hexdigest())


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else bytes(value).hex()


def _set_sequences(alias: str) -> None:
    """New rows are numbered on from the highest that was copied."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
