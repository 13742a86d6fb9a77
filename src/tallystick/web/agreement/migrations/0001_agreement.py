"""Studies of agreement, what coders made of them, and what was settled."""

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Study",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("casebook", models.CharField(max_length=36)),
                ("name", models.CharField(max_length=120)),
                ("author", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("share", models.FloatField()),
                ("seed", models.PositiveIntegerField()),
                ("documents", models.JSONField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("claim", models.CharField(max_length=255)),
                ("slot", models.CharField(max_length=32)),
                ("value", models.TextField()),
                ("decision", models.BigIntegerField(null=True)),
                ("author", models.TextField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="settlements", to="agreement.study"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("study", "claim", "slot"), name="one_settlement")],
            },
        ),
        migrations.CreateModel(
            name="Coding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("document", models.CharField(max_length=255)),
                ("codes", models.JSONField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codings", to="agreement.study"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("study", "coder", "document"), name="one_coding")],
            },
        ),
    ]
