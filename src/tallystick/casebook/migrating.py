"""Brings a casebook's tables to this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from tallystick.casebook.database import connect, disconnect, hold, on_server
from tallystick.casebook.errors import MOVED, reading
from tallystick.errors import CasebookError

_APP = "casebook"


def migrate(alias: str, *, empty: bool = False) -> None:
    """Migrates forward where the tables are older, or, where they may be ``empty``, not yet there.

    All of it is one transaction: Django records some migrations after it has committed them, so that a kill in between
    would leave tables that no later migration could make. Constraint checks are off, as SQLite wants before a schema
    change within a transaction; on PostgreSQL each is made at once, since it changes no table that has some pending.

    Raises CasebookError where a newer version made them, or where there are none.
    """
    if not _is_older(alias, empty):
        return
    if connections[alias].settings_dict["OPTIONS"].get("uri"):
        raise CasebookError("This casebook was made by an older Tallystick; copy it to where it can be written.")
    with connections[alias].constraint_checks_disabled(), transaction.atomic(using=alias):
        hold(alias)
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if _is_older(alias, empty):
            call_command("migrate", _APP, database=alias, verbosity=0, interactive=False, skip_checks=True)


def _is_older(alias: str, empty: bool) -> bool:
    executor = MigrationExecutor(connections[alias])
    applied = {name for app, name in executor.loader.applied_migrations if app == _APP}
    shipped = {name for app, name in executor.loader.disk_migrations if app == _APP}
    if MOVED in applied:
        raise CasebookError("The casebook was moved to another database; its casebook.toml names it.")
    if applied - shipped:
        raise CasebookError("This casebook was made by a newer Tallystick; update Tallystick to open it.")
    if not applied and not empty:
        raise CasebookError("The casebook's database is empty; restore it from a copy.")
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes(_APP)))


def holds_casebook(database: dict[str, Any]) -> bool:
    """True where the database has a casebook's tables already.

    Raises CasebookError where it cannot be reached.
    """
    if not on_server(database) and not Path(database["NAME"]).is_file():
        return False
    alias = connect(database)
    try:
        with reading():
            applied = MigrationRecorder(connections[alias]).applied_migrations()
            return any(app == _APP for app, _ in applied)
    finally:
        disconnect(alias)
