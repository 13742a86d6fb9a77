"""Batches tell whether something was added to them."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("uploads", "0001_uploads")]

    operations: ClassVar = [
        migrations.AddField(model_name="Batch", name="version", field=models.PositiveIntegerField(default=0)),
    ]
