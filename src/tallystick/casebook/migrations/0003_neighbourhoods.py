"""What linking compares is kept, so that a new report costs what its neighbourhood costs."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0002_decisions_stay"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=255)),
            ],
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("gain", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=255, unique=True)),
                ("home", models.BigIntegerField(db_index=True, null=True)),
                ("placed", models.BooleanField(default=False)),
                ("data", models.JSONField()),
            ],
        ),
        migrations.AddField(
            model_name="document",
            name="linked",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(condition=models.Q(("linked", False)), fields=["id"], name="unlinked_documents"),
        ),
        migrations.AddField(
            model_name="telling",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="casebook.document"
            ),
        ),
        migrations.AddField(
            model_name="likeness",
            name="one",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="likenesses", to="casebook.telling"
            ),
        ),
        migrations.AddField(
            model_name="likeness",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casebook.telling"
            ),
        ),
        migrations.AddField(
            model_name="filing",
            name="telling",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="filings", to="casebook.telling"
            ),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(fields=["key", "telling"], name="filing_key"),
        ),
    ]
