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


REFUSE = "casebook_decision_refuse"
"""PostgreSQL's triggers call a function; it raises what the ORM knows as an IntegrityError."""
FUNCTION = f"""
CREATE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'decisions are append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
ON_POSTGRESQL = {
    "casebook_decision_no_update": "BEFORE UPDATE ON casebook_decision FOR EACH ROW",
    "casebook_decision_no_delete": "BEFORE DELETE ON casebook_decision FOR EACH ROW",
    "casebook_decision_no_truncate": "BEFORE TRUNCATE ON casebook_decision FOR EACH STATEMENT",
}


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        for name, when in ON_POSTGRESQL.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {REFUSE}()")
        return
    for name, when in TRIGGERS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END"
        )


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in ON_POSTGRESQL:
            schema_editor.execute(f"DROP TRIGGER {name} ON casebook_decision")
        schema_editor.execute(f"DROP FUNCTION {REFUSE}()")
        return
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("casebook", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
