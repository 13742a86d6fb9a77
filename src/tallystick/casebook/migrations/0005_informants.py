"""The registry of informants."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0004_bookkeeping"),
    ]

    operations: ClassVar = []
