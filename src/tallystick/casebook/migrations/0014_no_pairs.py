"""Pairs of tellings are kept no more: linking works them out from the tellings that it looks at.

They are also weighed by other weights than before, so that what linking kept is dropped and the next ``link`` makes it
anew. Incidents keep their claims and ids until then.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    for kept in ("Filing", "Telling"):
        apps.get_model("casebook", kept).objects.using(alias).all().delete()
    apps.get_model("casebook", "Document").objects.using(alias).filter(linked=True).update(linked=False)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0013_claims_of_a_place"),
    ]

    operations: ClassVar = [
        migrations.DeleteModel("Likeness"),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
