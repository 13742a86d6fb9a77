"""Batches of reports that were handed in, and their items."""

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []

    operations: ClassVar = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("casebook", models.CharField(max_length=36)),
                ("author", models.TextField()),
                ("publisher", models.TextField(default="")),
                ("published", models.CharField(default="", max_length=10)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("linked", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["casebook", "-id"], name="batches_of")],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("url", models.TextField(default="")),
                ("spool", models.CharField(default="", max_length=64)),
                ("state", models.CharField(default="waiting", max_length=16)),
                ("sentence", models.TextField(default="")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("leased_until", models.DateTimeField(null=True)),
                ("claims", models.PositiveIntegerField(default=0)),
                ("documents", models.JSONField(default=list)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="uploads.batch"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "reading"))), fields=["id"], name="open_items"
                    ),
                    models.Index(fields=["batch", "state"], name="items_by_state"),
                ],
            },
        ),
    ]
