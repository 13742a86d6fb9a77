"""What commands keep of the custody log."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0003_neighbourhoods"),
    ]

    operations: ClassVar = []
