"""Who changed a claim last, for those who edit at once."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0006_digests"),
    ]

    operations: ClassVar = []
