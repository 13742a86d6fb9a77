"""Full-text search over documents and claims."""

from functools import partial
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tallystick.casebook.indexing import catch_up

TABLES = ("casebook_documentwords", "casebook_claimwords")
ON_SQLITE = "CREATE VIRTUAL TABLE {table}_index USING fts5(words, content='', tokenize='ascii')"
"""Contentless: the words alone. They come folded, letters and digits parted by spaces, so nothing is left to split."""
ON_POSTGRESQL = (
    "ALTER TABLE {table} ADD COLUMN words tsvector NOT NULL",
    "CREATE INDEX {table}_index ON {table} USING gin (words)",
)


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = ON_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else (ON_SQLITE,)
    for table in TABLES:
        for statement in statements:
            schema_editor.execute(statement.format(table=table))
    catch_up(schema_editor.connection.alias, partial(apps.get_model, "casebook"))


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            schema_editor.execute(f"DROP TABLE {table}_index")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0007_editions"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="DocumentWords",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casebook.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClaimWords",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casebook.claim"
                    ),
                ),
            ],
        ),
        migrations.RunPython(make, drop),
    ]
