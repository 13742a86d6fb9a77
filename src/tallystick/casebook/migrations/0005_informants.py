"""The registry of informants: what the reports teach of names, and decisions found by their kind."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0004_bookkeeping"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Taught",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="taught",
                        serialize=False,
                        to="casebook.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("alias", models.TextField()),
                ("of", models.TextField()),
                ("rule", models.CharField(max_length=255)),
                ("person", models.BooleanField(default=False)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lessons", to="casebook.document"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["kind", "id"], name="decisions_by_kind"),
        ),
    ]
