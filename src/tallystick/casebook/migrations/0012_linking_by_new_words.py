"""What linking kept before it took datelines, numbers and town names from the words is dropped; ``link`` makes it anew.

Incidents keep their claims and ids until then.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    for kept in ("Likeness", "Filing", "Telling"):
        apps.get_model("casebook", kept).objects.using(alias).all().delete()
    apps.get_model("casebook", "Document").objects.using(alias).filter(linked=True).update(linked=False)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0011_tallies"),
    ]

    operations: ClassVar = [
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
