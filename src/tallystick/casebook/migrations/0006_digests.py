"""What lists, maps and totals show of each incident."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0005_informants"),
    ]

    operations: ClassVar = []
