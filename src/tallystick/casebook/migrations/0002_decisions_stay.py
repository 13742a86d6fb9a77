"""Decisions are append-only in the database too, whoever writes to it.

A later migration that rebuilds the table on SQLite drops these triggers: it then runs ``forbid`` again.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TRIGGERS = {
    "casebook_decision_no_update": "BEFORE UPDATE ON casebook_decision",
    "casebook_decision_no_delete": "BEFORE DELETE ON casebook_decision",
    "casebook_decision_no_replace": "BEFORE INSERT ON casebook_decision"
    " WHEN EXISTS (SELECT 1 FROM casebook_decision WHERE id = NEW.id OR reverses_id = NEW.reverses_id)",
}


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    for name, when in TRIGGERS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END"
        )


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("casebook", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
