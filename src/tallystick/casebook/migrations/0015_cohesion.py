"""How the tellings of each incident came together is kept; where it is not yet, linking finds it as it looks there.

So is by what linking compared: what was kept by something else is dropped by the next ``link``, which makes it anew.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0014_no_pairs"),
    ]

    operations: ClassVar = [
        migrations.AddField("telling", "joins", models.BigIntegerField(null=True)),
        migrations.AddField("telling", "gain", models.FloatField(null=True)),
        migrations.AddField("bookkeeping", "linked_by", models.CharField(default="", max_length=64)),
    ]
